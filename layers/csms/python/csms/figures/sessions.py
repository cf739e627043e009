"""What a session adds: its start, its energy, and how long it lasted."""

from collections import Counter
from datetime import date, datetime
from zoneinfo import ZoneInfo

from csms.charging.model import ChargingSession
from csms.drivers.model import AuthorizationStatus
from csms.figures.days import day_of, seconds_by_day, zone_named
from csms.figures.model import Fact, Place, Share


def fact_of(session_id: str) -> str:
    """The id that a session is counted under."""
    return f"session:{session_id}"


def of_session(session: ChargingSession | None) -> Fact:
    """Its start counts on the day it began, its energy and its ends on the day it stopped, its time
    on each day; by the zone that its site had at the start.
    """
    if session is None or session.start is None:
        return Fact()
    zone = zone_named(session.start.time_zone)
    days: dict[date, Counter[str]] = {}
    for day, amounts in (_start(session, zone), *_end(session, zone)):
        days.setdefault(day, Counter()).update(amounts)
    place = place_of(session)
    return Fact(tuple(Share(day, place, +days[day]) for day in sorted(days) if +days[day]))


def place_of(session: ChargingSession) -> Place:
    """Where a session counts."""
    start = session.start
    tariff = start.tariff if start else None
    return Place(
        (start.site_id if start else None) or "",
        session.key.station_id,
        tariff.tariff_id if tariff else "",
    )


def _start(session: ChargingSession, zone: ZoneInfo) -> tuple[date, dict[str, int]]:
    accepted = session.payer is None or session.payer.authorization is AuthorizationStatus.ACCEPTED
    delivered = accepted and session.stop is not None and session.energy_wh > 0
    failed = session.stop is not None and not delivered
    return day_of(session.started_at, zone), {
        "sessions": 1,
        "refused": int(not accepted),
        "starts_succeeded": int(delivered),
        "starts_failed": int(failed or not accepted),
    }


def _end(session: ChargingSession, zone: ZoneInfo) -> list[tuple[date, dict[str, int]]]:
    if session.stop is None:
        return []
    stopped_at = session.stop.stopped_at
    over_at = max(session.ended_at or stopped_at, stopped_at)
    idle = session.settlement.idle if session.settlement else ()
    times = [
        *_seconds("seconds_occupied", session.started_at, over_at, zone),
        *(part for one in idle for part in _seconds("seconds_idle", one.start, one.end, zone)),
    ]
    ended = {"sessions_ended": 1, "energy_wh": session.energy_wh}
    return [(day_of(stopped_at, zone), ended), *times]


def _seconds(
    name: str, start: datetime, end: datetime, zone: ZoneInfo
) -> list[tuple[date, dict[str, int]]]:
    if end <= start:
        return []
    return [(day, {name: count}) for day, count in seconds_by_day(start, end, zone).items()]
