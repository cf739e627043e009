"""What every Task of the state machines must have, read from the ASL."""

import json
from pathlib import Path
from typing import Any

import pytest

from csms import errors

_ROOT = Path(__file__).parents[2]
_MACHINES = {
    path.name: json.loads(path.read_text())
    for path in sorted((_ROOT / "statemachines").glob("*.asl.json"))
}
_TASKS = [
    pytest.param(machine, state, id=f"{file}:{name}")
    for file, machine in _MACHINES.items()
    for name, state in machine["States"].items()
    if state["Type"] == "Task"
]
_ERRORS_OF_AWS = ("Lambda.", "Runtime.", "Sandbox.", "States.")
_JSONPATH_FIELDS = {"InputPath", "OutputPath", "ResultPath", "ResultSelector", "Parameters"}


def _worst_task_seconds(task: dict[str, Any]) -> int:
    """Every attempt times out and every back-off draws its full length."""
    total: int = task["TimeoutSeconds"]
    for retry in task["Retry"]:
        delay = retry["IntervalSeconds"]
        for _ in range(retry["MaxAttempts"]):
            total += task["TimeoutSeconds"] + min(delay, retry["MaxDelaySeconds"])
            delay *= retry["BackoffRate"]
    return total


@pytest.mark.parametrize("machine", _MACHINES.values(), ids=_MACHINES)
def test_machine_is_bounded_and_explained(machine: dict[str, Any]) -> None:
    assert machine["QueryLanguage"] == "JSONata"
    assert machine["TimeoutSeconds"] > 0
    assert machine["Comment"]
    for state in machine["States"].values():
        assert state["Comment"]
        assert not _JSONPATH_FIELDS & state.keys()


@pytest.mark.parametrize(("machine", "task"), _TASKS)
def test_task_retries_with_full_jitter_and_a_timeout(
    machine: dict[str, Any], task: dict[str, Any]
) -> None:
    assert 0 < task["TimeoutSeconds"] < machine["TimeoutSeconds"]
    assert task["Retry"]
    for retry in task["Retry"]:
        assert retry["JitterStrategy"] == "FULL"
        assert retry["MaxDelaySeconds"] > 0
        assert retry["BackoffRate"] > 1
        assert "States.ALL" not in retry["ErrorEquals"]


@pytest.mark.parametrize(("machine", "task"), _TASKS)
def test_task_catches_everything_or_is_the_last_resort(
    machine: dict[str, Any], task: dict[str, Any]
) -> None:
    """The state that others fall back to fails itself, so that a redrive runs it again."""
    fallbacks = {
        catch["Next"]
        for state in machine["States"].values()
        for catch in state.get("Catch", [])
        if catch["ErrorEquals"] == ["States.ALL"]
    }
    if task in [machine["States"][name] for name in fallbacks]:
        assert task["End"]
        assert {name for one in task["Catch"] for name in one["ErrorEquals"]} == {"Overtaken"}
    else:
        assert task["Catch"][-1]["ErrorEquals"] == ["States.ALL"]


@pytest.mark.parametrize(("machine", "task"), _TASKS)
def test_error_names_are_classes_of_ours_or_names_of_aws(
    machine: dict[str, Any],
    task: dict[str, Any],
) -> None:
    names = {name for rule in task["Retry"] + task.get("Catch", []) for name in rule["ErrorEquals"]}
    ours = {name for name in names if not name.startswith(_ERRORS_OF_AWS)}
    assert ours
    for name in ours:
        assert issubclass(getattr(errors, name), errors.CsmsError)


def test_settlement_cannot_outlast_its_timeout() -> None:
    machine = _MACHINES["settle_session.asl.json"]
    states = machine["States"]
    rounds, longest_wait = 24, 3_600
    assert f"rounds < {rounds}" in states["Decide"]["Choices"][2]["Condition"]
    assert f"{longest_wait}])" in states["WaitForFinalReading"]["Seconds"]
    captures = 22
    assert f"captures < {captures}" in states["DecideCapture"]["Choices"][1]["Condition"]
    assert "- 1), 3600])" in states["WaitForProvider"]["Seconds"]
    worst = (
        rounds * (_worst_task_seconds(states["Rate"]) + longest_wait)
        + captures * (_worst_task_seconds(states["Capture"]) + longest_wait)
        + _worst_task_seconds(states["Post"])
        + _worst_task_seconds(states["Review"])
    )
    assert worst < machine["TimeoutSeconds"]
