"""What a start is decided from, read in one request over two tables."""

from __future__ import annotations

from csms.adapters.dynamodb import keys
from csms.adapters.dynamodb.assignments import assignment_key, rules_from
from csms.adapters.dynamodb.directory import (
    RECORD,
    site_key,
    token_from,
    token_key,
)
from csms.adapters.dynamodb.meter_items import meter_from
from csms.adapters.dynamodb.profiles import PROFILE
from csms.adapters.dynamodb.reservation_items import reservation_from, reservation_key
from csms.adapters.dynamodb.session_costs import limit_from
from csms.adapters.dynamodb.station_items import site_from, station_from
from csms.adapters.dynamodb.stations import RECORD as STATION_RECORD
from csms.adapters.dynamodb.table import Item, Table, batch_get, key
from csms.charging.ports import NOTHING_ASKED, Asked, StartContext
from csms.stations.reservations import Reservation
from csms.tariffs.rules import NETWORK, at_site, at_station


class DynamoStartContexts:
    """StartContextReader by BatchGetItem."""

    def __init__(self, stations: Table, directory: Table) -> None:
        """The two tables, of one client."""
        self._stations = stations
        self._directory = directory

    def read(
        self,
        station_id: str,
        token_id: str | None,
        site_id: str | None,
        asked: Asked = NOTHING_ASKED,
    ) -> StartContext:
        """See the port."""
        station_key = keys.station(station_id)
        of_station = [key(station_key, STATION_RECORD), key(station_key, PROFILE)]
        of_station += [key(*place) for place in _named(station_id, asked)]
        spots = [NETWORK, at_station(station_id)]
        spots[1:1] = [at_site(site_id)] if site_id else []
        wanted = [key(assignment_key(one), RECORD) for one in spots]
        wanted += [key(token_key(token_id), RECORD)] if token_id else []
        wanted += [key(site_key(site_id), RECORD)] if site_id else []
        found = batch_get(
            self._stations.client,
            {
                self._stations.name: of_station,
                self._directory.name: wanted,
            },
        )
        directory = {item["pk"]: item for item in found[self._directory.name]}
        kept = {(item["pk"], item["sk"]): item for item in found[self._stations.name]}
        station = kept.get((station_key, STATION_RECORD))
        limits = (item for (pk, _), item in kept.items() if pk == keys.jobs(station_id))
        token = directory.get(token_key(token_id)) if token_id else None
        site = directory.get(site_key(site_id)) if site_id else None
        return StartContext(
            station=station_from(station) if station else None,
            token=token_from(token) if token else None,
            site=site_from(site) if site else None,
            rules=tuple(
                rule
                for spot in spots
                for rule in rules_from(directory.get(assignment_key(spot))).rules
            ),
            limit=limit_from(next(limits, {})),
            meter=meter_from(kept.get((station_key, PROFILE))),
            reservation=_reservation(kept, station_id, asked),
        )


def _named(station_id: str, asked: Asked) -> list[tuple[str, str]]:
    """Where a limit of a remote start stands, and a reservation."""
    places = []
    if asked.remote_start_id is not None:
        places.append((keys.jobs(station_id), keys.start_limit(asked.remote_start_id)))
    if asked.reservation_number is not None and asked.reservation_number >= 0:
        places.append((reservation_key(asked.reservation_number), station_id))
    return places


def _reservation(
    kept: dict[tuple[str, str], Item], station_id: str, asked: Asked
) -> Reservation | None:
    item = kept.get((reservation_key(asked.reservation_number or 0), station_id))
    return reservation_from(item) if item else None
