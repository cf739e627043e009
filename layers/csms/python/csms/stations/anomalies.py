"""What was odd in a station's frames: counted by name, with an example of each."""

from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Protocol

# A station that is odd in each frame costs a write now and then, not one for each frame.
WRITE_INTERVAL = timedelta(seconds=60)
REMEMBERED_STATIONS = 2_000
LONGEST_EXAMPLE = 4_000


@dataclass(frozen=True, slots=True)
class AnomalyCount:
    """How often something was found at a station, and a frame as it came."""

    name: str
    count: int
    last_at: datetime
    example: str


class AnomalyRepository(Protocol):
    """Counts for each station."""

    def add(self, station_id: str, counts: Mapping[str, int], example: str, at: datetime) -> None:
        """Add to the counts; the example stands for each of the names."""

    def of_station(self, station_id: str) -> list[AnomalyCount]:
        """All that was found, by name."""


@dataclass(slots=True)
class _Pending:
    counts: dict[str, int] = field(default_factory=dict)
    known: set[str] = field(default_factory=set)
    written_at: datetime | None = None


class AnomalyLog:
    """Counts in this process, written at once for what is new and else once in an interval.

    What a process counted since its last write is lost with it: the counts are lower bounds.
    """

    def __init__(self, repository: AnomalyRepository) -> None:
        """Start with nothing counted."""
        self._repository = repository
        self._pending: OrderedDict[str, _Pending] = OrderedDict()

    def note(self, station_id: str, names: Sequence[str], example: str, at: datetime) -> None:
        """Count what was found in one frame."""
        pending = self._pending.setdefault(station_id, _Pending())
        self._pending.move_to_end(station_id)
        for name in names:
            pending.counts[name] = pending.counts.get(name, 0) + 1
        due = pending.written_at is None or at - pending.written_at >= WRITE_INTERVAL
        if due or not pending.counts.keys() <= pending.known:
            self._repository.add(station_id, pending.counts, example[:LONGEST_EXAMPLE], at)
            pending.known |= pending.counts.keys()
            pending.counts, pending.written_at = {}, at
        if len(self._pending) > REMEMBERED_STATIONS:
            self._pending.popitem(last=False)
