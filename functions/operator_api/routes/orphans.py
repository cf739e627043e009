"""Facts of a station that belong to no session: nothing is dropped, a person can look."""

from fastapi import APIRouter
from pydantic import BaseModel, Field

from csms.charging.ports import OrphanFact
from csms.web.fields import StationIdentity, Timestamp
from csms.web.needs import Needs
from csms.web.pagination import Page, PagingQuery

router = APIRouter(prefix="/stations/{station_id:path}/orphans")


class OrphanView(BaseModel):
    """A stop or a reading without a session, or a stop that came too late for its own."""

    orphan_id: str
    kind: str = Field(description="stop, late_stop or meter_values", examples=["stop"])
    occurred_at: Timestamp
    received_at: Timestamp
    transaction_id: str | None = Field(description="As the station gave it")
    evse_id: int | None
    connector_id: int | None
    register_wh: int | None
    reason: str | None
    token_id: str | None
    session_id: str | None = Field(description="The session it was matched with, or came late for")


@router.get("", summary="List a station's orphan facts")
def list_orphans(
    station_id: StationIdentity, needs: Needs, paging: PagingQuery
) -> Page[OrphanView]:
    """Oldest first. One with a `session_id` has been dealt with."""
    return paging.page(
        lambda limit, cursor: needs.sessions.orphans_of(station_id, limit, cursor),
        _view,
        station_id,
    )


def _view(orphan: OrphanFact) -> OrphanView:
    names = ("transaction_id", "evse_id", "connector_id", "register_wh", "reason", "token_id")
    return OrphanView(
        orphan_id=orphan.digest,
        kind=orphan.kind,
        occurred_at=orphan.occurred_at,
        received_at=orphan.received_at,
        session_id=orphan.session_id,
        **{name: orphan.content.get(name) for name in names},
    )
