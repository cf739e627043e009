"""Cards that a station's own terminal authorises and settles (OCPP 2.1 C18-C22): what it tells.

The station talks with its payment provider; we are told of the result, by the provider's reference
(`pspRef`), any number of times and in any order: what is known is a function of the facts told.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Protocol

from csms.errors import Conflict, Overtaken, Unavailable
from csms.money import Money, exponent

ATTEMPTS = 4
# More different ones of the same payment are nonsense; the station's journal has them all.
MOST_TOLD = 20


class TerminalStatus(StrEnum):
    """How a terminal's settlement ended (2.1 PaymentStatusEnumType)."""

    SETTLED = "Settled"
    CANCELED = "Canceled"
    REJECTED = "Rejected"
    FAILED = "Failed"


@dataclass(frozen=True, slots=True)
class Company:
    """Who wants the receipt, as the station says it: name, and lines of an address."""

    name: str
    address: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Told:
    """One NotifySettlement. `amount` is in major units: the session knows the currency.

    `said_at`: the time as the station wrote it, in one form, whether or not it is believed.
    """

    status: TerminalStatus
    amount: Decimal
    said_at: str
    at: datetime
    received_at: datetime
    transaction_id: str | None = None
    vat_number: str | None = None
    company: Company | None = None

    @property
    def fact(self) -> tuple[str, Decimal, str, str | None]:
        """What makes a repeat the same; our own clock does not."""
        return self.status.value, self.amount, self.said_at, self.transaction_id


@dataclass(frozen=True, slots=True)
class Settled:
    """The terminal's card paid so much."""

    amount: Decimal

    def minor(self, currency: str) -> int | None:
        """In minor units; None: no amount of this currency."""
        scaled = self.amount.scaleb(exponent(currency))
        return int(scaled) if scaled == scaled.to_integral_value() else None


@dataclass(frozen=True, slots=True)
class NotPaid:
    """Nothing was paid, by the newest word."""

    status: TerminalStatus


@dataclass(frozen=True, slots=True)
class Contradicted:
    """The station has told two things that cannot both be true."""

    words: tuple[str, ...]


Outcome = Settled | NotPaid | Contradicted


@dataclass(frozen=True, slots=True)
class StationPayment:
    """All that is known of a card payment at a station.

    `session_id`: the only session that it pays for. `taken`: the amount that its settlement rests
    on. `receipt_token`: given to the station before the receipt is there. `alerted`: what an
    operator was told.
    """

    station_id: str
    psp_ref: str
    created_at: datetime
    version: int = 0
    told: tuple[Told, ...] = ()
    session_id: str | None = None
    transaction_id: str | None = None
    taken: Decimal | None = None
    receipt_token: str | None = None
    alerted: frozenset[str] = frozenset()
    look_at: datetime | None = None

    @property
    def outcome(self) -> Outcome | None:
        """What all that was told comes to; None: nothing was."""
        paid = {one.amount for one in self.told if one.status is TerminalStatus.SETTLED}
        cancelled = any(one.status is TerminalStatus.CANCELED for one in self.told)
        if len(paid) > 1 or (paid and cancelled):
            words = {f"{one.status} {one.amount.normalize():f}" for one in self.told}
            return Contradicted(tuple(sorted(words)))
        if paid:
            return Settled(paid.pop())
        if not self.told:
            return None
        return NotPaid(max(self.told, key=lambda one: (one.at, one.fact[:2])).status)

    @property
    def is_spent(self) -> bool:
        """Whether it has paid, or was given up: it authorises nothing more."""
        return self.session_id is not None or bool(self.told)

    def hearing(self, told: Told, receipt_token: Callable[[], str]) -> "StationPayment":
        """The payment with what was told; the same if that is nothing new."""
        known = {one.fact for one in self.told}
        if told.fact in known or len(self.told) >= MOST_TOLD:
            return self
        after = replace(self, told=(*self.told, told), look_at=told.received_at)
        if told.status is TerminalStatus.SETTLED and self.receipt_token is None:
            after = replace(after, receipt_token=receipt_token())
        return after

    def bound(self, session_id: str, transaction_id: str) -> "StationPayment":
        """The payment with its session. Conflict: it pays for another one."""
        other = {one.transaction_id for one in self.told} - {None, transaction_id}
        if self.session_id not in {None, session_id} or other:
            raise Conflict(f"the terminal's payment {self.psp_ref} pays for another session")
        return replace(self, session_id=session_id, transaction_id=transaction_id)


def paid(payment: StationPayment | None, currency: str) -> Money | None:
    """What the terminal has taken; None: nobody has said so, or not in this currency."""
    outcome = payment.outcome if payment else None
    minor = outcome.minor(currency) if isinstance(outcome, Settled) else None
    return None if minor is None or minor < 0 else Money(minor, currency)


class StationPaymentRepository(Protocol):
    """Payments by station and reference; every write is on condition of the version read."""

    def get(self, station_id: str, psp_ref: str) -> StationPayment | None:
        """The payment, consistently read."""

    def save(self, payment: StationPayment) -> StationPayment:
        """Store the next version; version 0 is a new one. Overtaken if somebody else did."""

    def due(self, now: datetime, limit: int) -> list[tuple[str, str]]:
        """Station and reference of those whose time to be looked at has come, in any order."""


def hear_settlement(
    place: tuple[str, str],
    told: Told,
    receipt_token: Callable[[], str],
    payments: StationPaymentRepository,
) -> StationPayment:
    """Keep what a station (and reference) tells, once; two requests, one for a repeat."""
    for _attempt in range(ATTEMPTS):
        new = StationPayment(*place, created_at=told.received_at)
        known = payments.get(*place) or new
        after = known.hearing(told, receipt_token)
        if after == known:
            return known
        try:
            return payments.save(after)
        except Overtaken:
            continue
    raise Unavailable("the settlement was told too often at the same time")
