"""The legs of a session that a card at a terminal paid: the provider owes us what it captured."""

from dataclasses import dataclass

from csms.errors import Conflict
from csms.ledger import chart
from csms.ledger.model import Leg
from csms.money import Money
from csms.payments.at_stations import StationPaymentRepository
from csms.payments.model import PAID
from csms.payments.ports import PaymentRepository
from csms.payments.visits import VisitRepository


@dataclass(frozen=True, slots=True)
class CardCharges:
    """What was captured for visits, and what stations told of their own terminals."""

    visits: VisitRepository
    payments: PaymentRepository
    stations: StationPaymentRepository


def legs_of_card(gross: Money, token_id: str, needs: CardCharges) -> tuple[Leg, ...]:
    """What was captured, and what was not and never will be: nobody is known to send a bill to.

    Conflict: another amount, or nothing, was captured.
    """
    visit = needs.visits.get(token_id)
    payment = needs.payments.get(visit.payment_id) if visit else None
    if payment is None or payment.state not in PAID or payment.wanted_minor != gross.minor:
        raise Conflict(f"the card of visit {token_id} was not captured for {gross.minor}")
    taken = payment.captured_minor
    legs = (
        Leg(chart.psp_clearing(payment.provider, gross.currency), -taken),
        Leg(chart.write_offs(gross.currency), taken - gross.minor),
    )
    return tuple(leg for leg in legs if leg.minor)
