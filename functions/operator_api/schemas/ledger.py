"""Accounts and their statements."""

from pydantic import BaseModel

from csms.ledger.model import Balances, Entry
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
