"""What one session says of its energy: two registers, samples between them, what is possible."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from functools import cached_property
from itertools import pairwise
from operator import lt
from typing import NamedTuple

from csms.stations.meters import NOTHING_KNOWN, MeterHabits, MeterKind

# What a meter that rounds may go back by (Huawei: start 269456, stop 269455 Wh).
ROUNDING_WH = 10
# Where registers start anew: 32 bits, and displays of six to ten digits (Wh).
ROLLOVERS: tuple[int, ...] = (1 << 32, *(10**digits for digits in range(6, 11)))
LARGEST_POWER_W = 1_000_000
UNKNOWN_POWER_W = 50_000
# Clocks, averages and small overload: so much more than the EVSE's power is still possible. What
# decides between two readings of a number has to fit closer.
OVERLOAD, SLACK_HOURS, CLOSE_SLACK_HOURS = 1.25, 0.75, 1 / 12


class MeterFlag(StrEnum):
    """What is shown of a session whose meter was not read as the standard has it."""

    METER_ROLLOVER = "meter_rollover"
    METER_RESET = "meter_reset"
    METER_MIXED_SEMANTICS = "meter_mixed_semantics"
    METER_STOP_BELOW_START = "meter_stop_below_start"
    METER_UNIT = "meter_unit"
    REGISTER_JUMP = "register_jump"
    NO_METER = "no_meter"


class Point(NamedTuple):
    """A value at a moment: Wh or W."""

    at: datetime
    value: int


@dataclass(frozen=True)
class MeterEvidence:
    """`begin_wh` is what the start said, `end_wh` the stop; None where they did not.

    `trusted`: the moments are the station's own. Else they are those of receipt, and all of it may
    have come at once: they may refute a reading, and never bound what flowed in all.
    """

    started_at: datetime
    stopped_at: datetime
    begin_wh: int | None = None
    end_wh: int | None = None
    registers: tuple[Point, ...] = ()
    powers: tuple[Point, ...] = ()
    max_power_w: int | None = None
    habits: MeterHabits = NOTHING_KNOWN
    trusted: bool = True

    def possible_wh(self, elapsed: timedelta, slack_hours: float = SLACK_HOURS) -> int:
        """What the EVSE can deliver in this time at the most."""
        hours = max(elapsed / timedelta(hours=1), 0)
        return int((self.max_power_w or UNKNOWN_POWER_W) * (OVERLOAD * hours + slack_hours))

    def likely_wh(self, elapsed: timedelta) -> int:
        """The same with little slack, where the EVSE's power is known."""
        slack_hours = CLOSE_SLACK_HOURS if self.max_power_w else SLACK_HOURS
        return self.possible_wh(elapsed, slack_hours)

    @cached_property
    def _at_once_wh(self) -> int:
        """What is possible in no time: most steps of a day of samples are within that."""
        return self.possible_wh(timedelta(0))

    def since_start(self, point: Point) -> int:
        """What the EVSE can have delivered up to a sample."""
        return self.possible_wh(point.at - self.started_at)

    @cached_property
    def believed(self) -> tuple[Point, ...]:
        """The registers by time, without those that leave the others and come back."""
        points = _without_dropouts(self, in_order(self.registers))
        believed: list[Point] = []
        last, at_once = None, self._at_once_wh
        for number, point in enumerate(points):
            if last is not None and -ROUNDING_WH <= point.value - last.value <= at_once:
                strays = False
            else:
                strays = self._strays(last, points, number)
            if not strays:
                believed.append(point)
                last = point
        return tuple(believed)

    @cached_property
    def believed_powers(self) -> tuple[Point, ...]:
        """Powers that the EVSE can have, by time: many a station writes W and means kW."""
        most_w = 2 * self.max_power_w if self.max_power_w else LARGEST_POWER_W
        until = self.stopped_at
        return tuple(
            one for one in in_order(self.powers) if one.at <= until and 0 <= one.value <= most_w
        )

    @property
    def jumped(self) -> bool:
        """Whether a register was not believed."""
        return len(self.believed) < len(in_order(self.registers))

    @property
    def jumps(self) -> tuple[bool, ...]:
        """Of each believed register but the first: is it beyond what can have flowed since then?"""
        steps, at_once = pairwise(self.believed), self._at_once_wh
        return tuple(
            b.value - a.value > at_once and b.value - a.value > self.possible_wh(b.at - a.at)
            for a, b in steps
        )

    @property
    def on_one_scale(self) -> bool:
        """Whether the samples begin where the start's register stood."""
        if self.begin_wh is None or not self.believed:
            return False
        first, begin = self.believed[0], self.begin_wh
        return -ROUNDING_WH <= first.value - begin <= self.since_start(first) or (
            rolled_over(begin, first.value, self.likely_wh(first.at - self.started_at)) is not None
        )

    @property
    def from_zero(self) -> bool:
        """Whether the samples can be what flowed since the start; if set, with more slack."""
        first = self.believed[0] if self.believed else None
        if first is None:
            return False
        habit, elapsed = self.habits.meter_values, first.at - self.started_at
        told = habit.is_set and habit.kind is MeterKind.SESSION
        most = self.possible_wh(elapsed) if told else self.likely_wh(elapsed)
        return 0 <= first.value <= most

    def _strays(self, last: Point | None, points: Sequence[Point], number: int) -> bool:
        """A rise beyond what can be that is taken back, or a fall that is."""
        point, later = points[number], range(number + 1, len(points))
        if last is None:
            return self.begin_wh is not None and self._strays_first(
                self.begin_wh, points[number : number + 2]
            )
        rise = point.value - last.value
        possible = self.possible_wh(point.at - last.at)
        if rise >= -ROUNDING_WH and rise <= possible:
            return False
        if rise > possible:
            back = any(points[one].value < point.value - ROUNDING_WH for one in later)
            return back or self._ends_between(last.value, point.value)
        for one in later:
            before, after = points[one - 1], points[one]
            if after.value >= last.value - ROUNDING_WH:
                return after.value - before.value > self.possible_wh(after.at - before.at)
        return False

    def _strays_first(self, begin: int, points: Sequence[Point]) -> bool:
        """Whether not the first of these, but the one after it goes on from the start's register.

        A start may be of another kind: then none of them does.
        """
        on_scale = [-ROUNDING_WH <= one.value - begin <= self.since_start(one) for one in points]
        return on_scale == [False, True]

    def _ends_between(self, low: int, high: int) -> bool:
        end = self.end_wh
        return end is not None and low - ROUNDING_WH <= end < high - ROUNDING_WH


