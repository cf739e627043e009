"""The energy of a session out of registers whose meaning differs by station and message kind.

What start and stop say is one kind of number, what samples say another: they are never subtracted
from each other. What the evidence leaves open is not guessed.
"""

from dataclasses import replace

from csms.charging.meter_evidence import (
    ROUNDING_WH,
    MeterEvidence,
    MeterFlag,
    falls,
    rises,
    rolled_over,
)
from csms.charging.meter_power import least_wh
from csms.charging.meter_samples import (
    Doubt,
    Found,
    Measured,
    energy_of_samples,
    fitting_kinds,
    sample_kind,
    span,
)
from csms.charging.meter_units import against_powers
from csms.stations.meters import MeterKind

# Two figures contradict each other if they are further apart than this, and by a tenth.
CONTRADICTION_WH = 1000
# A start at 0 is a session's counter or a new meter; so long may a charge have gone unnoticed.
UNSEEN_HOURS = 2.0


def energy_of(evidence: MeterEvidence) -> Found:
    """The energy, as far as the evidence tells it; never negative."""
    begin, end = evidence.begin_wh, evidence.end_wh
    if begin is not None and end is not None:
        found = _told(evidence, begin, end)
    elif not evidence.believed:
        return Doubt(f"no reading of the meter's register at the {_missing(evidence)}")
    elif end is not None:
        found = _without_begin(evidence, end)
    else:
        found = energy_of_samples(evidence, sample_kind(evidence))
    return _checked(evidence, found)


def _told(evidence: MeterEvidence, begin: int, end: int) -> Found:
    """Start and stop both said something: they are of one kind, or nobody knows."""
    habit = evidence.habits.start_stop
    if habit.kind is MeterKind.SESSION and end >= 0 and (habit.is_set or begin == 0):
        return _beyond_doubt(evidence, Measured(begin, end, end))
    gained = end - begin
    if gained >= 0:
        return _beyond_doubt(evidence, Measured(begin, end, gained))
    if gained >= -ROUNDING_WH:
        below = Measured(begin, end, 0).flagged(MeterFlag.METER_STOP_BELOW_START)
        return _beyond_doubt(evidence, below)
    return _gone_back(evidence, begin, end)


def _gone_back(evidence: MeterEvidence, begin: int, end: int) -> Found:
    """The register has rolled over, or started anew as its samples show, or nobody knows."""
    over = rolled_over(begin, end, evidence.stopped_at - evidence.started_at)
    if over is not None:
        return Measured(begin, end, over).flagged(MeterFlag.METER_ROLLOVER)
    went_back = f"the register went back from {begin} to {end} Wh"
    values = [one.value for one in evidence.believed]
    if not values:
        return Doubt(went_back)
    steps = [begin, *values]
    anew = falls(steps) and evidence.restarts(steps)
    if evidence.on_one_scale and anew and end >= values[-1] - ROUNDING_WH:
        return Measured(begin, end, rises([*steps, end])).flagged(MeterFlag.METER_RESET)
    return Doubt(
        f"{went_back}, samples go {span(values)}: {max(0, end)} Wh if the stop is the session's"
        f" energy, {rises(values)} Wh by the samples",
        max(0, min(end, rises(values))),
    )


def _beyond_doubt(evidence: MeterEvidence, told: Measured) -> Found:
    """What start and stop say, unless the samples say that it cannot be."""
    doubt = _begun_at_zero(evidence, told) or _stop_alone(evidence, told)
    if doubt is not None:
        return doubt
    kind = sample_kind(evidence)
    own = kind is MeterKind.SESSION and told.begin_wh > 0
    lifetime = bool(evidence.believed) and told.begin_wh == 0 and not evidence.from_zero
    return told.flagged(MeterFlag.METER_MIXED_SEMANTICS) if own or lifetime else told


def _begun_at_zero(evidence: MeterEvidence, told: Measured) -> Doubt | None:
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


def _stop_alone(evidence: MeterEvidence, told: Measured) -> Doubt | None:
    """Start and stop against the samples between them, whichever kind those can be of."""
    values = [one.value for one in evidence.believed]
    if not values or falls(values):
        return None
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
    after = evidence.possible_wh(evidence.stopped_at - evidence.believed[-1].at)
    unseen = one_kind and energy - sampled > after and least_wh(evidence) < energy // 2
    more = sampled - energy > max(CONTRADICTION_WH, energy // 10)
    return sampled if unseen or more else None


def _without_begin(evidence: MeterEvidence, end: int) -> Found:
    """The start said nothing: the stop is the session's energy, or counts from the first sample."""
    first = evidence.believed[0].value
    if evidence.habits.start_stop.kind is MeterKind.SESSION:
        return Measured(0, end, end)
    if evidence.habits.meter_values.kind is MeterKind.SESSION:
        return Doubt(
            f"the start said nothing, the stop says {end} Wh, samples of the session's own counter"
            f" go up to {evidence.believed[-1].value} Wh",
            evidence.believed[-1].value,
        )
    return _told(replace(evidence, begin_wh=first), first, end)


def _checked(evidence: MeterEvidence, found: Found) -> Found:
    """Against the powers, and with what holds for all of the session."""
    if isinstance(found, Doubt):
        return found
    if evidence.jumped:
        found = found.flagged(MeterFlag.REGISTER_JUMP)
    if not evidence.habits.has_meter and found.energy_wh == 0:
        found = found.flagged(MeterFlag.NO_METER)
    return against_powers(evidence, found)


def _missing(evidence: MeterEvidence) -> str:
    return "start or later" if evidence.begin_wh is None else "end or before"
