"""Power and energy: what powers say of a session's energy, what registers say of its power."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from itertools import pairwise

from csms.charging.meter_evidence import LARGEST_POWER_W, OVERLOAD, MeterEvidence, Point

HOUR = timedelta(hours=1)
# Between two samples that are further apart anything may have happened.
LONGEST_GAP_S = HOUR_S = 3600
SHORTEST_INTERVAL, LONGEST_INTERVAL = timedelta(seconds=10), timedelta(minutes=30)


def least_wh(evidence: MeterEvidence) -> int:
    """What flowed at least, by the power samples: between two of them the smaller one counts."""
    steps = _steps(evidence.believed_powers)
    watt_seconds = sum(
        min(one, other) * seconds for one, other, seconds in steps if seconds <= LONGEST_GAP_S
    )
    return int(watt_seconds / HOUR_S)


def most_wh(evidence: MeterEvidence) -> int | None:
    """What flowed at most, by power samples all along the session; None if they do not tell."""
    points = evidence.believed_powers
    if not points:
        return None
    first = Point(evidence.started_at, points[0].value)
    steps = list(_steps([first, *points, Point(evidence.stopped_at, points[-1].value)]))
    if any(seconds > LONGEST_GAP_S / 4 for _, _, seconds in steps):
        return None
    watt_seconds = sum(max(one, other) * max(seconds, 0) for one, other, seconds in steps)
    return int(watt_seconds / HOUR_S) or None


def _steps(points: Sequence[Point]) -> Iterator[tuple[int, int, float]]:
    """Two powers in a row and the seconds between them: a day has thousands."""
    for one, other in pairwise(points):
        yield one.value, other.value, (other.at - one.at).total_seconds()


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
