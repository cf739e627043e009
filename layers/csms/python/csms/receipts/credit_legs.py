"""The transfer of a credit note: revenue and tax go back; what is owed is cleared first."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime

from csms.errors import Conflict
from csms.ledger import chart
from csms.ledger.model import Leg, Transfer
from csms.ledger.ports import LedgerRepository
from csms.receipts.content import Tax
from csms.receipts.document import Document, credit_note_id
from csms.receipts.shares import shared

# Where the money goes back to: of receipt, charge, amount and ledger.
Back = Callable[[Document, Transfer, int, LedgerRepository], list[Leg]]


def credit_transfer(
    receipt: Document,
    count: int,
    taxes: Sequence[Tax],
    now: datetime,
    ledger: LedgerRepository,
    back: Back,
) -> Transfer:
    """The nth one of a session. Conflict: the charge was not paid from where it is to go back."""
    before = posted_before(receipt, count - 1, ledger)
    if not before:
        raise Conflict(f"nothing was charged by {receipt.number}: there is nothing to give back")
    minor, currency = sum(one.net_minor + one.tax_minor for one in taxes), before[0].currency
    legs = [
        *back(receipt, before[0], minor, ledger),
        *_revenue(before, sum(one.net_minor for one in taxes)),
        *_vat(before, taxes),
    ]
    return Transfer(
        transfer_id=credit_note_id(receipt.subject_id, count),
        kind="credit_note",
        currency=currency,
        posted_at=now,
        legs=tuple(leg for leg in legs if leg.minor),
        reference=receipt.subject_id,
    )


def to_balance(
    receipt: Document, charge: Transfer, minor: int, ledger: LedgerRepository
) -> list[Leg]:
    """To what the driver owes, then to the wallet. Conflict: it was not paid from there."""
    driver_id = receipt.driver_id
    if driver_id is None or not _paid_from_balance(charge, driver_id):
        raise Conflict(f"{receipt.number} was not paid from a balance: refund it where it was paid")
    return given_back(driver_id, minor, charge.currency, ledger)


def to_card(
    receipt: Document, charge: Transfer, minor: int, _ledger: LedgerRepository
) -> list[Leg]:
    """The provider has sent it, and owes us less. Conflict: no card of a terminal paid it."""
    cleared = [leg.account_id for leg in charge.legs if chart.is_clearing(leg.account_id)]
    if not cleared:
        raise Conflict(f"{receipt.number} was not paid by the card of a terminal")
    return [Leg(cleared[0], minor)]


def posted_before(receipt: Document, count: int, ledger: LedgerRepository) -> list[Transfer]:
    """The charge of a receipt, if anything was charged, and the first `count` corrections."""
    payment = receipt.content.payment
    ids = [payment.transfer_id] if payment else []
    ids += [credit_note_id(receipt.subject_id, one) for one in range(1, count + 1)]
    return [found for one in ids if (found := ledger.transfer(one))]


def _paid_from_balance(charge: Transfer, driver_id: str) -> bool:
    own = {chart.wallet(driver_id), chart.receivable(driver_id)}
    return all(leg.account_id in own for leg in charge.legs if leg.minor < 0)


def given_back(driver_id: str, minor: int, currency: str, ledger: LedgerRepository) -> list[Leg]:
    """To what is owed first, then to the wallet. Legs of 0 are among them."""
    owed = ledger.balances(chart.receivable(driver_id))
    owed_minor = -owed.posted_minor if owed and owed.currency == currency else 0
    cleared = min(minor, max(0, owed_minor))
    return [
        Leg(chart.receivable(driver_id), cleared),
        Leg(chart.wallet(driver_id), minor - cleared),
    ]


def _revenue(before: Sequence[Transfer], net_minor: int) -> Iterator[Leg]:
    """In proportion to what is left of each account's revenue."""
    left: Counter[str] = Counter()
    for leg in (leg for transfer in before for leg in transfer.legs):
        if leg.account_id.startswith("revenue:"):
            left[leg.account_id] += leg.minor
    accounts = sorted(left)
    for account, share in zip(
        accounts, shared(net_minor, [left[one] for one in accounts]), strict=True
    ):
        yield Leg(account, -share)


def _vat(before: Sequence[Transfer], taxes: Sequence[Tax]) -> Iterator[Leg]:
    """To the account of each rate that was charged."""
    by_rate = {
        leg.account_id.split(":")[1]: leg.account_id
        for transfer in before
        for leg in transfer.legs
        if leg.account_id.startswith("vat:")
    }
    for one in taxes:
        if one.tax_minor:
            yield Leg(by_rate[one.vat_percent], -one.tax_minor)
