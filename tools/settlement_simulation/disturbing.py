"""Ports whose every request may be refused, may lose its answer, or is the last of its worker."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from csms.errors import Unavailable
from settlement_simulation.chance import Chance, Fault
from settlement_simulation.workers import Workers

if TYPE_CHECKING:
    from collections.abc import Callable

STORAGE = (
    Fault.REQUEST_CONFLICT,
    Fault.REQUEST_LOST_ANSWER,
    Fault.CRASH_BEFORE,
    Fault.CRASH_AFTER,
)
# A provider's port never raises: what it may answer instead is the provider's own business.
CRASHES = (Fault.CRASH_BEFORE, Fault.CRASH_AFTER)


class Crash(BaseException):
    """The worker dies. Not an Exception, so that no code of ours can hold it back."""


class Disturbed:
    """A port with faults around its requests, while a worker of ours is at work."""

    def __init__(
        self, port: Any, chance: Chance, workers: Workers, faults: tuple[Fault, ...] = STORAGE
    ) -> None:
        """The port is asked for everything else."""
        self._port, self._chance, self._workers, self._faults = port, chance, workers, faults

    def __getattr__(self, name: str) -> Any:
        """A method of the port, disturbed; kept, since it is asked for again and again."""
        value = getattr(self._port, name)
        if callable(value):
            value = self._disturbed(value, name)
            self.__dict__[name] = value
        return value

    def _disturbed(self, method: Callable[..., Any], name: str) -> Callable[..., Any]:
        def request(*arguments: Any, **named: Any) -> Any:
            if not self._workers.at_work:
                return method(*arguments, **named)
            self._workers.stand(name)
            fault = self._chance.one_of(*self._faults)
            if fault is Fault.REQUEST_CONFLICT:
                raise Unavailable(f"{name}: lost against another transaction")
            if fault is Fault.CRASH_BEFORE:
                raise Crash(f"before {name}")
            result = method(*arguments, **named)
            if fault is Fault.REQUEST_LOST_ANSWER:
                raise Unavailable(f"{name}: no answer")
            if fault is Fault.CRASH_AFTER:
                raise Crash(f"after {name}")
            return result

        return request
