"""Charging sessions: see them, and close one whose station will not."""

from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field

from csms.charging.closing import close_session
from csms.charging.model import ChargingSession
from csms.charging.ports import SessionFilter
from csms.drivers.model import normal_token_id
from csms.errors import NotFound
from csms.web.authentication import SignedIn
from csms.web.fields import Identifier, StationIdentity
from csms.web.needs import Needs
from csms.web.pagination import Page, PagingQuery
from csms.web.searching import searched
from operator_api.schemas.sessions import OperatorSessionView, listed_view, whole_view

router = APIRouter(prefix="/sessions")


class CloseIn(BaseModel):
    """Why an operator ends a session."""

    reason: str = Field(min_length=1, max_length=200, examples=["station was replaced"])


class SessionQuery(BaseModel):
    """Filters; each one given must hold."""

    station_id: StationIdentity | None = None
    token_id: Identifier | None = None
    driver_id: Identifier | None = None
    active: bool | None = Field(None, description="true: not stopped yet; false: stopped")
    unsettled: bool = Field(False, description="true: stopped, neither settled nor in review yet")
    in_review: bool = Field(False, description="true: a person has to decide")


@router.get("", summary="List sessions")
def list_sessions(
    needs: Needs, paging: PagingQuery, wanted: Annotated[SessionQuery, Query()], caller: SignedIn
) -> Page[OperatorSessionView]:
    """Newest first. For who is kept to sites a page may be short, even empty: go on while there is
    a `next`.
    """
    token_id = normal_token_id(wanted.token_id) if wanted.token_id else None
    chosen = SessionFilter(
        wanted.station_id,
        token_id,
        wanted.driver_id,
        wanted.active,
        wanted.unsettled,
        wanted.in_review,
    )

    def read(limit: int, cursor: str | None) -> tuple[list[ChargingSession], str | None]:
        return needs.sessions.page(chosen, limit, cursor)

    def own(session: ChargingSession) -> bool:
        return caller.may_see(session.start.site_id if session.start else None)

    shown = searched(read, own) if caller.sites else read
    return paging.page(shown, listed_view, chosen, sorted(caller.sites))


@router.get("/{session_id}", summary="Get a session")
def get_session(session_id: Identifier, needs: Needs) -> OperatorSessionView:
    """A session as it is now."""
    return whole_view(_session(session_id, needs), needs.telemetry)


@router.post("/{session_id}/close", summary="Close a session")
def close(session_id: Identifier, wanted: CloseIn, needs: Needs) -> OperatorSessionView:
    """End a session whose stop was lost, at its latest reading; then it settles.

    One that has stopped already stays as it is.
    """
    session = _session(session_id, needs)
    closed = close_session(session, wanted.reason, needs.clock(), needs.sessions)
    return whole_view(closed, needs.telemetry)


def _session(session_id: str, needs: Needs) -> ChargingSession:
    session = needs.sessions.find(session_id)
    if session is None:
        raise NotFound(f"Session {session_id} is not known: see GET /sessions.")
    return session
