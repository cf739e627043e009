"""Where a price may change: the bounds that a tariff's elements name, in order."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import tzinfo
from decimal import Decimal
from fractions import Fraction

from csms.pricing.calendar import cuts
from csms.pricing.tariff import PricedTariff, Restrictions
from csms.pricing.timeline import Activity, Segment

Exact = int | Fraction
# Wh to mWh, s to ms.
MILLI = 1000
# Beyond every moment and every energy.
FAR = 10**30
NOTHING = Decimal(0)


@dataclass(frozen=True, slots=True)
class Marks:
    """Moments of the clock in ms since 1970; energies in mWh, durations in ms; A and W."""

    clock: Sequence[int]
    energies: Sequence[int]
    durations: Sequence[int]
    idles: Sequence[int]
    currents: Sequence[Decimal]
    powers: Sequence[int]

    def tier(self, segment: Segment, length_ms: int) -> int:
        """Between which marks of current and power, as one number."""
        current, power = strength(segment, length_ms)
        by_power = bisect_right(self.powers, power)
        return by_power + bisect_right(self.currents, current) * (len(self.powers) + 1)


def marks_of(tariff: PricedTariff, start: int, end: int, zone: tzinfo) -> Marks:
    """The marks of a tariff; those of the clock after a start and up to an end."""
    every = [one.restrictions for one in tariff.elements]
    daily = tariff.parking_cap.per_day is not None
    return Marks(
        clock=cuts(every, start, end + 1, zone, daily=daily),
        energies=_sorted((_both(one.min_energy_wh, one.max_energy_wh) for one in every), MILLI),
        durations=_sorted((_both(one.min_duration_s, one.max_duration_s) for one in every), MILLI),
        idles=_sorted((_both(one.min_idle_s, one.max_idle_s) for one in every), MILLI),
        currents=_currents(every),
        powers=_sorted((_both(one.min_power_w, one.max_power_w) for one in every), 1),
    )


def next_mark(marks: Sequence[int], value: Exact) -> tuple[int, int]:
    """How many marks are behind, and the next one ahead."""
    behind = bisect_right(marks, value)
    return behind, marks[behind] if behind < len(marks) else FAR


def marked_since(begin: int | None, at: Exact, marks: Sequence[int]) -> tuple[int, Exact, Exact]:
    """How many marks are behind, the time since the beginning, and the moment of the next mark."""
    if begin is None:
        return 0, 0, FAR
    elapsed = at - begin
    behind, mark = next_mark(marks, elapsed)
    return behind, elapsed, begin + mark


def strength(segment: Segment, length_ms: int) -> tuple[Decimal, int]:
    """Current and power; what does not charge draws nothing.

    Power as measured, else that of the energy, in whole W: bounds in W cannot tell more apart.
    """
    if segment.activity is not Activity.CHARGING:
        return NOTHING, 0
    power = segment.power_w
    if power is None:
        power = segment.energy_mwh * 3_600 // length_ms if length_ms else 0
    return segment.current_a or NOTHING, power


def _both(low: int | None, high: int | None) -> set[int]:
    """A bound of zero separates nothing."""
    return {one for one in (low, high) if one}


def _sorted(bounds: Iterable[set[int]], factor: int) -> list[int]:
    return sorted(one * factor for one in set().union(*bounds))


def _currents(every: Sequence[Restrictions]) -> list[Decimal]:
    given = (one for each in every for one in (each.min_current_a, each.max_current_a))
    return sorted({one for one in given if one})
