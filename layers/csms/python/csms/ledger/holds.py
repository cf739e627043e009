"""Holds: money that is promised and not yet taken. One resolves at most once (docs/money.md)."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from csms.errors import Rejected
from csms.ledger import chart
from csms.ledger.model import Transfer


class HoldState(StrEnum):
    """Pending until it is resolved; after that for ever what it became."""

    PENDING = "pending"
    POSTED = "posted"
    VOIDED = "voided"
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True)
class Hold:
    """A promise on one account. The id is derived from the business event.

    `minor` is what is held, or was when it was resolved; `placed_minor` what it began with, which
    tells a repeat of the same event from another one.
    """

    hold_id: str
    account_id: str
    currency: str
    minor: int
    placed_minor: int
    reference: str
    created_at: datetime
    expires_at: datetime
    state: HoldState = HoldState.PENDING
    resolved_at: datetime | None = None
    transfer_id: str | None = None

    def __post_init__(self) -> None:
        """Refuse what holds nothing, and accounts whose balance is spread."""
        if self.pending and self.minor <= 0:
            raise Rejected(f"hold {self.hold_id}: the amount must be positive")
        if chart.is_hot(self.account_id):
            raise Rejected(f"hold {self.hold_id}: {self.account_id} cannot be held on")

    @property
    def pending(self) -> bool:
        """Whether the money is still held."""
        return self.state is HoldState.PENDING

    def is_repeat_of(self, other: "Hold") -> bool:
        """Whether both say the same of the same event."""
        return (self.account_id, self.currency, self.placed_minor) == (
            other.account_id,
            other.currency,
            other.placed_minor,
        )

    def resolved(self, state: HoldState, at: datetime, transfer_id: str | None = None) -> "Hold":
        """The hold as it ends."""
        return replace(self, state=state, resolved_at=at, transfer_id=transfer_id)


@dataclass(frozen=True, slots=True)
class Ending:
    """What becomes of a hold, as it was read, when money is taken or not.

    A hold that was never placed can end too: `never_placed` closes its id, so that a late event
    cannot hold money for what is paid already.
    """

    before: Hold
    after: Hold

    @property
    def never_placed(self) -> bool:
        """Whether there was nothing to end."""
        return not self.before.pending


def place(  # noqa: PLR0913, PLR0917  the facts of a hold
    hold_id: str,
    account_id: str,
    currency: str,
    minor: int,
    reference: str,
    created_at: datetime,
    expires_at: datetime,
) -> Hold:
    """A new hold."""
    return Hold(hold_id, account_id, currency, minor, minor, reference, created_at, expires_at)


def ending(hold: Hold, transfer: Transfer | None, at: datetime) -> Ending:
    """A hold is posted where its account pays, else voided."""
    pays = transfer is not None and any(
        leg.account_id == hold.account_id and leg.minor < 0 for leg in transfer.legs
    )
    state = HoldState.POSTED if pays else HoldState.VOIDED
    transfer_id = transfer.transfer_id if transfer else None
    return Ending(hold, hold.resolved(state, at, transfer_id))


def closed(hold_id: str, account_id: str, currency: str, reference: str, at: datetime) -> Ending:
    """The end of a hold that was never placed."""
    hold = Hold(hold_id, account_id, currency, 0, 0, reference, at, at, HoldState.VOIDED, at)
    return Ending(hold, hold)


def require_growth(hold: Hold, minor: int) -> None:
    """A hold is only ever extended upwards; what is not needed returns when it ends."""
    if minor <= hold.minor:
        raise Rejected(f"hold {hold.hold_id}: {minor} is not more than {hold.minor}")
