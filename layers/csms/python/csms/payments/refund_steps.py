"""The steps of a refund: held on the wallet, asked at the provider, booked."""

from dataclasses import replace

from csms.errors import Conflict, Overtaken
from csms.ledger import chart
from csms.ledger.model import Leg, Transfer
from csms.ledger.ports import LedgerRepository
from csms.payments.asking import Paying
from csms.payments.looking import KEY_LIFE, refund_scheduled
from csms.payments.model import Payment
from csms.payments.outcomes import Declined, NotThere, Refunded, Unknown
from csms.payments.refund_model import FINAL_REFUNDS, Refund, RefundState

TOO_LITTLE = "balance_too_low"


def brought_on(refund: Refund, payment: Payment, needs: Paying, ledger: LedgerRepository) -> Refund:
    if refund.state == RefundState.INTENDED and not _held(refund, payment, needs, ledger):
        refused = refund.moved(RefundState.FAILED, needs.clock(), failure=TOO_LITTLE, booked=True)
        return _saved(refused, needs)
    if refund.state not in FINAL_REFUNDS:
        refund = _asked(refund, payment, needs)
    if refund.state in FINAL_REFUNDS and not refund.booked:
        done = refund.state == RefundState.REFUNDED
        ledger.post(_transfer(refund, payment, "rfd" if done else "rfv", needs))
        refund = _saved(replace(refund, booked=True), needs)
    return refund


def _held(refund: Refund, payment: Payment, needs: Paying, ledger: LedgerRepository) -> bool:
    """Whether the wallet has given it up; it may not have so much."""
    try:
        ledger.post(_transfer(refund, payment, "rfh", needs))
    except Conflict:
        return False
    return True


def _asked(refund: Refund, payment: Payment, needs: Paying) -> Refund:
    """Unknown outcomes are looked up before the provider is asked again."""
    assert payment.provider_id is not None
    now, provider = needs.clock(), needs.provider
    outcome: Refunded | Declined | Unknown | NotThere = NotThere()
    if refund.state == RefundState.UNKNOWN:
        outcome = provider.find_refund(payment.provider_id, refund.refund_id)
    if isinstance(outcome, NotThere):
        if refund.intended_at and now - refund.intended_at > KEY_LIFE:
            refund = replace(refund, generation=refund.generation + 1, intended_at=now)
        outcome = provider.refund(
            payment.provider_id, refund.amount, refund.refund_id, refund.key()
        )
    return _saved(_after(refund, outcome, needs), needs)


def _after(refund: Refund, outcome: Refunded | Declined | Unknown, needs: Paying) -> Refund:
    now = needs.clock()
    match outcome:
        case Refunded(provider_id):
            return refund.moved(RefundState.REFUNDED, now, provider_id=provider_id, failure=None)
        case Declined(code):
            return refund.moved(RefundState.FAILED, now, failure=code)
        case Unknown(reason, replayed):
            generation = refund.generation + (1 if replayed else 0)
            return refund.moved(RefundState.UNKNOWN, now, failure=reason, generation=generation)


def _saved(refund: Refund, needs: Paying) -> Refund:
    try:
        return needs.payments.save_refund(refund_scheduled(refund, needs.clock()))
    except Overtaken:
        refunds = needs.payments.refunds(refund.payment_id)
        return next(one for one in refunds if one.refund_id == refund.refund_id)


def _transfer(refund: Refund, payment: Payment, step: str, needs: Paying) -> Transfer:
    """`rfh`: wallet to refunds on their way; `rfd`: these to the provider; `rfv`: back."""
    assert payment.driver_id is not None
    wallet, waiting = chart.wallet(payment.driver_id), chart.REFUNDS_ON_THEIR_WAY
    source, target = {
        "rfh": (wallet, waiting),
        "rfd": (waiting, chart.psp_clearing(payment.provider)),
        "rfv": (waiting, wallet),
    }[step]
    minor = refund.amount.minor
    return Transfer(
        transfer_id=f"{step}:{refund.refund_id}",
        kind="refund",
        currency=refund.amount.currency,
        posted_at=needs.clock(),
        legs=(Leg(source, -minor), Leg(target, minor)),
        reference=refund.payment_id,
    )
