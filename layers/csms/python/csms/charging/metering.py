"""From a station's samples to one reading: integer Wh and W, whatever it sent."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal

from csms.charging.facts import MeterReading

REGISTER = "Energy.Active.Import.Register"
POWER = "Power.Active.Import"
SOC = "SoC"
OPENING, CLOSING = "Transaction.Begin", "Transaction.End"
OUTLET = "Outlet"
# Where a station may measure what the vehicle gets, the best first; at its inlet it is more.
PLACES = (OUTLET, "Cable", "Body", "EV")
NEUTRAL = "N"
PHASES = {"L1": "L1", "L2": "L2", "L3": "L3", "L1-N": "L1", "L2-N": "L2", "L3-N": "L3"}
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
        """Whether it is a quantity of ours, of the outlet's side, in a unit and size that can be.

        What the station draws at its inlet is not what the vehicle got.
        """
        if self.measurand == SOC:
            return abs(self.base_value) < BOUND
        if self.measurand not in {REGISTER, POWER} or self.location not in PLACES:
            return False
        known = (self.unit or "Wh").strip().casefold() in FACTORS
        return known and abs(self.base_value) < BOUND


def reading_of(measured_at: datetime, samples: Iterable[Sample]) -> MeterReading:
    """One reading out of a set of samples taken together; an opening register is not in it.

    Growatt repeats Transaction.Begin in every frame (lbbrhzn#1838): it is never where a meter
    stands now. `opening_wh` reads it.
    """
    now = tuple(one for one in samples if one.usable and one.context != OPENING)
    return MeterReading(
        measured_at,
        register_wh=_whole(_register(now)),
        power_w=_whole(_phases_or_total(now, POWER)),
        soc_percent=_whole(_phases_or_total(now, SOC)),
    )


def opening_wh(samples: Iterable[Sample]) -> int | None:
    """The register at the begin of the transaction, if a sample says so."""
    return _whole(_register(tuple(x for x in samples if x.usable and x.context == OPENING)))


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


def unit_of(measurand: str, register_unit: str | None) -> str | None:
    """The unit of a value that names none: an operator may know that of the register."""
    return register_unit if measurand == REGISTER else None


def _register(samples: tuple[Sample, ...]) -> Decimal | None:
    registers = _best_placed(samples, REGISTER)
    totals = [one for one in registers if one.phase is None]
    if not totals:
        return _phases_or_total(samples, REGISTER)
    return max(totals, key=lambda one: (_rank(one), one.base_value)).base_value


def _rank(sample: Sample) -> int:
    """Within one message the closing register wins."""
    return int(sample.context == CLOSING)


def _phases_or_total(samples: tuple[Sample, ...], measurand: str) -> Decimal | None:
    """The total, else the sum of the phases; what is between two phases is none of them."""
    of_measurand = _best_placed(samples, measurand)
    totals = [one for one in of_measurand if one.phase is None]
    if totals:
        return totals[-1].base_value
    phases = {PHASES[one.phase]: one.base_value for one in of_measurand if one.phase in PHASES}
    # A lone N is all there is (zappi, evcc#27206); beside others it adds nothing.
    lone = [one.base_value for one in of_measurand if one.phase == NEUTRAL]
    found = list(phases.values()) or lone[-1:]
    return sum(found, Decimal(0)) if found else None


def _best_placed(samples: tuple[Sample, ...], measurand: str) -> list[Sample]:
    """Those at the best place that is measured: the outlet, which is also the default."""
    found = [one for one in samples if one.measurand == measurand]
    if measurand == SOC:
        return found
    best = min((PLACES.index(one.location) for one in found), default=0)
    return [one for one in found if one.location == PLACES[best]]


def _whole(value: Decimal | None) -> int | None:
    return None if value is None else int(value.quantize(Decimal(1), rounding=ROUND_HALF_UP))
