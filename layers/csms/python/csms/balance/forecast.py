"""What a running session costs, and will cost shortly if it goes on as it went."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from csms.charging.facts import MeterReading
from csms.charging.meter_evidence import Point
from csms.charging.meter_power import power_between
from csms.charging.model import ChargingSession
from csms.charging.trail import Kind, Noted
from csms.money import Money
from csms.settlement.telling import running_cost

# From the reading that is one too many to the end of its energy: the stream, the command, the
# station's relay. Operators report 30 to 90 s.
STOP_TAKES = timedelta(seconds=60)
# How far readings are apart, where two have not come yet; and bounds to what is believed of it.
USUAL_INTERVAL = timedelta(seconds=60)
SHORTEST_INTERVAL, LONGEST_INTERVAL = timedelta(seconds=1), timedelta(minutes=15)
HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Forecast:
    """Costs in one currency, tax included, none of them less than the one before.

    `at_stop_minor`: when a stop that is asked for at the next reading has come; `at_raise_minor`:
    when what is decided at the next reading is known to the station by its answer to the one
    after it.
    """

    cost: Money
    at_stop_minor: int
    at_raise_minor: int


def forecast(session: ChargingSession) -> Forecast | None:
    """By the rating that settles it; None without a tariff.

    Where the cost so far is not known, or no reading has come, nothing is foreseen.
    """
    tariff = session.start.tariff if session.start else None
    if tariff is None:
        return None
    cost = running_cost(session)
    points = _points(session)
    if cost is None or session.latest is None or session.latest.register_wh is None:
        known = cost or Money(0, tariff.currency)
        return Forecast(known, known.minor, known.minor)
    interval = _interval(points)
    at_stop = _cost_after(session, interval + STOP_TAKES, points, cost)
    at_raise = _cost_after(session, 2 * interval + STOP_TAKES, points, cost)
    return Forecast(cost, at_stop, max(at_stop, at_raise))


def _cost_after(
    session: ChargingSession, ahead: timedelta, points: tuple[Point, ...], cost: Money
) -> int:
    """Never less than now: a bound of the tariff may make an hour cheaper, nobody counts on it."""
    later = running_cost(_later(session, ahead, points))
    return cost.minor if later is None else max(cost.minor, later.minor)


def _later(
    session: ChargingSession, ahead: timedelta, points: tuple[Point, ...]
) -> ChargingSession:
    """The session with one more reading, at the power it has now."""
    latest, power_w = session.latest, _power_w(session, points)
    assert latest is not None
    register_wh = (latest.register_wh or 0) + round(power_w * (ahead / HOUR))
    at = latest.measured_at + ahead
    noted = Noted(at, Kind.READING, "", register_wh, power_w)
    trail = session.trail
    return replace(
        session,
        latest=MeterReading(at, register_wh, power_w),
        registers=(*session.registers, Point(at, register_wh)) if session.registers else (),
        trail=replace(trail, noted=(*trail.noted, noted)) if trail.noted else trail,
    )


def _power_w(session: ChargingSession, points: tuple[Point, ...]) -> int:
    """The larger of what it says and what its registers say; unknown, what the EVSE can give."""
    most = session.start.max_power_w if session.start else None
    said = session.latest.power_w if session.latest else None
    known = [one for one in (said, power_between(points, most)) if one is not None]
    return max(0, *known) if known else most or 0


def _interval(points: tuple[Point, ...]) -> timedelta:
    """How far the two newest readings are apart."""
    moments: list[datetime] = sorted({one.at for one in points})
    found = moments[-1] - moments[-2] if len(moments) > 1 else USUAL_INTERVAL
    return min(max(found, SHORTEST_INTERVAL), LONGEST_INTERVAL)


def _points(session: ChargingSession) -> tuple[Point, ...]:
    """The registers that are known without telemetry, by time."""
    return tuple(sorted(set(_registers(session))))


def _registers(session: ChargingSession) -> Iterator[Point]:
    begin, latest = (session.start.reading if session.start else None), session.latest
    for one in (begin, latest):
        if one is not None and one.register_wh is not None:
            yield Point(one.measured_at, one.register_wh)
    yield from session.registers
