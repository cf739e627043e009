"""Reports that a station sends in many frames: kept part by part, put together when read."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice
from typing import Any, Protocol

from csms.ids import digest
from csms.stations.contents import canonical

MOST_MISSING = 100
# Stations send the frames of a report one after the other, each after the answer to the last.
STALLED_AFTER = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class ReportPart:
    """One frame of a report. `seq_no` is None in messages that do not count their frames.

    `more` is the frame's `tbc`; an absent one means that nothing follows.
    """

    station_id: str
    kind: str
    request_id: int
    seq_no: int | None
    more: bool
    received_at: datetime
    content: Mapping[str, Any]

    @property
    def place(self) -> str:
        """What a repeat shares with the first: its number, or its content if it has none."""
        return (
            f"n{self.seq_no}" if self.seq_no is not None else f"c{digest(canonical(self.content))}"
        )


@dataclass(frozen=True, slots=True)
class PartHead:
    """A part without its content."""

    kind: str
    request_id: int
    seq_no: int | None
    more: bool
    received_at: datetime


@dataclass(frozen=True, slots=True)
class Progress:
    """How much of a report is there; the same for any order and number of its parts."""

    parts: int
    complete: bool
    missing: tuple[int, ...]
    newest_at: datetime

    def stalled_at(self, now: datetime) -> bool:
        """Whether the rest will hardly come: nothing has, for a while."""
        return not self.complete and now - self.newest_at > STALLED_AFTER


class ReportRepository(Protocol):
    """Parts of reports, kept for a time."""

    def record(self, part: ReportPart) -> None:
        """Keep a part; the one received last stands for its place. One request."""

    def heads(self, station_id: str, request_id: int | None = None) -> list[PartHead]:
        """Every part of a station's reports, or of those with this id, without contents."""

    def parts(self, station_id: str, request_id: int) -> list[ReportPart]:
        """The parts with this request id, of every kind."""


def progress(parts: Iterable[PartHead | ReportPart]) -> Progress:
    """Whether every number up to an end is there. Raises ValueError without parts.

    Some stations count from 1, and some leave `tbc` out of every part; so the end is the highest
    number, and it is one if nothing follows it. Without numbers the end alone can be seen.
    """
    found = list(parts)
    newest_at = max(one.received_at for one in found)
    numbers = {one.seq_no: one.more for one in found if one.seq_no is not None}
    if not numbers:
        return Progress(len(found), any(not one.more for one in found), (), newest_at)
    missing = tuple(islice(_gaps(sorted(numbers)), MOST_MISSING))
    ended = not numbers[max(numbers)]
    return Progress(len(found), ended and not missing, missing, newest_at)


def grouped[Part: (PartHead, ReportPart)](
    parts: Iterable[Part],
) -> dict[tuple[str, int], list[Part]]:
    """Parts by kind and request id."""
    found: dict[tuple[str, int], list[Part]] = {}
    for part in parts:
        found.setdefault((part.kind, part.request_id), []).append(part)
    return found


def in_order(parts: Iterable[ReportPart]) -> list[ReportPart]:
    """By number, else by receipt."""
    return sorted(parts, key=lambda one: (one.seq_no or 0, one.received_at))


def _gaps(numbers: list[int]) -> Iterator[int]:
    """The numbers between those that are there, from 0, or from 1 if there is no 0."""
    expected = min(numbers[0], 1)
    for number in numbers:
        yield from range(expected, number)
        expected = number + 1
