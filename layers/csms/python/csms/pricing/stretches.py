"""A timeline sorted by conditions: all the moments at which the same prices hold, added up.

Only where the conditions change is anything cut; there, exactly, so that the price does not depend
on how finely a meter is read.
"""

from collections.abc import Sequence
from datetime import tzinfo
from fractions import Fraction

from csms.errors import Rejected
from csms.pricing.calendar import millis
from csms.pricing.conditions import Stretch
from csms.pricing.marks import FAR, Exact, Marks, marked_since, marks_of, next_mark, strength
from csms.pricing.tariff import PricedTariff
from csms.pricing.timeline import RESERVING, Activity, Segment

Point = tuple[Exact, Exact]


def stretches(tariff: PricedTariff, timeline: Sequence[Segment], zone: tzinfo) -> list[Stretch]:
    """In the order in which they first came. Rejected if the timeline is not in order."""
    if not timeline:
        return []
    marks = marks_of(tariff, millis(timeline[0].start), millis(timeline[-1].end), zone)
    walk = _Walk(marks)
    for segment in timeline:
        walk.along(segment)
    return walk.found(timeline[0])


class _Walk:
    """How far we are (`end`, `taken`), and the run that grows until the next mark."""

    def __init__(self, marks: Marks) -> None:
        self.marks = marks
        self.measured = bool(marks.currents or marks.powers)
        self.stretches: dict[tuple[object, ...], Stretch] = {}
        self.end, self.taken = -FAR, 0
        self.charging_since: int | None = None
        self.idle_since: int | None = None
        self.activity: Activity | None = None
        self.tier = 0
        self.run: Stretch | None = None
        self.began: Point = (0, 0)
        self.until: Exact = 0
        self.upto: Exact = 0
        self.order = 0

    def along(self, segment: Segment) -> None:
        start, end, energy = millis(segment.start), millis(segment.end), segment.energy_mwh
        if not self.end <= start <= end or energy < 0:
            raise Rejected(f"timeline: the part from {segment.start} is not in order")
        if start == end and not energy:
            return
        tier = self.marks.tier(segment, end - start) if self.measured else 0
        taken = self.taken + energy
        if not (
            start == self.end
            and segment.activity is self.activity
            and tier == self.tier
            and start < self.until >= end
            and self.taken < self.upto >= taken
        ):
            self._close(self.end, self.taken)
            self._turn(segment.activity, start)
            self.activity, self.tier = segment.activity, tier
            self._enter(segment, start, end)
        self.end, self.taken = end, taken

    def found(self, first: Segment) -> list[Stretch]:
        """A session in which nothing happened has been there all the same."""
        self._close(self.end, self.taken)
        if not self.stretches:
            self._open(first, (millis(first.start), 0), 0)
        return list(self.stretches.values())

    def _turn(self, activity: Activity, start: int) -> None:
        if activity in RESERVING:
            return
        if self.charging_since is None:
            self.charging_since = start
        if activity is Activity.CHARGING:
            self.idle_since = None
        elif activity is Activity.PARKED and self.idle_since is None:
            self.idle_since = start

    def _enter(self, segment: Segment, start: int, end: int) -> None:
        """Open a run at the start, and the next one at each mark within."""
        energy, length, before = segment.energy_mwh, end - start, self.taken
        at: Point = (start, before)
        while True:
            self._open(segment, at, length)
            marked: list[Point] = []
            if self.until < end:
                part = Fraction(energy * (self.until - start)) / length
                marked.append((self.until, before + part))
            if self.upto < before + energy:
                part = Fraction((self.upto - before) * length) / energy
                marked.append((start + part, self.upto))
            if not marked:
                return
            at = min(marked)
            self._close(*at)

    def _open(self, segment: Segment, at: Point, length: int) -> None:
        moment, taken = at
        by_clock, until = next_mark(self.marks.clock, moment)
        by_energy, self.upto = next_mark(self.marks.energies, taken)
        reserving = segment.activity in RESERVING
        begun, ended = (None, None) if reserving else (self.charging_since, self.idle_since)
        by_duration, duration, longer = marked_since(begun, moment, self.marks.durations)
        by_idle, idle, later = marked_since(ended, moment, self.marks.idles)
        self.until, self.began = min(until, longer, later), at
        key = segment.activity, by_clock, by_energy, by_duration, by_idle, self.tier
        self.run = self.stretches.get(key)
        if self.run is None:
            current, power = strength(segment, length)
            self.run = self.stretches[key] = Stretch(
                segment.activity, int(moment), taken, duration, idle, current, power
            )

    def _close(self, moment: Exact, taken: Exact) -> None:
        if self.run is None:
            return
        self.order += 1
        if moment != self.began[0]:
            self.run.length_ms += moment - self.began[0]
            self.run.last_time = self.order
        if taken != self.began[1]:
            self.run.energy_mwh += taken - self.began[1]
            self.run.last_energy = self.order
