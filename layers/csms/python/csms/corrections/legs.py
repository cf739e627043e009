"""The transfer of a correction: afterwards each account has what the new price gives it."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from csms.charging.corrections import LateCorrection
from csms.charging.model import ChargingSession
from csms.ledger import chart
from csms.ledger.model import Leg, Transfer
from csms.ledger.ports import LedgerRepository
from csms.money import Money
from csms.receipts.credit_legs import given_back
from csms.settlement.earning import earned
from csms.settlement.paying import Means, legs_of_payment
from csms.settlement.session_price import PricedSession


def correction_transfer(  # noqa: PLR0913, PLR0917  what was charged, what is due, and when
    transfer_id: str,
    session: ChargingSession,
    correction: LateCorrection,
    priced: PricedSession | None,
    before: Sequence[Transfer],
    now: datetime,
    paid: Sequence[Leg],
) -> Transfer:
    """`before` is the charge and what corrected it so far; `paid` moves the difference."""
    assert correction.currency is not None
    return Transfer(
        transfer_id=transfer_id,
        kind="correction",
        currency=correction.currency,
        posted_at=now,
        legs=tuple(leg for leg in (*paid, *_earned(session, priced, before)) if leg.minor),
        reference=session.session_id,
    )


def by_balance(
    session: ChargingSession, correction: LateCorrection, ledger: LedgerRepository
) -> Sequence[Leg]:
    """More is taken from the wallet, what it does not have is owed; less pays back debts first."""
    driver_id = session.payer.driver_id if session.payer else None
    assert driver_id is not None
    minor, currency = correction.difference_minor, correction.currency or ""
    if minor < 0:
        return given_back(driver_id, -minor, currency, ledger)
    wallet = ledger.balances(chart.wallet(driver_id))
    available = wallet.available_minor if wallet and wallet.currency == currency else 0
    means = Means(session.session_id, driver_id, currency, None, available)
    return legs_of_payment(Money(minor, currency), means)


def to_card(provider: str, correction: LateCorrection, back_minor: int) -> Sequence[Leg]:
    """What the provider sends back; the rest was never captured, and is written off no more."""
    currency = correction.currency or ""
    return (
        Leg(chart.psp_clearing(provider, currency), back_minor),
        Leg(chart.write_offs(currency), -correction.difference_minor - back_minor),
    )


def _earned(
    session: ChargingSession, priced: PricedSession | None, before: Sequence[Transfer]
) -> list[Leg]:
    site_id = session.start.site_id if session.start else None
    due: Counter[str] = Counter()
    for leg in earned(site_id, priced) if priced else ():
        due[leg.account_id] += leg.minor
    for leg in (leg for transfer in before for leg in transfer.legs):
        if chart.is_income(leg.account_id):
            due[leg.account_id] -= leg.minor
    return [Leg(account_id, minor) for account_id, minor in sorted(due.items())]
