"""Many sessions with everything that goes wrong: each is charged once, and all money is found."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import Any

import pytest
from tests.mutation.breaking import broken
from tests.mutation.mutants import Mutant

from csms.errors import Unavailable
from csms.payments import settling
from settlement_simulation import __main__ as command
from settlement_simulation.chance import Fault
from settlement_simulation.functions import Functions
from settlement_simulation.plans import Payer
from settlement_simulation.running import Result, run_worlds, world_at_rest
from settlement_simulation.workers import Workers
from settlement_simulation.workflow import TaskFailed
from settlement_simulation.world import SESSIONS, World

SEED, WORLDS = "tests", 30


@pytest.fixture(scope="module")
def result() -> Result:
    return run_worlds(SEED, 0, WORLDS)


def test_every_invariant_holds(result: Result) -> None:
    told = [(one.seed, one.found.check, one.found.violation.what) for one in result.failures]
    assert told == []
    assert result.sessions > 30 * WORLDS


def test_every_kind_of_fault_happens(result: Result) -> None:
    assert set(result.faults) == {fault.value for fault in Fault}
    assert result.faults[Fault.RACE.value] > WORLDS
    assert result.faults[Fault.CRASH_AFTER.value] > WORLDS


def test_every_end_of_a_session_happens(result: Result) -> None:
    ends = {"settled and charged", "settled for nothing", "review", "decided: waive"}
    assert ends <= set(result.outcomes)
    assert "open" not in result.outcomes


def _digest(world: World) -> list[str]:
    stores = world.around.stores
    transfers = [f"{one.transfer_id} {one.posted_at}" for one in stores.books.transfers.values()]
    return [*transfers, *world.around.provider.records, str(world.around.chance.counts)]


def test_the_same_seed_is_the_same_run() -> None:
    first, second = (world_at_rest("same", 12)[0] for _ in range(2))
    assert _digest(first) == _digest(second)
    assert _digest(first) != _digest(world_at_rest("another", 12)[0])


def test_the_same_seed_is_the_same_run_in_another_process() -> None:
    """Whatever order sets of text have there."""
    code = (
        "from settlement_simulation.running import world_at_rest;"
        "world, _ = world_at_rest('same', 12);"
        "print(*world.around.stores.books.transfers)"
    )
    seen = set()
    for number in ("1", "2"):
        environment = os.environ | {"PYTHONHASHSEED": number}
        command_line = [sys.executable, "-c", code]
        run = subprocess.run(
            command_line, env=environment, check=True, capture_output=True, text=True
        )
        seen.add(run.stdout)
    assert len(seen) == 1


def test_payers_of_all_kinds_come() -> None:
    world, _ = world_at_rest("payers", 60)
    assert {plan.payer for plan in world.plans} == set(Payer)


def _sabotage(patch: pytest.MonkeyPatch) -> None:
    """More is captured than is authorised: a session of its own shows it."""
    old = "min(payment.wanted_minor, payment.authorized_minor)"
    with open(settling.__file__) as file:  # noqa: PTH123
        source = broken(file.read(), Mutant("", "", "", old, "payment.wanted_minor"))
    namespace: dict[str, object] = {"__name__": "sabotaged"}
    exec(compile(source, "sabotaged", "exec"), namespace)
    changed = namespace["capture_now"]
    patch.setattr(settling.capture_now, "__code__", getattr(changed, "__code__"))  # noqa: B009


def test_what_fails_is_told_as_the_story_of_its_session(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    _sabotage(monkeypatch)
    seed = _failing()
    assert command.tell(seed) == 1
    stories = [one.splitlines() for one in capsys.readouterr().out.split(f"seed {seed}, ") if one]
    told = {lines[1].removeprefix("does not hold: "): lines for lines in stories}
    assert len(told) == len(stories), "a check is told twice"
    lines = told["captured <= authorised, once"]
    assert int(lines[0].split()[0]) <= SESSIONS
    assert lines[2].startswith("needs: ")
    assert "," not in lines[2], "more than one kind of fault"
    assert lines[3].endswith(":")
    assert lines[4].startswith("  ")


def _failing() -> str:
    for number in range(20):
        seed = f"sabotaged/{number}"
        _, found = world_at_rest(seed)
        if any(one.check == "captured <= authorised, once" for one in found):
            return seed
    raise AssertionError("nothing was found")


def test_the_command_prints_every_invariant(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["settlement_simulation", "--sessions", "60", "--seed", "7"])
    assert command.main() == 0
    printed = capsys.readouterr().out
    assert "seed 7" in printed
    assert "holds  captured + released = authorised" in printed
    assert "two workers at once" in printed


def test_an_error_of_the_program_is_no_fault_of_the_world() -> None:
    """As failed deliveries, such errors kept all webhooks from being heard, and nobody saw it."""
    functions = Functions(Workers())
    wrong: Any = 7
    with pytest.raises(TypeError):
        functions.call(lambda: len(wrong))
    with pytest.raises(TaskFailed, match="Unavailable"):
        functions.call(_unavailable)


def _unavailable() -> None:
    raise Unavailable("try again")
