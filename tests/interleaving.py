"""Workers that take turns as a schedule says: each call of a port is one step of one worker."""

from __future__ import annotations

from threading import Semaphore, Thread
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


class Worker:
    """A thread that runs from one `turn` to the next, and only when it is told to."""

    def __init__(self, work: Callable[[Worker], Any]) -> None:
        self._may_go, self._stands = Semaphore(0), Semaphore(0)
        self.done = False
        self.result: Any = None
        self.error: Exception | None = None
        self._thread = Thread(target=self._run, args=(work,), daemon=True)

    def turn(self) -> None:
        """Called by the worker before each step: waits until it may go on."""
        self._stands.release()
        self._may_go.acquire()

    def start(self) -> None:
        """Run to the first turn."""
        self._thread.start()
        self._stands.acquire()

    def step(self) -> None:
        """Run to the next turn, or to the end."""
        self._may_go.release()
        self._stands.acquire()

    def _run(self, work: Callable[[Worker], Any]) -> None:
        try:
            self.turn()
            self.result = work(self)
        except Exception as error:
            self.error = error
        self.done = True
        self._stands.release()


class Stepped:
    """A port whose every call is a step of the worker that makes it."""

    def __init__(self, port: Any, worker: Worker) -> None:
        self._port, self._worker = port, worker

    def __getattr__(self, name: str) -> Any:
        method = getattr(self._port, name)

        def call(*arguments: Any, **named: Any) -> Any:
            self._worker.turn()
            return method(*arguments, **named)

        return call


def interleave(works: Sequence[Callable[[Worker], Any]], schedule: Sequence[int]) -> list[Worker]:
    """Run all to their end; the schedule says whose step is next, then they go in order."""
    workers = [Worker(work) for work in works]
    for one in workers:
        one.start()
    for choice in schedule:
        waiting = [one for one in workers if not one.done]
        if waiting:
            waiting[choice % len(waiting)].step()
    for one in workers:
        while not one.done:
            one.step()
    return workers
