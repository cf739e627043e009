"""Counts what an event tells of: the facts are read anew, so that no repeat or order matters."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from csms.charging.ports import SessionRepository
from csms.charging.vocabulary import SessionKey
from csms.clock import Clock, from_text
from csms.figures import money, sessions, standing, uptime
from csms.figures.days import ONE_DAY, day_of, zone_named
from csms.figures.model import Fact, Place
from csms.figures.ports import FigureRepository, Outage
from csms.figures.rows import RowsWanted
from csms.ledger.model import Transfer
from csms.stations.ports import SiteRepository, StationRepository

# A page of stations whose day is counted.
PAGE = 100
# How long before a day an absence may have begun.
LONGEST_OUTAGE = timedelta(days=60)


@dataclass(frozen=True, slots=True)
class Counting:
    """What counting needs."""

    figures: FigureRepository
    sessions: SessionRepository
    stations: StationRepository
    sites: SiteRepository
    clock: Clock


def count_event(detail: Mapping[str, Any], needs: Counting) -> None:
    """An event of the bus, by its `detail`."""
    kind, station_id = str(detail["kind"]), str(detail.get("station_id", ""))
    transaction_id = detail.get("transaction_id")
    if transaction_id is not None:
        count_session(SessionKey(station_id, str(transaction_id)), needs)
    _note_outage(kind, station_id, detail, needs.figures)
    if station_id:
        count_station(station_id, needs, transaction_id)


def count_session(key: SessionKey, needs: Counting) -> bool:
    """As it is now; False if it is counted so."""
    session = needs.sessions.get(key)
    if session is None:
        return False
    fact_id = sessions.fact_of(session.session_id)
    return needs.figures.count(fact_id, lambda _: sessions.of_session(needs.sessions.get(key)))


def count_station(station_id: str, needs: Counting, transaction_id: str | None = None) -> bool:
    """How it stands now; False if it is counted so."""
    looking = standing.Looking(needs.stations, needs.sessions)

    def look(before: Fact) -> Fact:
        return standing.look_at(station_id, before, needs.clock(), looking, transaction_id)

    return needs.figures.count(standing.fact_of(station_id), look)


def count_transfer(transfer: Transfer, needs: Counting) -> bool:
    """Where its session was, or at the site whose revenue it moves; False if it is counted."""
    site_id = money.site_of(transfer)
    session = needs.sessions.find(transfer.reference) if transfer.kind != "reservation" else None
    place, zone_name = Place(site_id), None
    if session is not None and session.start is not None:
        place, zone_name = sessions.place_of(session), session.start.time_zone
    elif site_id and (site := needs.sites.get(site_id)):
        zone_name = site.time_zone
    fact = money.of_transfer(transfer, place, zone_named(zone_name))
    return needs.figures.count(money.fact_of(transfer.transfer_id), lambda _: fact)


def count_days(needs: Counting) -> int:
    """The last whole day of every station, by its site's calendar; how many were counted anew."""
    cursor, counted = None, 0
    zones: dict[str | None, str | None] = {}

    def zone_of(site_id: str | None) -> str | None:
        if site_id not in zones:
            zones[site_id] = _zone_name(site_id, needs.sites)
        return zones[site_id]

    while True:
        facts, cursor = needs.figures.rows(RowsWanted(), PAGE, cursor)
        counted += sum(
            _count_day(one.row, zone_of(one.row.get("site_id")), needs) for one in facts if one.row
        )
        if cursor is None:
            return counted


def _count_day(row: Mapping[str, Any], zone_name: str | None, needs: Counting) -> bool:
    station_id, zone = str(row["station_id"]), zone_named(zone_name)
    day = day_of(needs.clock(), zone) - ONE_DAY
    place = Place(row.get("site_id") or "", station_id)
    known = uptime.Known(place, from_text(row["since"]), int(row["evses"]))
    now = needs.clock()
    outages = needs.figures.outages(station_id, now - LONGEST_OUTAGE, now)
    fact = uptime.of_day(known, day, zone, outages)
    return needs.figures.count(uptime.fact_of(station_id, day), lambda _: fact)


def _zone_name(site_id: str | None, sites: SiteRepository) -> str | None:
    site = sites.get(site_id) if site_id else None
    return site.time_zone if site else None


def _note_outage(
    kind: str, station_id: str, detail: Mapping[str, Any], figures: FigureRepository
) -> None:
    at = from_text(str(detail["occurred_at"]))
    if kind == "station.offline":
        figures.note_outage(station_id, Outage(at))
    if kind == "station.online" and "offline_since" in detail:
        figures.note_outage(station_id, Outage(from_text(str(detail["offline_since"])), at))
