"""Disputes of a payment: looked up, booked movement by movement, noted, told.

Each movement of the provider has an id, and so has its transfer; each change is told under what it
says. So a look may be repeated at any time, and a crash between any two steps heals by the next.
"""

from dataclasses import dataclass, replace
from datetime import datetime

from csms.errors import NotFound, Unavailable
from csms.ledger import chart
from csms.ledger.model import Leg, Transfer
from csms.ledger.ports import LedgerRepository
from csms.payments.asking import Paying, saved
from csms.payments.disputes import Dispute, DisputeChange, DisputeLog, Movement, NotedDispute
from csms.payments.model import Payment
from csms.payments.outcomes import Unknown


@dataclass(frozen=True, slots=True)
class Disputing:
    """What a look at disputes needs."""

    paying: Paying
    ledger: LedgerRepository
    log: DisputeLog


def look_at_disputes(payment_id: str, needs: Disputing) -> Payment:
    """The payment with what the provider knows of its disputes.

    Unavailable: the provider does not answer. Overtaken: somebody else works on the payment.
    """
    payment = needs.paying.payments.get(payment_id)
    if payment is None or payment.provider_id is None:
        raise NotFound(f"There is no payment {payment_id} at the provider.")
    found = needs.paying.provider.disputes(payment.provider_id)
    if isinstance(found, Unknown):
        raise Unavailable("the provider does not answer")
    now = needs.paying.clock()
    for dispute in found:
        for movement in dispute.movements:
            needs.ledger.post(_transfer(movement, payment, now))
    noted = tuple(_noted(one) for one in sorted(found, key=lambda one: one.dispute_id))
    for one in noted:
        if one not in payment.disputes:
            needs.log.add(DisputeChange(payment_id, one, now))
    if noted == payment.disputes:
        return payment
    return saved(replace(payment, disputes=noted), needs.paying)


def _noted(dispute: Dispute) -> NotedDispute:
    return NotedDispute(
        dispute.dispute_id,
        dispute.state,
        dispute.reason,
        dispute.amount.minor,
        dispute.moved_minor,
    )


def _transfer(movement: Movement, payment: Payment, now: datetime) -> Transfer:
    """The provider owes us less (or more again); fees are an expense."""
    amount, currency = movement.amount, movement.amount.currency
    legs = (
        Leg(chart.psp_clearing(payment.provider, currency), movement.fee_minor - amount.minor),
        Leg(chart.disputes(payment.provider, currency), amount.minor),
        Leg(chart.psp_fees(currency), -movement.fee_minor),
    )
    return Transfer(
        transfer_id=f"dsp:{movement.movement_id}",
        kind="dispute",
        currency=currency,
        posted_at=now,
        legs=tuple(leg for leg in legs if leg.minor),
        reference=payment.payment_id,
    )
