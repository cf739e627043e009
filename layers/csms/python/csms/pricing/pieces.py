"""A timeline cut wherever a price may change: each piece has one price for each dimension."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import tzinfo
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from csms.pricing.calendar import cuts, millis
from csms.pricing.tariff import PricedTariff, Restrictions
from csms.pricing.timeline import RESERVING, Activity, Segment

Exact = int | Fraction


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a segment. Times in ms, energies in mWh, exact where a bound cuts between.

    `duration_ms` and `energy_mwh_before` count from the start of charging to that of the piece,
    `idle_ms` from the end of charging. `clock` numbers the stretch between two cuts of the clock.
    """

    start: Exact
    end: Exact
    activity: Activity
    energy_mwh: Exact
    energy_mwh_before: Exact
    duration_ms: Exact
    idle_ms: Exact
    current_a: Decimal
    power_w: Exact
    clock: int

    @property
    def length_ms(self) -> Exact:
        """How long it lasts."""
        return self.end - self.start


def pieces(tariff: PricedTariff, timeline: Sequence[Segment], zone: tzinfo) -> Iterator[Piece]:
    """The pieces in order; the timeline is in order and has no overlaps."""
    if not timeline:
        return
    restrictions = [one.restrictions for one in tariff.elements]
    daily = tariff.parking_cap.per_day is not None
    clock = cuts(
        restrictions, millis(timeline[0].start), millis(timeline[-1].end), zone, daily=daily
    )
    cutter = _Cutter(restrictions, clock)
    for segment in timeline:
        yield from cutter.cut(segment)


class _Cutter:
    """What has been so far, and how it cuts what follows."""

    def __init__(self, restrictions: Sequence[Restrictions], clock: list[int]) -> None:
        self.clock = clock
        self.energies = _bounds(restrictions, "energy_wh", 1000)
        self.durations = _bounds(restrictions, "duration_s", 1000)
        self.idles = _bounds(restrictions, "idle_s", 1000)
        self.taken: Exact = 0
        self.charging_since: int | None = None
        self.idle_since: int | None = None

    def cut(self, segment: Segment) -> Iterator[Piece]:
        start, end = millis(segment.start), millis(segment.end)
        self._begin(segment.activity, start)
        moments: list[Exact] = [start, *self._moments(segment, start, end), end]
        energy, length = segment.energy_mwh, end - start
        current, power = _strength(segment, length)
        done: Exact = 0
        for low, high in pairwise(moments):
            upto = energy if high == end else Fraction(energy * (high - start)) / length
            part = upto - done
            done = upto
            yield Piece(
                low,
                high,
                segment.activity,
                part,
                self.taken,
                low - self.charging_since if self.charging_since is not None else 0,
                low - self.idle_since if self.idle_since is not None else 0,
                current,
                power,
                bisect_right(self.clock, low),
            )
            self.taken += part

    def _begin(self, activity: Activity, start: int) -> None:
        if activity in RESERVING:
            return
        if self.charging_since is None:
            self.charging_since = start
        if activity is Activity.CHARGING:
            self.idle_since = None
        elif activity is Activity.PARKED and self.idle_since is None:
            self.idle_since = start

    def _moments(self, segment: Segment, start: int, end: int) -> list[Exact]:
        """Inside a segment, in order."""
        found: set[Exact] = set(
            self.clock[bisect_right(self.clock, start) : bisect_right(self.clock, end - 1)]
        )
        if self.charging_since is not None and segment.activity not in RESERVING:
            found.update(self.charging_since + one for one in self.durations)
        if self.idle_since is not None:
            found.update(self.idle_since + one for one in self.idles)
        if segment.energy_mwh:
            crossed = (one - self.taken for one in self.energies)
            # Exact, so that the price does not depend on how finely a meter is read.
            found.update(
                start + Fraction(one * (end - start)) / segment.energy_mwh
                for one in crossed
                if 0 < one < segment.energy_mwh
            )
        return sorted(one for one in found if start < one < end)


def _bounds(restrictions: Sequence[Restrictions], name: str, factor: int) -> list[int]:
    found = {
        bound * factor
        for one in restrictions
        for bound in (getattr(one, f"min_{name}"), getattr(one, f"max_{name}"))
        if bound
    }
    return sorted(found)


def _strength(segment: Segment, length_ms: int) -> tuple[Decimal, Exact]:
    """Current and power of a segment; what does not charge draws nothing."""
    if segment.activity is not Activity.CHARGING:
        return Decimal(0), 0
    power: Exact = segment.power_w or 0
    if segment.power_w is None and length_ms:
        power = Fraction(segment.energy_mwh * 3_600, length_ms)
    return segment.current_a or Decimal(0), power
