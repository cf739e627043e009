"""Reservations follow the commands that ask for them, the sessions that use them, and the
connectors that fail under them.
"""

from collections.abc import Mapping
from typing import Any

from csms.bootstrap import reservation_fees, services
from csms.commands.reserving import CANCEL, RESERVE, reservation_facts, watched_of
from csms.settlement.reservation_terms import Due, agreed
from csms.stations.model import Station
from csms.stations.reservations import Reservation, ReservationState
from csms.stations.watched_reservations import OUT_OF_ORDER, Watched, out_of_order


def note(item: Mapping[str, Any]) -> None:
    """What a changed item means for a reservation; nothing for most."""
    if item.get("action") in (*RESERVE, *CANCEL) and str(item["pk"]).startswith("CMD#"):
        _of_command(str(item["pk"]).partition("#")[2], str(item["sk"]))
    elif str(item["sk"]).startswith("CONNECTOR#") and item.get("status") in OUT_OF_ORDER:
        station_id = str(item["pk"]).partition("#")[2]
        _end_unusable(station_id, services().reservations.watched(station_id))
    elif "reservation_number" in item and "start_key" in item:
        number = int(item["reservation_number"])
        used = Reservation(item["station_id"], number, session_id=item["session_id"])
        if number >= 0:
            services().reservations.add_facts(used)


def _of_command(station_id: str, command_id: str) -> None:
    shared = services()
    command = shared.commands.get(station_id, command_id)
    if command is None:
        return
    station = shared.stations.get(station_id)
    facts = reservation_facts(command, station)
    if facts is None:
        return
    shared.reservations.add_facts(facts)
    _agree(facts, station)
    watched = watched_of(facts, command, station)
    if watched is not None:
        shared.reservations.watch(station_id, watched)
        # Its connector may have failed before this change was looked at.
        _end_unusable(station_id, [watched])


def _agree(facts: Reservation, station: Station | None) -> None:
    """What it may cost is fixed when it is accepted; a cancelled one is looked at soon."""
    shared, store = services(), reservation_fees()
    if facts.cancelled_at is not None:
        store.look_at(Due(facts.cancelled_at, facts.number, facts.station_id))
    if facts.accepted_at is None:
        return
    site_id = station.site_id if station else None
    context = shared.starting.reader.read(facts.station_id, facts.token_id, site_id)
    if context.token is not None and context.token.driver_id is not None:
        shared.reservations.assign(context.token.driver_id, facts)
    terms = agreed(facts, context, shared.tariffs)
    if terms is not None:
        store.agree(terms)


def _end_unusable(station_id: str, reservations: list[Watched]) -> None:
    shared = services()
    station = shared.stations.get(station_id) if reservations else None
    if station is None:
        return
    reported = shared.stations.state(station_id).connectors
    for one in reservations:
        why = out_of_order(one, station, reported)
        if why:
            ended = ReservationState.CANCELLED
            facts = Reservation(station_id, one.number, ended=ended, end_reason=why)
            shared.reservations.add_facts(facts)
