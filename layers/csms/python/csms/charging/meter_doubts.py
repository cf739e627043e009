"""What makes a start and a stop of one kind doubtful all the same: samples, and what can flow."""

from csms.charging.meter_evidence import ROUNDING_WH, MeterEvidence, falls, rises
from csms.charging.meter_power import least_wh
from csms.charging.meter_samples import (
    Doubt,
    Measured,
    energy_of_samples,
    fitting_kinds,
    span,
)
from csms.stations.meters import MeterKind

# Two figures contradict each other if they are further apart than this, and by a tenth.
CONTRADICTION_WH = 1000
# A start at 0 is a session's counter or a new meter; so long may a charge have gone unnoticed.
UNSEEN_HOURS = 2.0


def begun_at_zero(evidence: MeterEvidence, told: Measured) -> Doubt | None:
    """A start at 0 by a station that counts a lifetime else: what flowed before is in the stop."""
    if told.begin_wh != 0 or evidence.habits.start_stop.is_set:
        return None
    first = evidence.believed[0] if evidence.believed else None
    lifetime = first is not None and not evidence.from_zero
    if first and lifetime and told.end_wh >= first.value - ROUNDING_WH:
        since = told.end_wh - first.value
        return Doubt(
            f"the start says 0 Wh, samples begin at {first.value} Wh, the stop says {told.end_wh}"
            f" Wh: {told.end_wh} Wh if the meter began at 0, {since} Wh since the first sample",
            max(0, since),
        )
    elapsed = evidence.stopped_at - evidence.started_at
    most = evidence.possible_wh(elapsed, UNSEEN_HOURS)
    if told.energy_wh > most:
        return Doubt(
            f"the start says 0 Wh and the stop {told.end_wh} Wh: more than can have flowed in"
            f" that time ({most} Wh)"
        )
    return None


def against_samples(evidence: MeterEvidence, told: Measured) -> Doubt | None:
    """Start and stop against the samples between them, whichever kind those can be of."""
    values = [one.value for one in evidence.believed]
    if not values:
        return None
    if evidence.on_one_scale and falls(values):
        steps = [told.begin_wh, *values, told.end_wh]
        return Doubt(
            f"the register went back between start and stop: {told.energy_wh} Wh (from"
            f" {told.begin_wh} to {told.end_wh}), {rises(steps)} Wh in pieces",
            max(0, min(told.energy_wh, rises(steps))),
        )
    kinds = fitting_kinds(evidence) or [MeterKind.UNKNOWN]
    figures = [_contradicting(evidence, told.energy_wh, kind) for kind in kinds]
    if None in figures:
        return None
    sampled = next(one for one in figures if one is not None)
    return Doubt(
        f"start and stop say {told.energy_wh} Wh (from {told.begin_wh} to {told.end_wh}), the"
        f" samples {sampled} Wh ({span(values)})",
        min(told.energy_wh, sampled),
    )


def _contradicting(evidence: MeterEvidence, energy: int, kind: MeterKind) -> int | None:
    """What the samples say, if that cannot be with this energy."""
    measured = energy_of_samples(evidence, kind)
    one_kind = isinstance(measured, Measured)
    values = [one.value for one in evidence.believed]
    sampled = measured.energy_wh if isinstance(measured, Measured) else rises(values)
    rest = evidence.stopped_at - evidence.believed[-1].at
    after = evidence.likely_wh(rest) if evidence.trusted else evidence.possible_wh(rest)
    unseen = one_kind and energy - sampled > after and least_wh(evidence) < energy // 2
    more = sampled - energy > max(CONTRADICTION_WH, energy // 10)
    return sampled if unseen or more else None
