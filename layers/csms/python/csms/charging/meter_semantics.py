"""The energy of a session out of registers whose meaning differs by station and message kind.

What start and stop say is one kind of number, what samples say another: they are never subtracted
from each other. What the evidence leaves open is not guessed.
"""

from dataclasses import replace

from csms.charging.meter_doubts import UNSEEN_HOURS, against_samples, begun_at_zero
from csms.charging.meter_evidence import (
    ROUNDING_WH,
    MeterEvidence,
    MeterFlag,
    Point,
    rises,
)
from csms.charging.meter_falls import pieces, told_over
from csms.charging.meter_samples import (
    Doubt,
    Found,
    Measured,
    energy_of_samples,
    sample_kind,
    span,
)
from csms.charging.meter_units import against_powers
from csms.stations.meters import MeterKind

# What a station that rounds may be off by in a sample.
TOLERANCE_WH = 100
# So many times what can flow is no overload and no wrongly registered EVSE.
IMPOSSIBLE = 2


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
    over = told_over(evidence, begin, end)
    if over is not None:
        return Measured(begin, end, over).flagged(MeterFlag.METER_ROLLOVER)
    went_back = f"the register went back from {begin} to {end} Wh"
    values = [one.value for one in evidence.believed]
    if not values:
        return Doubt(went_back)
    points = (Point(evidence.started_at, begin), *evidence.believed)
    gained = pieces(evidence, (*points, Point(evidence.stopped_at, end)))
    left = evidence.likely_wh(evidence.stopped_at - evidence.believed[-1].at)
    goes_on = -ROUNDING_WH <= end - values[-1] <= left
    if evidence.on_one_scale and gained is not None and goes_on:
        return Measured(begin, end, gained).flagged(MeterFlag.METER_RESET)
    return Doubt(
        f"{went_back}, samples go {span(values)}: {max(0, end)} Wh if the stop is the session's"
        f" energy, {rises(values)} Wh by the samples",
        max(0, min(end, rises(values))),
    )


def _beyond_doubt(evidence: MeterEvidence, told: Measured) -> Found:
    """What start and stop say, unless the samples say that it cannot be."""
    doubt = begun_at_zero(evidence, told) or against_samples(evidence, told)
    if doubt is not None:
        return doubt
    kind = sample_kind(evidence)
    own = kind is MeterKind.SESSION and told.begin_wh > 0
    lifetime = bool(evidence.believed) and told.begin_wh == 0 and not evidence.from_zero
    return told.flagged(MeterFlag.METER_MIXED_SEMANTICS) if own or lifetime else told


def _without_begin(evidence: MeterEvidence, end: int) -> Found:
    """The start said nothing: the stop is the session's energy, or counts from the first sample."""
    first, last = evidence.believed[0].value, evidence.believed[-1].value
    if evidence.habits.start_stop.kind is MeterKind.SESSION:
        if _is_whole(evidence, end):
            return Measured(0, end, end)
        return Doubt(
            f"the start said nothing, the stop says {end} Wh: that much if it is the session's"
            f" energy, {max(0, end - first)} Wh since the first sample",
            max(0, min(end, last - first)),
        )
    if evidence.habits.meter_values.kind is MeterKind.SESSION:
        return Doubt(
            f"the start said nothing, the stop says {end} Wh, samples of the session's own counter"
            f" go up to {evidence.believed[-1].value} Wh",
            evidence.believed[-1].value,
        )
    return _told(replace(evidence, begin_wh=first), first, end)


def _is_whole(evidence: MeterEvidence, end: int) -> bool:
    """Whether a stop can be all of the session's energy, and no sample says otherwise."""
    values = [one.value for one in evidence.believed]
    if not 0 <= end <= evidence.possible_wh(evidence.stopped_at - evidence.started_at):
        return False
    if evidence.from_zero:
        return values[-1] <= end + TOLERANCE_WH
    return end < values[0] - ROUNDING_WH and rises(values) <= end + TOLERANCE_WH


def _checked(evidence: MeterEvidence, found: Found) -> Found:
    """Against the powers, and with what holds for all of the session."""
    if isinstance(found, Doubt):
        return found
    if evidence.trusted and found.energy_wh > IMPOSSIBLE * _most_wh(evidence):
        return Doubt(
            f"{found.energy_wh} Wh (from {found.begin_wh} to {found.end_wh}) are more than can have"
            f" flowed in that time ({_most_wh(evidence)} Wh)"
        )
    if evidence.jumped:
        found = found.flagged(MeterFlag.REGISTER_JUMP)
    if not evidence.habits.has_meter and found.energy_wh == 0:
        found = found.flagged(MeterFlag.NO_METER)
    return against_powers(evidence, found)


def _most_wh(evidence: MeterEvidence) -> int:
    return evidence.possible_wh(evidence.stopped_at - evidence.started_at, UNSEEN_HOURS)


def _missing(evidence: MeterEvidence) -> str:
    return "start or later" if evidence.begin_wh is None else "end or before"
