"""Power and energy: what powers say of a session's energy, what registers say of its power."""

from collections.abc import Sequence
from datetime import timedelta
from itertools import pairwise

from csms.charging.meter_evidence import LARGEST_POWER_W, OVERLOAD, MeterEvidence, Point

HOUR = timedelta(hours=1)
# Between two samples that are further apart anything may have happened.
LONGEST_GAP = timedelta(hours=1)
SHORTEST_INTERVAL, LONGEST_INTERVAL = timedelta(seconds=10), timedelta(minutes=30)


def least_wh(evidence: MeterEvidence) -> int:
    """What flowed at least, by the power samples: between two of them the smaller one counts."""
    points = _believed(evidence)
    return int(
        sum(
            min(one.value, other.value) * ((other.at - one.at) / HOUR)
            for one, other in pairwise(points)
            if other.at - one.at <= LONGEST_GAP
        )
    )


def most_wh(evidence: MeterEvidence) -> int | None:
    """What flowed at most, by power samples all along the session; None if they do not tell."""
    points = _believed(evidence)
    if not points:
        return None
    first = Point(evidence.started_at, points[0].value)
    steps = list(pairwise([first, *points, Point(evidence.stopped_at, points[-1].value)]))
    if any(other.at - one.at > LONGEST_GAP / 4 for one, other in steps):
        return None
    powers = (
        max(one.value, other.value) * ((other.at - one.at) / HOUR)
        for one, other in steps
        if other.at > one.at
    )
    return int(sum(powers)) or None


def _believed(evidence: MeterEvidence) -> list[Point]:
    """Powers that the EVSE can have, by time: many a station writes W and means kW."""
    most_w = 2 * evidence.max_power_w if evidence.max_power_w else LARGEST_POWER_W
    return [
        one
        for one in sorted(set(evidence.powers))
        if one.at <= evidence.stopped_at and 0 <= one.value <= most_w
    ]


def power_between(registers: Sequence[Point], max_power_w: int | None) -> int | None:
    """The mean power between the two newest registers; None if they cannot tell it."""
    if len(registers) < 2:
        return None
    before, latest = sorted(registers)[-2:]
    elapsed, gained = latest.at - before.at, latest.value - before.value
    if not SHORTEST_INTERVAL <= elapsed <= LONGEST_INTERVAL or gained < 0:
        return None
    power_w = round(gained / (elapsed / HOUR))
    return power_w if power_w <= OVERLOAD * (max_power_w or LARGEST_POWER_W) else None
