"""From a station's samples to one reading: integer Wh and W, whatever it sent."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal

from csms.charging.model import MeterReading

REGISTER = "Energy.Active.Import.Register"
POWER = "Power.Active.Import"
SOC = "SoC"
OPENING, CLOSING = "Transaction.Begin", "Transaction.End"
OUTLET, BODY = "Outlet", "Body"
LINES = frozenset({"L1", "L2", "L3"})
FACTORS = {"wh": 1, "w": 1, "kwh": 1000, "kw": 1000}
# 10^15 Wh is a thousand TWh: no meter shows it, and every number below it can be stored.
BOUND = Decimal(10) ** 15


@dataclass(frozen=True, slots=True)
class Sample:
    """One sampled value with the standard's defaults filled in (1.6 §7.43, 2.0.1 SampledValue)."""

    value: Decimal
    measurand: str = REGISTER
    unit: str | None = None
    phase: str | None = None
    context: str = "Sample.Periodic"
    multiplier: int = 0
    location: str = OUTLET

    @property
    def base_value(self) -> Decimal:
        """The value in Wh, W or percent."""
        factor = 1 if self.measurand == SOC else FACTORS[(self.unit or "Wh").strip().casefold()]
        return self.value.scaleb(self.multiplier) * factor

    @property
    def usable(self) -> bool:
        """Whether it is a quantity of ours, at the outlet or body, in a unit and size that can be.

        What the station draws at its inlet is not what the vehicle got.
        """
        if self.measurand == SOC:
            return abs(self.base_value) < BOUND
        if self.measurand not in {REGISTER, POWER} or self.location not in {OUTLET, BODY}:
            return False
        known = (self.unit or "Wh").strip().casefold() in FACTORS
        return known and abs(self.base_value) < BOUND


def reading_of(measured_at: datetime, samples: Iterable[Sample]) -> MeterReading:
    """One reading out of a set of samples taken together; an opening register is not in it.

    Growatt repeats Transaction.Begin in every frame (lbbrhzn#1838): it is never where a meter
    stands now. `opening_wh` reads it.
    """
    now = _nearest(one for one in samples if one.usable and one.context != OPENING)
    return MeterReading(
        measured_at,
        register_wh=_whole(_register(now)),
        power_w=_whole(_phases_or_total(now, POWER)),
        soc_percent=_whole(_phases_or_total(now, SOC)),
    )


def opening_wh(samples: Iterable[Sample]) -> int | None:
    """The register at the begin of the transaction, if a sample says so."""
    return _whole(_register(_nearest(x for x in samples if x.usable and x.context == OPENING)))


def merged(readings: Iterable[MeterReading]) -> MeterReading | None:
    """The newest known value of each quantity, at the newest moment; None without readings."""
    merged_reading: MeterReading | None = None
    for one in sorted(readings, key=lambda reading: reading.measured_at):
        before = merged_reading or one
        merged_reading = MeterReading(
            one.measured_at,
            before.register_wh if one.register_wh is None else one.register_wh,
            before.power_w if one.power_w is None else one.power_w,
            before.soc_percent if one.soc_percent is None else one.soc_percent,
        )
    return merged_reading


def _nearest(samples: Iterable[Sample]) -> tuple[Sample, ...]:
    """Those at the outlet; where a measurand has none, those of the body.

    Some stations say Body of all that they measure (evcc#16966).
    """
    found = tuple(samples)
    outlet = {one.measurand for one in found if one.location == OUTLET}
    return tuple(x for x in found if x.location == OUTLET or x.measurand not in outlet)


def _register(samples: tuple[Sample, ...]) -> Decimal | None:
    registers = [one for one in samples if one.measurand == REGISTER]
    totals = [one for one in registers if one.phase is None]
    if not totals:
        return _phases_or_total(samples, REGISTER)
    return max(totals, key=lambda one: (_rank(one), one.base_value)).base_value


def _rank(sample: Sample) -> int:
    """Within one message the closing register wins."""
    return int(sample.context == CLOSING)


def _phases_or_total(samples: tuple[Sample, ...], measurand: str) -> Decimal | None:
    of_measurand = [one for one in samples if one.measurand == measurand]
    totals = [one for one in of_measurand if one.phase is None]
    if totals:
        return totals[-1].base_value
    phases = {(one.phase or "").removesuffix("-N"): one.base_value for one in of_measurand}
    # A lone phase, whatever its name, is all there is (zappi's N); beside others N adds nothing.
    lines = {name: value for name, value in phases.items() if name in LINES} or phases
    return sum(lines.values(), Decimal(0)) if lines else None


def _whole(value: Decimal | None) -> int | None:
    return None if value is None else int(value.quantize(Decimal(1), rounding=ROUND_HALF_UP))
