"""Reservations: an EVSE kept for a token, as the set of facts known of it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol

from csms.stations.watched_reservations import Watched

# No reservation lasts longer, and none is numbered higher (an OCPP integer has 31 bits).
LONGEST = timedelta(days=366)
LARGEST_NUMBER = (1 << 31) - 1


class ReservationState(StrEnum):
    """pending → accepted | rejected; accepted → used | expired | cancelled."""

    PENDING = "pending"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    USED = "used"
    EXPIRED = "expired"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class ReservationFee:
    """What a reservation that no session used came to, decided once; in minor units.

    Nothing at all has a `reason` and no transfer. `since` and `until`: the time that was priced.
    """

    decided_at: datetime
    reason: str
    currency: str | None = None
    net_minor: int = 0
    tax_minor: int = 0
    gross_minor: int = 0
    transfer_id: str | None = None
    since: datetime | None = None
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Reservation:
    """What is known; facts that have not arrived are None. `number` is OCPP's 31-bit id.

    `answer` is the station's word for the request, `ended` how it ended without a session, and
    `end_reason` the word for why. `accepted_at` and `cancelled_at` are when the station accepted
    it, and that it be cancelled (our clock). `driver_id` is who agreed to pay for it.
    """

    station_id: str
    number: int
    evse_id: int | None = None
    token_id: str | None = None
    requested_at: datetime | None = None
    valid_until: datetime | None = None
    command_id: str | None = None
    answer: str | None = None
    ended: ReservationState | None = None
    session_id: str | None = None
    end_reason: str | None = None
    accepted_at: datetime | None = None
    cancelled_at: datetime | None = None
    driver_id: str | None = None
    fee: ReservationFee | None = None

    def kept_until(self, start: datetime) -> tuple[datetime, datetime] | None:
        """The time that a session which uses it pays for: to its start, or the reservation's end.

        None if it was paid for by itself, or was cancelled before: the number is a stale one.
        """
        since, until = self.accepted_at, min(self.valid_until or start, start)
        paid = self.fee is not None and self.fee.gross_minor > 0
        cancelled = self.cancelled_at is not None and self.cancelled_at <= start
        if paid or cancelled or since is None or until <= since:
            return None
        return since, until

    def state_at(self, now: datetime) -> ReservationState:
        """Derived from the facts, so that no order of arrival can make it wrong."""
        if self.session_id is not None:
            return ReservationState.USED
        if self.ended is not None:
            return self.ended
        if self.answer not in {None, "Accepted"}:
            return ReservationState.REJECTED
        if self.valid_until is not None and self.valid_until <= now:
            return ReservationState.EXPIRED
        return ReservationState.ACCEPTED if self.answer else ReservationState.PENDING


class ReservationRepository(Protocol):
    """Reservations by station and number."""

    def add_facts(self, facts: Reservation) -> None:
        """Add what is not None, but for a fee; of each fact the first stays."""

    def assign(self, driver_id: str, accepted: Reservation) -> None:
        """List an accepted reservation among those of the driver it was made for."""

    def of_driver(
        self, driver_id: str, limit: int, cursor: str | None
    ) -> tuple[list[Reservation], str | None]:
        """Those made for a driver, accepted last first, and the cursor of the next page.

        What is not kept any more is left out: a page may be short, or empty.
        """

    def find_of(self, driver_id: str, station_id: str, number: int) -> Reservation | None:
        """That of a station, if it was made for this driver."""

    def watch(self, station_id: str, watched: Watched) -> None:
        """Keep where an accepted reservation is to be found, until a while after its end."""

    def watched(self, station_id: str) -> list[Watched]:
        """The accepted reservations of a station; also ended ones, for a while."""

    def find(self, station_id: str, number: int) -> Reservation | None:
        """That of a station, consistently read."""

    def get(self, number: int) -> Reservation | None:
        """By number; of several stations' the one asked for last."""

    def page(self, limit: int, cursor: str | None) -> tuple[list[Reservation], str | None]:
        """In a stable order, and the cursor of the next page."""
