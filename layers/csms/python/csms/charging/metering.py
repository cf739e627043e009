"""From a station's samples to one reading: integer Wh and W, whatever it sent."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal

from csms.charging.model import MeterReading

REGISTER = "Energy.Active.Import.Register"
POWER = "Power.Active.Import"
SOC = "SoC"
KILO = {"kWh", "kW", "kvarh", "kVA", "kvar"}
# Within one message the closing register wins and a repeated opening one loses
# (Growatt repeats Transaction.Begin in every frame, lbbrhzn#1838).
CONTEXT_RANK = {"Transaction.Begin": 0, "Transaction.End": 2}


@dataclass(frozen=True, slots=True)
class Sample:
    """One sampled value with the standard's defaults filled in (1.6 §7.43, 2.0.1 SampledValue)."""

    value: Decimal
    measurand: str = REGISTER
    unit: str | None = None
    phase: str | None = None
    context: str = "Sample.Periodic"
    multiplier: int = 0

    @property
    def base_value(self) -> Decimal:
        """The value in Wh, W or percent."""
        return self.value.scaleb(self.multiplier) * (1000 if self.unit in KILO else 1)


def reading_of(measured_at: datetime, samples: Iterable[Sample]) -> MeterReading:
    """One reading out of a set of samples taken together."""
    all_samples = tuple(samples)
    return MeterReading(
        measured_at,
        register_wh=_whole(_register(all_samples)),
        power_w=_whole(_phases_or_total(all_samples, POWER)),
        soc_percent=_whole(_phases_or_total(all_samples, SOC)),
    )


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


def _register(samples: tuple[Sample, ...]) -> Decimal | None:
    registers = [one for one in samples if one.measurand == REGISTER]
    totals = [one for one in registers if one.phase is None]
    if not totals:
        return _phases_or_total(samples, REGISTER)
    return max(totals, key=lambda one: (_rank(one), one.base_value)).base_value


def _rank(sample: Sample) -> int:
    return CONTEXT_RANK.get(sample.context, 1)


def _phases_or_total(samples: tuple[Sample, ...], measurand: str) -> Decimal | None:
    of_measurand = [one for one in samples if one.measurand == measurand]
    totals = [one for one in of_measurand if one.phase is None]
    if totals:
        return totals[-1].base_value
    phases = {one.phase: one.base_value for one in of_measurand}
    return sum(phases.values(), Decimal(0)) if phases else None


def _whole(value: Decimal | None) -> int | None:
    return None if value is None else int(value.quantize(Decimal(1), rounding=ROUND_HALF_UP))
