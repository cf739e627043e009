"""The energy of a session over time, on one scale: 0 at the start, all of it at the end.

`final_energy` says how much it is; samples only say when it flowed. They are read as what they
count (`csms.charging.meter_semantics`), and what does not fit is left out. Where none is left, the
energy flowed evenly, as far as anybody knows.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import accumulate

from csms.charging.facts import MeterReading
from csms.charging.meter_evidence import (
    LARGEST_POWER_W,
    ROLLOVERS,
    ROUNDING_WH,
    MeterEvidence,
    MeterFlag,
    Point,
)
from csms.charging.meter_samples import sample_kind
from csms.charging.meter_semantics import TOLERANCE_WH
from csms.charging.meter_units import THOUSAND
from csms.charging.model import ChargingSession
from csms.charging.session_evidence import evidence_of
from csms.charging.vocabulary import Flag
from csms.pricing.facts import Quality, Reading
from csms.settlement.finality import FinalEnergy
from csms.stations.meters import MeterKind


@dataclass(frozen=True, slots=True)
class EnergyCurve:
    """The readings by time. `spread`: samples did not fit, so the energy is spread evenly."""

    readings: tuple[Reading, ...]
    spread: bool = False


def energy_curve(
    session: ChargingSession,
    telemetry: Sequence[MeterReading],
    energy: FinalEnergy,
    end: datetime,
) -> EnergyCurve:
    """From the start to an end, the last reading of which is exactly the energy."""
    begin = session.started_at
    evidence = energy.evidence or evidence_of(session, telemetry)
    samples = [one for one in evidence.believed if begin < one.at < end]
    taken = _taken(samples, evidence, energy)
    powers = _powers(telemetry, evidence)
    spread = bool(samples) and taken is None
    told = Quality.DERIVED if spread else _quality(energy, Flag.FINAL_READING_ESTIMATED)
    readings = [
        Reading(begin, 0, quality=_quality(energy, Flag.BEGIN_READING_ESTIMATED)),
        *(Reading(at, wh, powers.get(at)) for at, wh in taken or ()),
        Reading(end, energy.energy_wh, powers.get(end), told),
    ]
    return EnergyCurve(tuple(readings), spread)


def _powers(telemetry: Sequence[MeterReading], evidence: MeterEvidence) -> dict[datetime, int]:
    """Those that the EVSE can have (many a station writes W and means kW), by moment.

    Of two at one moment the greater, in whatever order they came.
    """
    most_w = 2 * evidence.max_power_w if evidence.max_power_w else LARGEST_POWER_W
    found: dict[datetime, int] = {}
    for one in telemetry:
        at, power_w = one.measured_at, one.power_w
        if power_w is not None and found.get(at, 0) <= power_w <= most_w:
            found[at] = power_w
    return found


def _quality(energy: FinalEnergy, estimated: Flag) -> Quality:
    return Quality.ESTIMATED if estimated.value in energy.flags else Quality.MEASURED


def _taken(
    samples: Sequence[Point], evidence: MeterEvidence, energy: FinalEnergy
) -> list[tuple[datetime, int]] | None:
    """What had flowed at each sample, from 0 up to all; None if they do not fit the session."""
    if not samples:
        return []
    factor = THOUSAND if MeterFlag.METER_UNIT.value in energy.flags else 1
    gains = _gains([one.value for one in samples], energy)
    room_wh = energy.energy_wh // factor + TOLERANCE_WH - gains[-1]
    if room_wh < 0:
        return None
    before = _before_first(samples, evidence, energy)
    if before is None or not -ROUNDING_WH <= before <= room_wh:
        return None
    sums = accumulate(((before + one) * factor for one in gains), max, initial=0)
    next(sums)
    return [(one.at, min(wh, energy.energy_wh)) for one, wh in zip(samples, sums, strict=True)]


def _before_first(
    samples: Sequence[Point], evidence: MeterEvidence, energy: FinalEnergy
) -> int | None:
    """What had flowed at the first sample, by what the samples count; None if nobody knows."""
    first = samples[0].value
    if evidence.begin_wh is None:
        return _gain(energy.begin_wh, first, energy)
    match sample_kind(evidence):
        case MeterKind.SESSION:
            return first
        case MeterKind.REGISTER if evidence.on_one_scale:
            return _gain(energy.begin_wh, first, energy)
    return None


def _gains(values: Sequence[int], energy: FinalEnergy) -> list[int]:
    """Since the first of them; what a meter that rounds goes back by is no new begin."""
    level, sums = values[0], [0]
    for value in values[1:]:
        rounded = level - ROUNDING_WH <= value < level
        sums.append(sums[-1] + (0 if rounded else _gain(level, value, energy)))
        level = level if rounded else value
    return sums


def _gain(before: int, after: int, energy: FinalEnergy) -> int:
    """From one register to the next. One that fell has rolled over, or begun anew."""
    if after >= before:
        return after - before
    if MeterFlag.METER_ROLLOVER.value in energy.flags:
        over = [end - before + after for end in ROLLOVERS if 0.99 * end <= before < end]
        return next((one for one in over if one <= energy.energy_wh + TOLERANCE_WH), 0)
    return 0
