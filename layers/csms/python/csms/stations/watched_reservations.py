"""Accepted reservations by their station, and what ends them there."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from csms.stations.model import ConnectorStatus, Station

# 1.6 ChargePointStatus and 2.x ConnectorStatusEnumType alike.
OUT_OF_ORDER = ("Faulted", "Unavailable")


@dataclass(frozen=True, slots=True)
class Watched:
    """An accepted reservation, as found by its station. EVSE 0 is any; without a connector it is
    the EVSE as a whole.
    """

    number: int
    evse_id: int
    connector_id: int | None
    since: datetime
    valid_until: datetime


def out_of_order(watched: Watched, station: Station, reported: Sequence[ConnectorStatus]) -> str:
    """Why nothing is left that it could be used at; empty as long as something is.

    1.6 §5.13: a reservation ends when the charge point or its connector becomes Faulted or
    Unavailable; 2.0.1 H01: its EVSE.
    """
    known = {(one.evse_id, one.connector_id): one for one in reported}
    for places in (_whole_station(known), _places(watched, station, known)):
        found = [known[place] for place in places if place in known]
        if not found or len(found) < len(places):
            continue
        newest = max(found, key=lambda one: one.reported_at)
        lasting = watched.since <= newest.reported_at < watched.valid_until
        if lasting and all(one.status in OUT_OF_ORDER for one in found):
            return newest.status
    return ""


def _whole_station(known: Mapping[tuple[int, int], ConnectorStatus]) -> list[tuple[int, int]]:
    """1.6 reports the station itself as connector 0."""
    return [place for place in known if place[0] == 0]


def _places(
    watched: Watched, station: Station, known: Mapping[tuple[int, int], ConnectorStatus]
) -> list[tuple[int, int]]:
    """Where it could be used: what is registered; what was reported where nothing is."""
    if watched.connector_id is not None:
        return [(watched.evse_id, watched.connector_id)]
    registered = [(evse.evse_id, one) for evse in station.evses for one in evse.connector_ids]
    meant = (watched.evse_id,) if watched.evse_id else {place[0] for place in registered}
    places = [place for place in registered if place[0] in meant]
    return places or [place for place in known if place[0] in meant]
