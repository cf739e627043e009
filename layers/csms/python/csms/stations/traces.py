"""The frames of a station that is being looked at: raw, and as they were understood."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Protocol

from csms.errors import Rejected

# How soon a switched trace is seen by every process, at one read of each in that time.
REFRESH = timedelta(seconds=5)
LONGEST_TRACE = timedelta(days=7)
MOST_TRACED = 100


@dataclass(frozen=True, slots=True)
class TracedFrame:
    """One frame. `direction` is `in` or `out`; `normalised` is what handlers got, None of answers
    and of what could not be read. `reply` is what went back on the same invocation.
    """

    station_id: str
    at: datetime
    direction: str
    raw: str
    action: str
    result: str
    normalised: Mapping[str, Any] | None = None
    anomalies: tuple[str, ...] = ()
    reply: str | None = None


class TraceRepository(Protocol):
    """Switches and frames."""

    def switches(self) -> dict[str, datetime]:
        """Station -> until when it is traced."""

    def switch(self, station_id: str, until: datetime | None) -> None:
        """Trace a station until then, or no longer. Raises Rejected if too many are traced."""

    def record(self, frame: TracedFrame) -> None:
        """Keep a frame."""

    def page(
        self, station_id: str, limit: int, cursor: str | None
    ) -> tuple[list[TracedFrame], str | None]:
        """A station's frames, newest first."""


class Tracing:
    """Which stations are traced, as this process knows it."""

    def __init__(self, repository: TraceRepository) -> None:
        """Nothing known yet."""
        self._repository = repository
        self._switches: dict[str, datetime] = {}
        self._read_at: datetime | None = None

    def on(self, station_id: str, now: datetime) -> bool:
        """Whether a station is traced; asks the repository now and then."""
        if self._read_at is None or not timedelta(0) <= now - self._read_at < REFRESH:
            self._switches, self._read_at = self._repository.switches(), now
        until = self._switches.get(station_id)
        return until is not None and now < until

    def record(self, frame: TracedFrame) -> None:
        """Keep a frame."""
        self._repository.record(frame)


def with_switch(
    switches: Mapping[str, datetime], station_id: str, until: datetime | None, now: datetime
) -> dict[str, datetime]:
    """The switches after one was set; those that have run out are left behind."""
    found = {one: end for one, end in switches.items() if end > now and one != station_id}
    if until is None:
        return found
    if len(found) >= MOST_TRACED:
        raise Rejected(f"{MOST_TRACED} stations are traced already: switch one off first")
    return found | {station_id: min(until, now + LONGEST_TRACE)}
