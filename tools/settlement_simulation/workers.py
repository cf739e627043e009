"""Workers of functions: one alone, or several that take turns at their requests."""

from __future__ import annotations

from threading import Semaphore, Thread, current_thread, get_ident
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from random import Random


class _Racer:
    """A thread that runs only when it is let; one at a time, so a seed decides the order."""

    def __init__(self, act: Callable[[], None]) -> None:
        self._act = act
        self._go, self._stands = Semaphore(0), Semaphore(0)
        self.done = False
        self.error: BaseException | None = None
        self.thread = Thread(target=self._run, daemon=True)

    def step(self) -> None:
        """Let it run to its next request, or to its end."""
        self._go.release()
        self._stands.acquire()

    def stand(self) -> None:
        """Called by the thread itself, before a request."""
        self._stands.release()
        self._go.acquire()

    def _run(self) -> None:
        self._go.acquire()
        try:
            self._act()
        except BaseException as error:  # told to whoever let them race
            self.error = error
        self.done = True
        self._stands.release()


class Workers:
    """Who is at work. Only then may a port be disturbed: the world looks at ports too."""

    def __init__(self) -> None:
        """Nobody."""
        self._racers: dict[Thread, _Racer] = {}
        self._busy: set[int] = set()

    @property
    def at_work(self) -> bool:
        """Whether code under test runs in this thread."""
        return get_ident() in self._busy

    def begin(self) -> None:
        """Code under test begins; `end` it."""
        self._busy.add(get_ident())

    def end(self) -> None:
        """It has returned, or died."""
        self._busy.discard(get_ident())

    def stand(self, _request: str) -> None:
        """Before each request: somebody else may go first."""
        if self._racers:
            racer = self._racers.get(current_thread())
            if racer is not None:
                racer.stand()

    def race(self, acts: Sequence[Callable[[], None]], random: Random) -> None:
        """All of them at once, their requests in an order that is drawn. Raises what one raised."""
        racers = [_Racer(act) for act in acts]
        self._racers = {one.thread: one for one in racers}
        for one in racers:
            one.thread.start()
        while alive := [one for one in racers if not one.done]:
            random.choice(alive).step()
        self._racers = {}
        for one in racers:
            one.thread.join()
        for one in racers:
            if one.error is not None:
                raise one.error
