"""Between two readings: whether a state is told, or a price may change, within them."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from copy import copy
from datetime import datetime, tzinfo

from csms.pricing.building import Built
from csms.pricing.calendar import millis
from csms.pricing.facts import Reading, SessionFacts, Signal
from csms.pricing.marks import MILLI, Marks, marks_of
from csms.pricing.register import Register
from csms.pricing.tariff import PricedTariff
from csms.pricing.timeline import RESERVING, Activity, Segment


class Quiet:
    """The marks of a tariff as they fall in one session."""

    def __init__(
        self,
        tariff: PricedTariff,
        built: Built,
        facts: SessionFacts,
        zone: tzinfo,
        register: Register,
    ) -> None:
        """`built` is the timeline of the facts, `register` that of their readings."""
        timeline = built.timeline
        start, end = (timeline[0].start, timeline[-1].end) if timeline else (facts.started,) * 2
        self._marks = marks_of(tariff, millis(start), millis(end), zone)
        self._moments = sorted({*self._marks.clock, *_since_marks(timeline, self._marks)})
        self._read = register.used
        self._tell(facts)

    def with_states(self, facts: SessionFacts) -> "Quiet":
        """The same session with fewer states."""
        fewer = copy(self)
        fewer._tell(facts)
        return fewer

    def _tell(self, facts: SessionFacts) -> None:
        told = [one.at for one in facts.changes if one.signal is not Signal.OFFLINE]
        told += [one for one in (facts.stopped, facts.unplugged) if one is not None]
        self._told = sorted(told)
        self._lost = sorted(one.at for one in facts.changes if one.signal is Signal.OFFLINE)

    def of_states(self, start: datetime, end: datetime) -> bool:
        """Whether no state is told between two moments; what was lost, ends at the next proof."""
        told = bisect_right(self._told, start) < bisect_left(self._told, end)
        return not told and bisect_left(self._lost, start) == bisect_left(self._lost, end)

    def of_reading(self, at: datetime) -> bool:
        """Whether a moment is that of a reading, or lies between two with the same prices."""
        number = bisect_left(self._read, at, key=lambda one: one.at)
        if number == len(self._read) or self._read[number].at == at:
            return True
        return number == 0 or self.of_marks(self._read[number - 1], self._read[number])

    def of_marks(self, before: Reading, after: Reading) -> bool:
        """Whether the same prices hold from one reading to another, but for those of power."""
        start, end = millis(before.at), millis(after.at)
        if bisect_right(self._moments, start) < bisect_left(self._moments, end):
            return False
        low, high = (each.register_wh - self._read[0].register_wh for each in (before, after))
        energies = self._marks.energies
        return bisect_right(energies, low * MILLI) == bisect_left(energies, high * MILLI)

    def of_power(self, before: Reading, one: Reading, after: Reading) -> bool:
        """Whether what was drawn is of one tier, all the way and taken together."""
        if not self._marks.powers:
            return True
        whole = self._tier(before, after)
        return self._tier(before, one) == whole == self._tier(one, after)

    def _tier(self, low: Reading, high: Reading) -> int:
        length = millis(high.at) - millis(low.at)
        energy = (high.register_wh - low.register_wh) * MILLI
        drawn = high.power_w or None
        segment = Segment(low.at, high.at, Activity.CHARGING, energy, power_w=drawn)
        return self._marks.tier(segment, length)


def _since_marks(timeline: Sequence[Segment], marks: Marks) -> Iterator[int]:
    """When durations are reached: since the start of charging, and since its ends."""
    session = [one for one in timeline if one.activity not in RESERVING]
    if session:
        yield from (millis(session[0].start) + one for one in marks.durations)
    idle = False
    for segment in session:
        if segment.activity is Activity.PARKED and not idle:
            yield from (millis(segment.start) + one for one in marks.idles)
        if segment.activity is not Activity.WITHHELD:
            idle = segment.activity is Activity.PARKED
