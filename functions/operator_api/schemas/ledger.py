"""Accounts, their statements, and transfers."""

from pydantic import BaseModel

from csms.ledger.model import Balances, Entry, Transfer
from csms.money import Money
from csms.web.fields import MoneyView, Timestamp, money_view


class AccountView(BaseModel):
    """An account: posted = held + available."""

    account_id: str
    posted: MoneyView
    held: MoneyView
    available: MoneyView


class EntryView(BaseModel):
    """A line of an account's statement; credits are positive."""

    account_id: str
    transfer_id: str
    kind: str
    posted_at: Timestamp
    amount: MoneyView
    reference: str


class LegView(BaseModel):
    """What a transfer did to one account; credits are positive."""

    account_id: str
    amount: MoneyView


class TransferView(BaseModel):
    """A movement of money, posted once and for ever; its legs sum to zero."""

    transfer_id: str
    kind: str
    posted_at: Timestamp
    reference: str
    legs: list[LegView]


def account_view(balances: Balances) -> AccountView:
    """Present balances."""
    posted, held, available = (
        money_view(Money(minor, balances.currency))
        for minor in (balances.posted_minor, balances.held_minor, balances.available_minor)
    )
    return AccountView(
        account_id=balances.account_id, posted=posted, held=held, available=available
    )


def entry_view(entry: Entry) -> EntryView:
    """Present an entry."""
    return EntryView(
        account_id=entry.account_id,
        transfer_id=entry.transfer_id,
        kind=entry.kind,
        posted_at=entry.posted_at,
        amount=money_view(Money(entry.minor, entry.currency)),
        reference=entry.reference,
    )


def transfer_view(transfer: Transfer) -> TransferView:
    """Present a transfer."""
    legs = [
        LegView(account_id=leg.account_id, amount=money_view(Money(leg.minor, transfer.currency)))
        for leg in transfer.legs
    ]
    return TransferView(
        transfer_id=transfer.transfer_id,
        kind=transfer.kind,
        posted_at=transfer.posted_at,
        reference=transfer.reference,
        legs=legs,
    )
