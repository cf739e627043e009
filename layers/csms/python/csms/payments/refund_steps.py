"""The steps of a refund: held on the wallet, asked at the provider, booked."""

from dataclasses import replace
from datetime import datetime, timedelta

from csms.errors import Conflict, Overtaken
from csms.ledger import chart
from csms.ledger.holds import ending, place
from csms.ledger.model import Leg, Transfer
from csms.payments.asking import Paying
from csms.payments.books import Books
from csms.payments.looking import key_is_trusted, refund_scheduled
from csms.payments.model import Payment
from csms.payments.outcomes import Declined, NotThere, Refunded, Unknown
from csms.payments.refund_model import FINAL_REFUNDS, Refund, RefundState

TOO_LITTLE = "balance_too_low"
# A refund ends its hold by itself; this is for the record only.
LONGEST = timedelta(days=365)


def hold_id(refund: Refund) -> str:
    """The hold on the wallet while the refund is under way."""
    return f"rfh:{refund.refund_id}"


def brought_on(refund: Refund, payment: Payment, needs: Paying, books: Books) -> Refund:
    """Do what is still to be done; what was done already is done once."""
    if refund.state == RefundState.INTENDED and not _held(refund, payment, books):
        refused = refund.moved(RefundState.FAILED, needs.clock(), failure=TOO_LITTLE, booked=True)
        return saved_refund(refused, needs)
    if refund.state not in FINAL_REFUNDS:
        refund = asked(refund, payment, needs)
    if refund.state in FINAL_REFUNDS and not refund.booked:
        _end_hold(refund, payment, needs, books)
        refund = saved_refund(replace(refund, booked=True), needs)
    return refund


def _held(refund: Refund, payment: Payment, books: Books) -> bool:
    """Whether the wallet has put it aside; it may not have so much."""
    assert payment.driver_id is not None
    until = refund.created_at + LONGEST
    wanted = place(
        hold_id(refund),
        chart.wallet(payment.driver_id),
        refund.amount.currency,
        refund.amount.minor,
        refund.payment_id,
        refund.created_at,
        until,
    )
    try:
        books.holds.place(wanted)
    except Conflict:
        return False
    return True


def _end_hold(refund: Refund, payment: Payment, needs: Paying, books: Books) -> None:
    """Refunded: the wallet has less, and the provider owes us less. Failed: all is as before."""
    hold, now = books.holds.hold(hold_id(refund)), needs.clock()
    assert hold is not None
    if refund.state == RefundState.REFUNDED:
        transfer = _transfer(refund, payment, now)
        books.ledger.post(transfer, ending(hold, transfer, now) if hold.pending else None)
    elif hold.pending:
        books.holds.release(ending(hold, None, now))


def asked(refund: Refund, payment: Payment, needs: Paying) -> Refund:
    """Unknown outcomes are looked up before the provider is asked again; so is one that was only
    intended, once its key may be forgotten: whoever asked has died before the answer was stored.
    """
    assert payment.provider_id is not None
    now, provider = needs.clock(), needs.provider
    trusted = key_is_trusted(refund.intended_at, False, now)
    outcome: Refunded | Declined | Unknown | NotThere = NotThere()
    if refund.state == RefundState.UNKNOWN or not trusted:
        outcome = provider.find_refund(payment.provider_id, refund.refund_id)
    if isinstance(outcome, NotThere):
        if not trusted:
            refund = replace(refund, generation=refund.generation + 1, intended_at=now)
        outcome = provider.refund(
            payment.provider_id, refund.amount, refund.refund_id, refund.key()
        )
    return saved_refund(_after(refund, outcome, needs), needs)


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


def saved_refund(refund: Refund, needs: Paying) -> Refund:
    try:
        return needs.payments.save_refund(refund_scheduled(refund, needs.clock()))
    except Overtaken:
        refunds = needs.payments.refunds(refund.payment_id)
        return next(one for one in refunds if one.refund_id == refund.refund_id)


def _transfer(refund: Refund, payment: Payment, now: datetime) -> Transfer:
    assert payment.driver_id is not None
    minor = refund.amount.minor
    return Transfer(
        transfer_id=f"rfd:{refund.refund_id}",
        kind="refund",
        currency=refund.amount.currency,
        posted_at=now,
        legs=(
            Leg(chart.wallet(payment.driver_id), -minor),
            Leg(chart.psp_clearing(payment.provider, refund.amount.currency), minor),
        ),
        reference=refund.payment_id,
    )
