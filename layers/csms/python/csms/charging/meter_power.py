"""Power and energy: what powers say of a session's energy, what registers say of its power."""

from collections.abc import Callable, Sequence
from datetime import timedelta
from operator import sub

from csms.charging.meter_evidence import LARGEST_POWER_W, OVERLOAD, MeterEvidence, Point

HOUR = timedelta(hours=1)
# Between two samples that are further apart anything may have happened.
LONGEST_GAP_S = HOUR_S = 3600
SHORTEST_INTERVAL, LONGEST_INTERVAL = timedelta(seconds=10), timedelta(minutes=30)


def least_wh(evidence: MeterEvidence) -> int:
    """What flowed at least, by the power samples: between two of them the smaller one counts."""
    watts, seconds = _steps(evidence.believed_powers, min)
    steps = zip(watts, seconds, strict=True)
    return int(sum(power * lasted for power, lasted in steps if lasted <= LONGEST_GAP_S) / HOUR_S)


def most_wh(evidence: MeterEvidence) -> int | None:
    """What flowed at most, by power samples all along the session; None if they do not tell."""
    points = evidence.believed_powers
    if not points:
        return None
    first = Point(evidence.started_at, points[0].value)
    last = Point(evidence.stopped_at, points[-1].value)
    watts, seconds = _steps([first, *points, last], max)
    if max(seconds) > LONGEST_GAP_S / 4:
        return None
    steps = zip(watts, seconds, strict=True)
    return int(sum(power * lasted for power, lasted in steps if lasted > 0) / HOUR_S) or None


def _steps(
    points: Sequence[Point], choose: Callable[[int, int], int]
) -> tuple[list[int], list[float]]:
    """Which of two powers in a row counts, and the seconds between them: a day has thousands."""
    values, moments = [one.value for one in points], [one.at for one in points]
    lasted = map(timedelta.total_seconds, map(sub, moments[1:], moments))
    return list(map(choose, values, values[1:])), list(lasted)


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
