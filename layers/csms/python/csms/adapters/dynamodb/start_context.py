"""What a start is decided from, read in one request over two tables."""

from __future__ import annotations

from csms.adapters.dynamodb import keys
from csms.adapters.dynamodb.directory import (
    DEFAULT_ASSIGNMENT,
    RECORD,
    site_key,
    token_from,
    token_key,
)
from csms.adapters.dynamodb.session_costs import limit_from
from csms.adapters.dynamodb.station_items import site_from, station_from, tariff_ids_from
from csms.adapters.dynamodb.stations import RECORD as STATION_RECORD
from csms.adapters.dynamodb.table import Table, batch_get, key
from csms.charging.ports import StartContext


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
        remote_start_id: int | None = None,
    ) -> StartContext:
        """See the port."""
        of_station = [key(keys.station(station_id), STATION_RECORD)]
        if remote_start_id is not None:
            of_station.append(key(keys.jobs(station_id), keys.start_limit(remote_start_id)))
        wanted = [key(DEFAULT_ASSIGNMENT, RECORD)]
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
        kept = {item["pk"]: item for item in found[self._stations.name]}
        station = kept.get(keys.station(station_id))
        token = directory.get(token_key(token_id)) if token_id else None
        site = directory.get(site_key(site_id)) if site_id else None
        return StartContext(
            station=station_from(station) if station else None,
            token=token_from(token) if token else None,
            site=site_from(site) if site else None,
            default_tariff_ids=tariff_ids_from(
                directory.get(DEFAULT_ASSIGNMENT, {}).get("tariff_ids")
            ),
            limit=limit_from(kept.get(keys.jobs(station_id), {})),
        )