def in_order(points: Iterable[Point]) -> list[Point]:
    """By time, each once. As a rule they are so already, and a day has thousands."""
    found = list(points)
    moments = [one.at for one in found]
    if all(map(lt, moments, moments[1:])):
        return found
    return sorted(dict.fromkeys(found))


def _without_dropouts(evidence: MeterEvidence, points: list[Point]) -> list[Point]:
    """Without a lone 0 between two registers that go on from one to the other."""
    if all(one.value for one in points):
        return points
    dropouts = {
        point
        for before, point, after in zip(points, points[1:], points[2:], strict=False)
        if point.value == 0
        and before.value > ROUNDING_WH
        and 0 <= after.value - before.value <= evidence.possible_wh(after.at - before.at)
    }
    return [one for one in points if one not in dropouts]


def rolled_over(begin: int, end: int, most: int) -> int | None:
    """The energy between two registers with a known end of the register between them."""
    if end >= begin:
        return None
    energies = (one - begin + end for one in ROLLOVERS if 0.99 * one <= begin < one)
    return next((one for one in energies if one <= most), None)


def rises(values: Iterable[int]) -> int:
    """What a register gained that started anew on the way."""
    return sum(max(0, after - before) for before, after in pairwise(values))


def falls(values: Iterable[int]) -> bool:
    """Whether a register went back by more than rounding."""
    return any(after < before - ROUNDING_WH for before, after in pairwise(values))
