"""A visit: one customer at one EVSE, from the card at a terminal to the end of its authorisation.

The token that starts the session bears the visit's id, so a session finds what pays for it.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from csms.errors import Conflict


class VisitEnd(StrEnum):
    """Why a visit is over."""

    CANCELLED = "cancelled"
    NOT_AUTHORISED = "not_authorised"
    NOT_PLUGGED_IN = "not_plugged_in"
    START_REFUSED = "start_refused"
    PLACE_TAKEN = "place_taken"
    SETTLED = "settled"


@dataclass(frozen=True, slots=True)
class Visit:
    """Times by our clock. One authorisation pays for one session, whose id is set once.

    `start_command` and `stop_command`: what the station was asked last. `stopping_since`: when it
    was first asked to stop, since the authorisation comes to an end; `stuck`: an operator knows
    that it did not. `warned`: an operator knows that the authorisation ends before anybody has
    decided on the session.
    """

    visit_id: str
    payment_id: str
    terminal_id: str
    station_id: str
    evse_id: int
    created_at: datetime
    plug_in_by: datetime
    version: int = 1
    start_command: str | None = None
    session_id: str | None = None
    transaction_id: str | None = None
    stop_command: str | None = None
    stopping_since: datetime | None = None
    stuck: bool = False
    warned: bool = False
    ended: VisitEnd | None = None
    look_at: datetime | None = None

    def bound(self, session_id: str, transaction_id: str) -> "Visit":
        """The visit with its session. Conflict: it pays for another one, or for none any more."""
        if self.session_id not in {None, session_id}:
            raise Conflict(f"visit {self.visit_id} pays for another session")
        if self.session_id is None and self.ended is not None:
            raise Conflict(f"visit {self.visit_id} was given up: {self.ended}")
        return replace(self, session_id=session_id, transaction_id=transaction_id)

    def given_up(self, why: VisitEnd) -> "Visit":
        """The visit without a session, for ever. Conflict: it has one."""
        if self.session_id is not None:
            raise Conflict("The session has begun: it must be stopped, not cancelled.")
        return self if self.ended else replace(self, ended=why)


@dataclass(frozen=True, slots=True)
class VisitFilter:
    """Which visits a list shows; None: any. `open`: whether something is still to be done."""

    terminal_id: str | None = None
    station_id: str | None = None
    open: bool | None = None
    ended: VisitEnd | None = None

    def shows(self, visit: Visit) -> bool:
        """Whether the visit is one of them."""
        return (
            self.terminal_id in {None, visit.terminal_id}
            and self.station_id in {None, visit.station_id}
            and self.open in {None, visit.look_at is not None}
            and self.ended in {None, visit.ended}
        )


@dataclass(frozen=True, slots=True)
class Occupant:
    """Whose visit has an EVSE, and since when."""

    visit_id: str
    since: datetime


class VisitRepository(Protocol):
    """Visits by id, and who has which EVSE; every write is on condition of what was read."""

    def add(self, visit: Visit) -> Visit:
        """Store a new visit; if its id is taken, give the one that is there."""

    def get(self, visit_id: str) -> Visit | None:
        """The visit, consistently read."""

    def save(self, visit: Visit) -> Visit:
        """Store the next version of what was read; Overtaken if somebody else did."""

    def due(self, now: datetime, limit: int) -> list[str]:
        """Ids of visits whose time to be looked at has come, in no certain order."""

    def page(
        self, wanted: VisitFilter, limit: int, cursor: str | None
    ) -> tuple[list[Visit], str | None]:
        """The newest first, and the cursor of the next page. A filter may leave less than `limit`,
        even nothing, of a page that has a next one. One that was over before there was a list is
        not in it.
        """

    def occupant(self, station_id: str, evse_id: int) -> Occupant | None:
        """Who took the EVSE last, consistently read: that visit may be over."""

    def occupy(
        self, station_id: str, evse_id: int, visit: Occupant, before: Occupant | None
    ) -> bool:
        """Take the EVSE from who was read. False: somebody else was faster."""
