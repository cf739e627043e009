"""The energy register as a function of time: it never falls, and between readings it is even."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from datetime import datetime
from operator import lt

from csms.pricing.calendar import millis
from csms.pricing.facts import Reading

MILLI = 1000


class Register:
    """What was taken at any moment, in mWh; `fell` are readings below one before, not used."""

    def __init__(self, readings: Iterable[Reading], begin: datetime) -> None:
        self.used: list[Reading] = []
        self.fell: list[Reading] = []
        for one in _in_order(readings):
            if one.at < begin:
                continue
            if self.used and one.register_wh < self.used[-1].register_wh:
                self.fell.append(one)
            elif self.used and one.at == self.used[-1].at:
                self.used[-1] = one
            else:
                self.used.append(one)
        self.moments = [one.at for one in self.used]
        self._numbers = {at: number for number, at in enumerate(self.moments)}

    def mwh(self, at: datetime) -> int:
        """Since the first reading."""
        number = self._before(at)
        if number < 0:
            return 0
        low = self.used[number]
        taken = (low.register_wh - self.used[0].register_wh) * MILLI
        if low.at == at or number + 1 == len(self.used):
            return taken
        high = self.used[number + 1]
        begin, end = millis(low.at), millis(high.at)
        return taken + (high.register_wh - low.register_wh) * MILLI * (millis(at) - begin) // (
            end - begin
        )

    def power_w(self, upto: datetime) -> int | None:
        """What the first reading at a moment or after it says of the power."""
        number = self._numbers.get(upto)
        if number is None:
            number = bisect_left(self.moments, upto)
        return self.used[number].power_w if number < len(self.used) else None

    def rises(self, at: datetime) -> bool:
        """Whether the reading after a moment is above the one before."""
        number = self._before(at)
        if not 0 <= number < len(self.used) - 1:
            return False
        return self.used[number + 1].register_wh > self.used[number].register_wh

    def last_rise(self, until: datetime | None = None) -> Reading | None:
        """The reading that showed the last increase, up to a moment."""
        for number in range(len(self.used) - 1, 0, -1):
            one = self.used[number]
            if until is not None and one.at > until:
                continue
            if one.register_wh > self.used[number - 1].register_wh:
                return one
        return None

    def _before(self, at: datetime) -> int:
        """The last reading up to a moment; -1 if there is none."""
        number = self._numbers.get(at)
        return bisect_right(self.moments, at) - 1 if number is None else number


def _in_order(readings: Iterable[Reading]) -> list[Reading]:
    """By time. As a rule they are so already, and a day has thousands."""
    found = list(readings)
    moments = [one.at for one in found]
    if all(map(lt, moments, moments[1:])):
        return found
    return sorted(found, key=_order)


def _order(one: Reading) -> tuple[datetime, int, str, int]:
    return one.at, one.register_wh, one.quality, one.power_w or 0
