"""Stations as rows: what a list or a map of them shows, in few requests."""

from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field

from csms.bootstrap import Services
from csms.stations.model import Site
from csms.stations.standing import Standing
from csms.web.fields import Identifier
from csms.web.needs import Needs
from csms.web.pagination import LongPagingQuery, Page
from csms.web.searching import SearchQuery, searched, told_by
from operator_api.schemas.station_rows import StationRow, station_row

router = APIRouter(prefix="/stations/states")


class RowQuery(BaseModel):
    """Filters; each one given must hold."""

    site_id: Identifier | None = None
    status: Standing | None = Field(None, description="How it stands")
    search: SearchQuery = None


@router.get("", summary="List stations with their live state")
def list_station_states(
    needs: Needs, paging: LongPagingQuery, wanted: Annotated[RowQuery, Query()]
) -> Page[StationRow]:
    """In a stable order. With filters a page may be short, even empty: go on while there is a
    `next`.
    """
    sites: dict[str, Site | None] = {}

    def read(limit: int, cursor: str | None) -> tuple[list[StationRow], str | None]:
        stations, following = needs.stations.page(limit, cursor)
        states = needs.states_of(stations)
        _learn({one.site_id for one in stations if one.site_id}, sites, needs)
        rows = [
            station_row(one, states[one.station_id], sites.get(one.site_id or ""))
            for one in stations
        ]
        return rows, following

    def shown(row: StationRow) -> bool:
        return (
            wanted.site_id in {None, row.site_id}
            and wanted.status in {None, row.status}
            and told_by(wanted.search, row.station_id, row.name, row.site_id, row.model)
        )

    return paging.page(searched(read, shown), lambda row: row, "states", wanted.model_dump_json())


def _learn(site_ids: set[str], known: dict[str, Site | None], needs: Services) -> None:
    """Read each site once a request."""
    for site_id in site_ids - known.keys():
        known[site_id] = needs.sites.get(site_id)
