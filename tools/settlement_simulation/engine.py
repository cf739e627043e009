"""The engine of workflows: executions by name, tasks that fail, answers that never arrive."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from settlement_simulation.chance import Fault
from settlement_simulation.workflow import Execution, TaskFailed

if TYPE_CHECKING:
    from settlement_simulation.surroundings import Surroundings

# The machine's placeholders, as `template.yaml` fills them in.
TASKS = {
    "${SessionRatingFunctionArn}": "session_settlement.rate",
    "${CardCaptureFunctionArn}": "session_settlement.capture",
    "${TransferPostingFunctionArn}": "session_settlement.post",
    "${SettlementReviewFunctionArn}": "session_settlement.review",
}
TIMED_OUT = "States.Timeout"


class Engine:
    """SettlementStarts, and what comes of them."""

    def __init__(self, around: Surroundings) -> None:
        """No executions."""
        self._around = around
        self.executions: dict[str, Execution] = {}

    def start(self, session_id: str, station_id: str, transaction_id: str) -> bool:
        """In the place of `csms.adapters.stepfunctions`: a name is used once."""
        if session_id in self.executions:
            return False
        said = {"session_id": session_id, "station_id": station_id}
        said["transaction_id"] = transaction_id
        execution = Execution(session_id, said, self._around.agenda.now)
        self.executions[session_id] = execution
        self._go_on(execution, 0.1)
        return True

    def redrive_failed(self) -> int:
        """What an operator does with executions that failed."""
        failed = [one for one in self.executions.values() if one.status == "FAILED"]
        for execution in failed:
            execution.redrive()
            self._go_on(execution, 1.0)
        return len(failed)

    def _go_on(self, execution: Execution, delay: float) -> None:
        what = f"workflow: {execution.state}"
        self._around.agenda.after(delay, what, execution.name, lambda: self._step(execution))

    def _step(self, execution: Execution) -> None:
        pause = execution.step(self._task, self._around.chance.random)
        if execution.status == "RUNNING":
            return self._go_on(execution, max(pause, 0.01))
        self._around.say(execution.name, f"workflow {execution.status}: {execution.output}")
        return self._again(execution)

    def _again(self, execution: Execution) -> None:
        """A person settles what is settled: every step runs once more, and must change nothing."""
        if not self._around.chance.strikes(Fault.REDRIVE):
            return
        for module in TASKS.values():
            if module != "session_settlement.review":
                self._aside(module, execution.input, self._around.chance.random.uniform(1, 900))

    def _task(self, function: str, payload: Any) -> Any:
        chance, module = self._around.chance, TASKS[function]
        if chance.strikes(Fault.TASK_TWICE):
            self._aside(module, payload, chance.random.uniform(0, 60))
        result = self._around.functions.invoke(module, payload)
        self._around.say(payload["session_id"], f"{module}: {result}")
        if chance.strikes(Fault.TASK_ANSWER_LOST):
            raise TaskFailed(TIMED_OUT)
        return result

    def _aside(self, module: str, payload: Any, delay: float) -> None:
        """A task that nobody waits for any more."""
        about = payload["session_id"]

        def run() -> None:
            try:
                self._around.functions.invoke(module, payload)
            except TaskFailed:
                return

        self._around.agenda.after(delay, f"{module}, once more", about, run)
