"""Between two readings: whether a state is told, or a price may change, within them."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from datetime import datetime, tzinfo

from csms.pricing.building import Built
from csms.pricing.calendar import millis
from csms.pricing.facts import Reading, SessionFacts, Signal
from csms.pricing.marks import MILLI, Marks, marks_of
from csms.pricing.tariff import PricedTariff
from csms.pricing.timeline import RESERVING, Activity, Segment


class Quiet:
    """The marks of a tariff as they fall in one session."""

    def __init__(
        self, tariff: PricedTariff, built: Built, facts: SessionFacts, zone: tzinfo
    ) -> None:
        """`built` is the timeline of the facts."""
        timeline = built.timeline
        start, end = (timeline[0].start, timeline[-1].end) if timeline else (facts.started,) * 2
        self._marks = marks_of(tariff, millis(start), millis(end), zone)
        self._moments = sorted({*self._marks.clock, *_since_marks(timeline, self._marks)})
        told = [one.at for one in facts.changes if one.signal is not Signal.OFFLINE]
        told += [one for one in (facts.stopped, facts.unplugged) if one is not None]
        self._told = sorted(told)
        self._lost = sorted(one.at for one in facts.changes if one.signal is Signal.OFFLINE)

    def of_states(self, start: datetime, end: datetime) -> bool:
        """Whether no state is told between two moments; what was lost, ends at the next proof."""
        told = bisect_right(self._told, start) < bisect_left(self._told, end)
        return not told and bisect_left(self._lost, start) == bisect_left(self._lost, end)

    def of_marks(self, before: Reading, one: Reading, after: Reading, first_wh: int) -> bool:
        """Whether the same prices hold from one reading over another to a third."""
        start, end = millis(before.at), millis(after.at)
        if bisect_right(self._moments, start) < bisect_left(self._moments, end):
            return False
        low, high = (each.register_wh - first_wh for each in (before, after))
        energies = self._marks.energies
        if bisect_right(energies, low * MILLI) < bisect_left(energies, high * MILLI):
            return False
        return not self._marks.powers or self._tier(before, one) == self._tier(one, after)

    def _tier(self, low: Reading, high: Reading) -> int:
        length = millis(high.at) - millis(low.at)
        energy = (high.register_wh - low.register_wh) * MILLI
        segment = Segment(low.at, high.at, Activity.CHARGING, energy)
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
