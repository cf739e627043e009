"""Stations as rows: what a list or a map of them shows, in few requests."""

from collections.abc import Mapping
from typing import Annotated, Any

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field

from csms.bootstrap import Services
from csms.charging.vocabulary import SessionKey
from csms.figures.model import Fact
from csms.figures.power import power_of
from csms.figures.rows import RowsWanted
from csms.stations.standing import Standing
from csms.web.authentication import SignedIn
from csms.web.fields import Identifier
from csms.web.needs import Needs
from csms.web.pagination import LongPagingQuery, Page
from csms.web.searching import SearchQuery
from operator_api.own_sites import of_sites
from operator_api.routes.reports import FigureNeeds
from operator_api.schemas.station_rows import StationRow, station_row

router = APIRouter(prefix="/stations/states")


class RowQuery(BaseModel):
    """Filters; each one given must hold."""

    site_id: Identifier | None = None
    status: Standing | None = Field(None, description="How it stands")
    search: SearchQuery = None


@router.get("", summary="List stations with their live state")
def list_station_states(
    needs: Needs,
    figures: FigureNeeds,
    paging: LongPagingQuery,
    wanted: Annotated[RowQuery, Query()],
    caller: SignedIn,
) -> Page[StationRow]:
    """In a stable order, a second or two behind the stations. All are looked at, some ten thousand
    with a request: with filters a page may be short, even empty, so go on while there is a `next`.
    """

    def rows(site_id: str | None, limit: int, cursor: str | None) -> tuple[list[Fact], str | None]:
        return figures.rows(RowsWanted(site_id, wanted.status, wanted.search), limit, cursor)

    scope = wanted.model_dump_json(), sorted(caller.sites)
    facts, following = paging.read(of_sites(wanted.site_id, caller, rows), *scope)
    return Page(items=_rows([one.row for one in facts if one.row], needs), next=following)


def _rows(rows: list[Mapping[str, Any]], needs: Services) -> list[StationRow]:
    """With what changes too often to be kept in them: signs of life, and power."""
    sites = needs.sites.get_many({row["site_id"] for row in rows if row["site_id"]})
    seen = needs.stations.last_seen([row["station_id"] for row in rows])
    keys = [SessionKey(row["station_id"], one) for row in rows for one in row["sessions"]]
    running = needs.sessions.get_many(keys)
    return [
        station_row(
            row,
            sites.get(row["site_id"] or ""),
            seen.get(row["station_id"]),
            sum(
                power_of(running[key])
                for one in row["sessions"]
                if (key := SessionKey(row["station_id"], one)) in running and running[key].active
            ),
        )
        for row in rows
    ]
