"""A register that goes back: it rolled over, or started anew, or nobody knows."""

from collections.abc import Sequence
from itertools import pairwise

from csms.charging.meter_evidence import (
    ROLLOVERS,
    ROUNDING_WH,
    MeterEvidence,
    Point,
    falls,
    rises,
    rolled_over,
)
from csms.stations.meters import MeterKind


def told_over(evidence: MeterEvidence, begin: int, end: int) -> int | None:
    """The energy of a start and a stop with an end of the register between them, if that is shown.

    A stop that is the session's energy looks the same: the samples, or an operator, have to tell.
    """
    elapsed = evidence.stopped_at - evidence.started_at
    over = rolled_over(begin, end, evidence.likely_wh(elapsed))
    habit, samples = evidence.habits.start_stop, evidence.believed
    if over is None or (habit.is_set and habit.kind is MeterKind.REGISTER):
        return over
    if not samples:
        return None
    if _counts_session(evidence, end):
        rest = evidence.likely_wh(evidence.stopped_at - samples[-1].at)
        return over if -ROUNDING_WH <= over - samples[-1].value <= rest else None
    last, left = samples[-1].value, evidence.stopped_at - samples[-1].at
    seen = samples[0].value >= begin - ROUNDING_WH and last < begin - ROUNDING_WH
    sampled, goes_on = evidence.habits.meter_values, end - last <= evidence.likely_wh(left)
    if goes_on and (seen or (sampled.is_set and sampled.kind is MeterKind.REGISTER)):
        ends = (Point(evidence.started_at, begin), Point(evidence.stopped_at, end))
        return crossed(evidence, (ends[0], *samples, ends[1]))
    return None


def crossed(evidence: MeterEvidence, points: Sequence[Point]) -> int | None:
    """What flowed, if these go over an end of the register in one step that can be."""
    steps = [(a, b) for a, b in pairwise(points) if b.value < a.value - ROUNDING_WH]
    if len(steps) != 1:
        return None
    (before, after), first = steps[0], points[0].value
    most = evidence.likely_wh(after.at - before.at)
    for end in ROLLOVERS:
        known = 0.99 * end <= first and max(one.value for one in points) < end
        if known and end - before.value + after.value <= most:
            return end - first + points[-1].value
    return None


def pieces(evidence: MeterEvidence, points: Sequence[Point]) -> int | None:
    """What flowed at least, by a register that began anew near 0; None if it may be otherwise.

    It may, where the register comes back to where it stood, or goes on from the one before that;
    and below the first of them it may be another kind of number.
    """
    for number, (old, new) in enumerate(pairwise(points), 1):
        if new.value >= old.value - ROUNDING_WH:
            continue
        anew = 0 <= new.value <= evidence.likely_wh(new.at - old.at)
        back = any(one.value >= old.value - ROUNDING_WH for one in points[number:])
        spiked = number < 2 or new.value >= points[number - 2].value - ROUNDING_WH
        if back or spiked or not anew:
            return None
    return rises(one.value for one in points)


def _counts_session(evidence: MeterEvidence, end: int) -> bool:
    """Whether the samples count from 0, further than the stop: that is another kind of number."""
    values = [one.value for one in evidence.believed]
    return evidence.from_zero and not falls(values) and values[-1] > end + ROUNDING_WH
