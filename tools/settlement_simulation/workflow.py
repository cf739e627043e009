"""Step Functions in virtual time: executes statemachines/settle_session.asl.json as it stands."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jsonata

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from random import Random

DEFINITION = Path(__file__).parents[2] / "statemachines" / "settle_session.asl.json"
FULL_JITTER = "FULL"


@cache
def definition() -> dict[str, Any]:
    """The state machine."""
    read: dict[str, Any] = json.loads(DEFINITION.read_text(encoding="utf-8"))
    return read


@cache
def _compiled(expression: str) -> jsonata.Jsonata:
    return jsonata.Jsonata(expression)


def evaluated(template: Any, states: dict[str, Any]) -> Any:
    """A template of JSONata with its `{% %}` worked out."""
    if isinstance(template, dict):
        return {name: evaluated(one, states) for name, one in template.items()}
    if not (isinstance(template, str) and template.startswith("{%")):
        return template
    expression = _compiled(template.removeprefix("{%").removesuffix("%}").strip())
    frame = expression.create_frame()
    frame.bind("states", states)
    # The evaluator has list and null classes of its own.
    return json.loads(json.dumps(expression.evaluate(None, frame)))


class TaskFailed(Exception):
    """A task ended with an error; `name` is what the machine's Retry and Catch match."""

    def __init__(self, name: str) -> None:
        """The name of the error."""
        super().__init__(name)
        self.name = name


@dataclass(slots=True)
class Execution:
    """One run of the machine. `step` does one state and says what comes after."""

    name: str
    input: dict[str, Any]
    started_at: datetime
    state: str = field(default_factory=lambda: str(definition()["StartAt"]))
    attempts: dict[int, int] = field(default_factory=dict)
    status: str = "RUNNING"
    output: Any = None

    def step(self, task: Callable[[str, Any], Any], random: Random) -> float:
        """Do the present state; the seconds until the next step."""
        state = definition()["States"][self.state]
        match state["Type"]:
            case "Task":
                return self._task(state, task, random)
            case "Wait":
                seconds = float(evaluated(state["Seconds"], {"input": self.input}))
                self._go(state)
                return seconds
            case "Choice":
                self._choose(state)
                return 0.0
            case other:
                raise NotImplementedError(f"state type {other}")

    def fail(self, error: str) -> None:
        """It ends without a result; `redrive` goes on where it ended."""
        self.status, self.output = "FAILED", error

    def redrive(self) -> None:
        """Run the failed state again."""
        self.status, self.attempts = "RUNNING", {}

    def _task(
        self, state: dict[str, Any], task: Callable[[str, Any], Any], random: Random
    ) -> float:
        arguments = evaluated(state["Arguments"], {"input": self.input})
        try:
            payload = task(arguments["FunctionName"], arguments["Payload"])
        except TaskFailed as error:
            return self._failed(state, error.name, random)
        states = {"input": self.input, "result": {"Payload": payload}}
        self._go(state, evaluated(state["Output"], states))
        return 0.0

    def _failed(self, state: dict[str, Any], error: str, random: Random) -> float:
        for number, retrier in enumerate(state.get("Retry", ())):
            done = self.attempts.get(number, 0)
            if _matches(retrier, error) and done < retrier["MaxAttempts"]:
                self.attempts[number] = done + 1
                pause = retrier["IntervalSeconds"] * retrier["BackoffRate"] ** done
                pause = min(pause, retrier["MaxDelaySeconds"])
                full = retrier["JitterStrategy"] == FULL_JITTER
                return random.uniform(0, pause) if full else float(pause)
        for catcher in state.get("Catch", ()):
            if _matches(catcher, error):
                states = {"input": self.input, "errorOutput": {"Error": error}}
                self._go(catcher, evaluated(catcher["Output"], states))
                return 0.0
        self.fail(error)
        return 0.0

    def _choose(self, state: dict[str, Any]) -> None:
        for choice in state["Choices"]:
            if evaluated(choice["Condition"], {"input": self.input}):
                output = evaluated(choice.get("Output"), {"input": self.input})
                self._go(choice, output or self.input)
                return
        self.state = state["Default"]

    def _go(self, where: dict[str, Any], output: Any = None) -> None:
        self.input = self.input if output is None else output
        self.attempts = {}
        if where.get("End"):
            self.status, self.output = "SUCCEEDED", self.input
        else:
            self.state = where["Next"]


def _matches(rule: dict[str, Any], error: str) -> bool:
    return error in rule["ErrorEquals"] or "States.ALL" in rule["ErrorEquals"]
