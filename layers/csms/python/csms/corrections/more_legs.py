"""An additional charge by hand: its tax by rate, and its transfer."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from fractions import Fraction

from csms.charging.model import ChargingSession
from csms.errors import Rejected
from csms.ledger import chart
from csms.ledger.model import Leg, Transfer
from csms.ledger.ports import LedgerRepository
from csms.money import Money
from csms.pricing.taxes import half_up
from csms.pricing.texts import exact_text
from csms.receipts.content import Tax
from csms.receipts.credit_amounts import taxes_left
from csms.receipts.document import Document
from csms.receipts.shares import shared
from csms.settlement.paying import Means, legs_of_payment

PERCENT = 100


def extra_taxes(
    amount: Money, vat_percent: Decimal | None, receipt: Document, notes: Sequence[Document]
) -> tuple[Tax, ...]:
    """Of an amount with tax: at one rate, or spread as what is charged. Rejected: nothing is."""
    if vat_percent is not None:
        return (_taxed(amount.minor, vat_percent),)
    left = taxes_left(receipt, notes)
    shares = shared(amount.minor, [one.net_minor + one.tax_minor for one in left])
    if not any(shares):
        raise Rejected("vat_percent: nothing is charged yet to take its rate from: say which.")
    rated = zip(shares, left, strict=True)
    return tuple(_taxed(share, Decimal(one.vat_percent)) for share, one in rated if share)


def _taxed(gross_minor: int, vat_percent: Decimal) -> Tax:
    net_minor = half_up(Fraction(gross_minor) / (1 + Fraction(vat_percent) / PERCENT))
    return Tax(exact_text(Fraction(vat_percent)), net_minor, gross_minor - net_minor)


def extra_transfer(
    transfer_id: str,
    session: ChargingSession,
    amount: Money,
    taxes: Sequence[Tax],
    now: datetime,
    ledger: LedgerRepository,
) -> Transfer:
    """The wallet pays what it has, the rest is owed; revenue of the site's energy, tax by rate."""
    driver_id = session.payer.driver_id if session.payer else None
    assert driver_id is not None
    currency = amount.currency
    wallet = ledger.balances(chart.wallet(driver_id))
    available = wallet.available_minor if wallet and wallet.currency == currency else 0
    means = Means(session.session_id, driver_id, currency, None, available)
    site_id = session.start.site_id if session.start else None
    due: Counter[str] = Counter()
    for one in taxes:
        due[chart.revenue(site_id, currency)] += one.net_minor
        due[chart.vat(one.vat_percent, currency)] += one.tax_minor
    earned = [Leg(account_id, minor) for account_id, minor in sorted(due.items())]
    legs = (*legs_of_payment(amount, means), *earned)
    return Transfer(
        transfer_id=transfer_id,
        kind="correction",
        currency=currency,
        posted_at=now,
        legs=tuple(leg for leg in legs if leg.minor),
        reference=session.session_id,
    )
