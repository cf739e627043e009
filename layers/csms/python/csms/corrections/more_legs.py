"""An additional charge by hand: its tax by rate, what it earns, and its transfer."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from fractions import Fraction

from csms.charging.corrections import LateCorrection
from csms.charging.model import ChargingSession
from csms.corrections.notes import tax_difference
from csms.errors import Rejected
from csms.ledger import chart
from csms.ledger.model import Leg, Transfer
from csms.ledger.ports import LedgerRepository
from csms.money import Money
from csms.pricing.taxes import half_up
from csms.pricing.texts import exact_text
from csms.receipts.content import Tax
from csms.receipts.shares import shared
from csms.settlement.paying import Means, legs_of_payment

PERCENT = 100


def extra_taxes(
    amount: Money, vat_percent: Decimal | None, review: LateCorrection, left: Sequence[Tax]
) -> tuple[Tax, ...]:
    """Of an amount with tax, where `left` is what is charged: at one rate, or as it is due.

    All that the price by all facts leaves has its very taxes; a part of it has them in proportion.
    Rejected: no rate is known.
    """
    if vat_percent is not None:
        return (_taxed(amount.minor, vat_percent),)
    due = tax_difference(left, review.taxes) if review.taxes else tuple(left)
    gross = [one.net_minor + one.tax_minor for one in due]
    if review.taxes and sum(gross) == amount.minor:
        return due
    shares = shared(amount.minor, [max(0, one) for one in gross])
    if not any(shares):
        raise Rejected("vat_percent: nothing is charged yet to take its rate from: say which.")
    rated = zip(shares, due, strict=True)
    return tuple(_taxed(share, Decimal(one.vat_percent)) for share, one in rated if share)


def _taxed(gross_minor: int, vat_percent: Decimal) -> Tax:
    net_minor = half_up(Fraction(gross_minor) / (1 + Fraction(vat_percent) / PERCENT))
    return Tax(exact_text(Fraction(vat_percent)), net_minor, gross_minor - net_minor)


def extra_income(
    session: ChargingSession,
    review: LateCorrection,
    taxes: Sequence[Tax],
    currency: str,
    before: Sequence[Transfer],
) -> list[Leg]:
    """Revenue by account as the price by all facts goes beyond what is posted; tax by rate.

    A part of it, or a price in doubt, is split in proportion: to that, or to what is posted.
    """
    site_id = session.start.site_id if session.start else None
    net_minor = sum(one.net_minor for one in taxes)
    posted: Counter[str] = Counter()
    for leg in (leg for transfer in before for leg in transfer.legs):
        if chart.is_revenue(leg.account_id):
            posted[leg.account_id] += leg.minor
    beyond = Counter({name: -minor for name, minor in posted.items()})
    for component, minor in review.revenue:
        beyond[chart.revenue(site_id, currency, chart.Component(component))] += minor
    weights = beyond if review.revenue else posted
    if not review.revenue or sum(beyond.values()) != net_minor:
        weights = _in_proportion(net_minor, weights, chart.revenue(site_id, currency))
    vat = [Leg(chart.vat(one.vat_percent, currency), one.tax_minor) for one in taxes]
    return [*(Leg(name, minor) for name, minor in sorted(weights.items())), *vat]


def _in_proportion(net_minor: int, weights: Counter[str], otherwise: str) -> Counter[str]:
    """To what is above zero; where nothing is, all is of one account."""
    names = sorted(name for name, minor in weights.items() if minor > 0)
    if not names:
        return Counter({otherwise: net_minor})
    shares = shared(net_minor, [weights[name] for name in names])
    return Counter(dict(zip(names, shares, strict=True)))


def extra_transfer(
    transfer_id: str,
    session: ChargingSession,
    amount: Money,
    earned: Sequence[Leg],
    now: datetime,
    ledger: LedgerRepository,
) -> Transfer:
    """The wallet pays what it has, the rest is owed."""
    driver_id = session.payer.driver_id if session.payer else None
    assert driver_id is not None
    currency = amount.currency
    wallet = ledger.balances(chart.wallet(driver_id))
    available = wallet.available_minor if wallet and wallet.currency == currency else 0
    means = Means(session.session_id, driver_id, currency, None, available)
    legs = (*legs_of_payment(amount, means), *earned)
    return Transfer(
        transfer_id=transfer_id,
        kind="correction",
        currency=currency,
        posted_at=now,
        legs=tuple(leg for leg in legs if leg.minor),
        reference=session.session_id,
    )
