"""What a reservation may cost: fixed when its station accepts it, as a session's tariff is."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from csms.charging.ports import StartContext
from csms.charging.tariff_choice import Circumstances, choose
from csms.drivers.authorization import authorize
from csms.ledger.model import Transfer
from csms.stations.model import CurrentType
from csms.stations.reservations import LONGEST, Reservation, ReservationFee
from csms.tariffs.assignment import Person
from csms.tariffs.model import Tariff
from csms.tariffs.ports import TariffRepository

EXPIRY_WAIT = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class ReservationTerms:
    """Who pays for a reservation, and by which tariff. `why` in plain words; `until`: its end."""

    station_id: str
    number: int
    driver_id: str
    tariff: Tariff
    why: str
    site_id: str | None
    time_zone: str
    current_type: CurrentType | None
    until: datetime

    @property
    def due_at(self) -> datetime:
        """When to look at it: whoever used it at its end has been heard of by then."""
        return self.until + EXPIRY_WAIT


@dataclass(frozen=True, slots=True)
class Due:
    """A reservation that is to be looked at. `at` is when."""

    at: datetime
    number: int
    station_id: str


def fee_transfer_id(station_id: str, number: int) -> str:
    """The transfer of a reservation's fee: there is one."""
    return f"rsv:{station_id}:{number}"


class ReservationFeeStore(Protocol):
    """Terms of reservations, when to look at them, and what they came to."""

    def agree(self, terms: ReservationTerms) -> None:
        """Keep the terms, the first ones for ever, and when to look."""

    def look_at(self, due: Due) -> None:
        """Have a reservation looked at, earlier than its end."""

    def due(self, now: datetime, limit: int) -> list[Due]:
        """What is to be looked at, the oldest first."""

    def seen(self, due: Due) -> None:
        """It needs no look any more."""

    def terms(self, station_id: str, number: int) -> ReservationTerms | None:
        """The terms of a reservation; None if it costs nothing by itself."""

    def decide(
        self, terms: ReservationTerms, fee: ReservationFee, transfer: Transfer | None
    ) -> bool:
        """Note the fee and post its transfer, together or not at all.

        False: it is decided, or a session has used it. Conflict: the wallet changed meanwhile.
        """


def agreed(
    facts: Reservation, context: StartContext, tariffs: TariffRepository
) -> ReservationTerms | None:
    """The terms of an accepted reservation; None where it costs nothing or nobody would pay."""
    token, station, accepted_at = context.token, context.station, facts.accepted_at
    if token is None or station is None or accepted_at is None or facts.valid_until is None:
        return None
    until = min(facts.valid_until, accepted_at + LONGEST)
    if until <= accepted_at:
        return None
    person = Person(token.organisation_id, token.group_id)
    given = Circumstances((facts.evse_id or 0, 0), accepted_at, person)
    choice = choose(context, given, tariffs)
    if choice.tariff is None or not choice.tariff.prices_reservations:
        return None
    if token.driver_id is None or not authorize(token, accepted_at).accepted:
        return None
    return ReservationTerms(
        station_id=facts.station_id,
        number=facts.number,
        driver_id=token.driver_id,
        tariff=choice.tariff,
        why=choice.chosen.why,
        site_id=station.site_id,
        time_zone=context.site.time_zone if context.site else "UTC",
        current_type=choice.current_type,
        until=until,
    )
