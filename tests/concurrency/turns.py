"""A scheduler: workers run in threads, one at a time, and stand still before each request.

Who goes next, and what befalls the request, is chosen from outside: the same choices give the same
run. Crashes and lost answers are raised inside the worker, where AWS would leave it.
"""

from __future__ import annotations

import threading
from enum import Enum, auto
from typing import TYPE_CHECKING

from csms.errors import Unavailable

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


class Fault(Enum):
    """What befalls a request."""

    NONE = auto()
    CONFLICT = auto()  # another transaction was there: no effect, try again
    CRASH_BEFORE = auto()
    LOST_ANSWER = auto()  # the effect is there, nobody is told
    CRASH_AFTER = auto()


class Crash(BaseException):
    """The worker dies. Not an Exception, so that no code of ours can hold it back."""


class Worker:
    """A thread that runs only when it is let."""

    def __init__(self, number: int, action: Callable[[], object]) -> None:
        self.number = number
        self.fault = Fault.NONE
        self.done = False
        self.abandoned = False
        self.error: BaseException | None = None
        self._action = action
        self._go, self._stands = threading.Semaphore(0), threading.Semaphore(0)
        self.thread = threading.Thread(target=self._run, daemon=True)

    def step(self, fault: Fault) -> None:
        """Let it run to its next request, or its end."""
        self.fault = fault
        self._go.release()
        self._stands.acquire()

    def stand(self) -> None:
        """Called by the thread itself: wait for the next turn."""
        self._stands.release()
        self._go.acquire()
        if self.abandoned:
            raise Crash

    def _run(self) -> None:
        self._go.acquire()
        try:
            if not self.abandoned:
                self._action()
        except BaseException as error:
            self.error = error
        self.done = True
        self._stands.release()


type Choose = Callable[[Sequence[Worker]], tuple[Worker, Fault]]


class Turns:
    """`csms.adapters.memory.steps.Steps`: whoever is no worker is not disturbed."""

    def __init__(self) -> None:
        self._workers: dict[threading.Thread, Worker] = {}

    def before(self, request: str) -> None:
        worker = self._workers.get(threading.current_thread())
        if worker is None:
            return
        worker.stand()
        if worker.fault is Fault.CONFLICT:
            raise Unavailable(f"{request}: lost against another transaction")
        if worker.fault is Fault.CRASH_BEFORE:
            raise Crash

    def after(self, request: str) -> None:
        worker = self._workers.get(threading.current_thread())
        if worker is None:
            return
        if worker.fault is Fault.LOST_ANSWER:
            raise Unavailable(f"{request}: no answer")
        if worker.fault is Fault.CRASH_AFTER:
            raise Crash

    def run(
        self,
        actions: Sequence[Callable[[], object]],
        choose: Choose,
        check: Callable[[], None],
    ) -> None:
        """Run all to their ends; `check` looks at the state after every step."""
        workers = [Worker(number, action) for number, action in enumerate(actions)]
        self._workers = {one.thread: one for one in workers}
        for one in workers:
            one.thread.start()
        try:
            while alive := [one for one in workers if not one.done]:
                worker, fault = choose(alive)
                worker.step(fault)
                check()
                if worker.error is not None:
                    raise worker.error
        finally:
            self._abandon(workers)

    def _abandon(self, workers: Sequence[Worker]) -> None:
        self._workers = {}
        for one in workers:
            one.abandoned = True
            if not one.done:
                one.step(Fault.NONE)
            one.thread.join()


def in_every_order(scenario: Callable[[Choose], None]) -> int:
    """Run a scenario once for each order in which its workers' requests can follow one another.

    The choices of the run before are counted up like digits. Returns the number of orders.
    """
    prefix: list[int] = []
    runs = 0
    while True:
        taken: list[tuple[int, int]] = []

        def choose(
            alive: Sequence[Worker],
            prefix: list[int] = prefix,
            taken: list[tuple[int, int]] = taken,
        ) -> tuple[Worker, Fault]:
            choice = prefix[len(taken)] if len(taken) < len(prefix) else 0
            taken.append((choice, len(alive)))
            return alive[choice], Fault.NONE

        scenario(choose)
        runs += 1
        while taken and taken[-1][0] + 1 == taken[-1][1]:
            taken.pop()
        if not taken:
            return runs
        prefix = [choice for choice, _ in taken]
        prefix[-1] += 1
