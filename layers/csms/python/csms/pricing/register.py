"""The energy register as a function of time: it never falls, and between readings it is even."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from datetime import datetime

from csms.pricing.calendar import millis
from csms.pricing.facts import Reading

MILLI = 1000


class Register:
    """What was taken at any moment, in mWh; `fell` are readings below one before, not used."""

    def __init__(self, readings: Iterable[Reading], begin: datetime) -> None:
        self.used: list[Reading] = []
        self.fell: list[Reading] = []
        for one in sorted(set(readings), key=_order):
            if one.at < begin:
                continue
            if self.used and one.register_wh < self.used[-1].register_wh:
                self.fell.append(one)
            elif self.used and one.at == self.used[-1].at:
                self.used[-1] = one
            else:
                self.used.append(one)
        self._moments = [millis(one.at) for one in self.used]

    def mwh(self, at: datetime) -> int:
        """Since the first reading."""
        if not self.used:
            return 0
        moment = millis(at)
        after = bisect_left(self._moments, moment)
        if after == 0:
            return 0
        first = self.used[0].register_wh
        if after == len(self._moments):
            return (self.used[-1].register_wh - first) * MILLI
        low, high = self.used[after - 1], self.used[after]
        begin, end = self._moments[after - 1], self._moments[after]
        risen = (high.register_wh - low.register_wh) * MILLI
        return (low.register_wh - first) * MILLI + risen * (moment - begin) // (end - begin)

    def rises(self, at: datetime) -> bool:
        """Whether the reading after a moment is above the one before."""
        after = bisect_right(self._moments, millis(at))
        if not 0 < after < len(self.used):
            return False
        return self.used[after].register_wh > self.used[after - 1].register_wh

    def last_rise(self, until: datetime | None = None) -> Reading | None:
        """The reading that showed the last increase, up to a moment."""
        for number in range(len(self.used) - 1, 0, -1):
            one = self.used[number]
            if until is not None and one.at > until:
                continue
            if one.register_wh > self.used[number - 1].register_wh:
                return one
        return None


def _order(one: Reading) -> tuple[datetime, int, str, int]:
    return one.at, one.register_wh, one.quality.value, one.power_w or 0
