"""What the provider has moved on cards, and what our books say of it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from csms.charging.vocabulary import SessionState
from csms.ledger import chart
from csms.payments.model import FINAL, PaymentState
from csms.payments.outcomes import ProviderStatus
from settlement_simulation import network
from settlement_simulation.plans import Payer
from settlement_simulation.top_up_invariants import automatic
from settlement_simulation.violations import (
    Check,
    Violation,
    captured_too_early,
    session_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from csms.charging.model import ChargingSession
    from csms.ledger.model import Transfer
    from settlement_simulation.provider_records import Record
    from settlement_simulation.world import World


def _records(world: World) -> list[Record]:
    return list(world.around.provider.records.values())


def captured_within(world: World) -> Iterator[Violation]:
    """Never more than the bank has authorised, and never twice."""
    for record in _records(world):
        if record.captured_minor > record.reserved_minor or record.captures > 1:
            text = (
                f"{record.provider_id}: {record.captured_minor} of {record.reserved_minor}"
                f" captured by {record.captures} captures"
            )
            yield Violation(text, (record.payment_id,))


def reserved_comes_back(world: World) -> Iterator[Violation]:
    """captured + released = authorised: no customer's money is left reserved."""
    for record in _records(world):
        if record.captured_minor + record.given_back_minor != record.reserved_minor:
            text = (
                f"{record.provider_id} ({record.status}): {record.captured_minor} captured and"
                f" {record.given_back_minor} released of {record.reserved_minor}"
            )
            yield Violation(text, (record.payment_id,))


def one_record(world: World) -> Iterator[Violation]:
    """One payment of ours is one at the provider; at most one of several may have moved money."""
    moved: dict[str, str] = {}
    for record in _records(world):
        if record.captured_minor and moved.setdefault(record.payment_id, "") != "":
            yield Violation(f"{record.payment_id}: captured in two records", (record.payment_id,))
        if record.captured_minor:
            moved[record.payment_id] = record.provider_id


def payments_know(world: World) -> Iterator[Violation]:
    """Our record says what the provider's says, and is closed."""
    for record in _records(world):
        payment = world.around.stores.payments.get(record.payment_id)
        if payment is None or payment.provider_id not in {None, record.provider_id}:
            continue
        waits = record.status == ProviderStatus.AWAITING_CUSTOMER
        if payment.state not in FINAL and not waits:
            text = f"{record.payment_id} is {payment.state}, at the provider {record.status}"
            yield Violation(text, (record.payment_id,))
        if payment.captured_minor != record.captured_minor:
            ours = payment.captured_minor
            text = f"{record.payment_id}: {record.captured_minor} captured, we know of {ours}"
            yield Violation(text, (record.payment_id,))


def top_ups_are_booked(world: World) -> Iterator[Violation]:
    """What was captured for a balance is in the books, once; what went back is, too."""
    transfers = world.around.stores.books.transfers
    wanted = set(world.drivers.topped_up)
    wanted |= {one.payment_id for records in automatic(world).values() for one in records}
    for record in _records(world):
        if record.payment_id not in wanted:
            continue
        booked = _sum_of(transfers.get(f"top:{record.provider_id}"))
        if booked != -record.captured_minor:
            text = f"{record.payment_id}: {record.captured_minor} captured, {-booked} booked"
            yield Violation(text, (record.payment_id,))
        sent: Counter[str] = Counter()
        for refund_id, minor in record.refunds:
            sent[refund_id] += minor
        for refund_id, minor in sent.items():
            booked = _sum_of(transfers.get(f"rfd:{refund_id}"))
            if booked != minor:
                text = f"{refund_id}: {minor} sent back, {booked} booked"
                yield Violation(text, (record.payment_id,))


def cards_pay_what_is_due(world: World) -> Iterator[Violation]:
    """A card pays the price as far as it was authorised, and the books say so."""
    transfers = world.around.stores.books.transfers
    for plan in world.plans:
        if plan.payer is not Payer.CARD:
            continue
        session, record = session_of(plan, world), _record_of(plan.name, world)
        paid = record.captured_minor if record else 0
        due = min(_due(session), record.reserved_minor if record else 0)
        left_to_a_person = session is not None and (
            session.state is SessionState.REVIEW or captured_too_early(plan, session, world)
        )
        if paid != due and not left_to_a_person:
            yield Violation(f"{plan.name}: the card paid {paid}, due is {due}", (plan.name,))
        charge = transfers.get(f"chg:{session.session_id}") if session else None
        if charge is not None and -_sum_of(charge) != paid:
            text = f"{plan.name}: the card paid {paid}, booked is {-_sum_of(charge)}"
            yield Violation(text, (plan.name,))


def card_refunds_are_booked(world: World) -> Iterator[Violation]:
    """What went on a terminal's card and back is what the books say of its session."""
    moved: Counter[str] = Counter()
    for transfer in world.around.stores.books.transfers.values():
        moved[transfer.reference] -= _sum_of(transfer)
    for plan in world.plans:
        session = session_of(plan, world) if plan.payer is Payer.CARD else None
        record = _record_of(plan.name, world)
        if session is None or record is None or not record.refunds:
            continue
        refunds = [refund_id for refund_id, _ in record.refunds]
        kept = record.captured_minor - record.refunded_minor
        if moved[session.session_id] != kept or len(set(refunds)) < len(refunds):
            booked = moved[session.session_id]
            text = f"{plan.name}: its card has paid {kept} in all, booked is {booked}: {refunds}"
            yield Violation(text, (plan.name, session.session_id, record.payment_id))


def _due(session: ChargingSession | None) -> int:
    """What a settlement says, or a person in its place; nothing where it was waived."""
    settlement = session.settlement if session else None
    return settlement.gross_minor if settlement else 0


def visits_end(world: World) -> Iterator[Violation]:
    """Nobody's visit is open for ever, but where a person has to decide."""
    for name, visit_id in world.customers.visits.items():
        visit = world.around.stores.visits.get(visit_id)
        payment = world.around.stores.payments.get(visit.payment_id) if visit else None
        if visit is not None and payment is not None and payment.state == PaymentState.AUTHORIZED:
            yield Violation(f"{name}: its card is still reserved, visit {visit.ended}", (name,))


def _record_of(reference: str, world: World) -> Record | None:
    """The one that holds or took money, else any."""
    payment = world.around.stores.payments.get(world.payment_id_of(reference))
    found = [one for one in _records(world) if payment and one.payment_id == payment.payment_id]
    return max(found, key=lambda one: (one.captured_minor, one.reserved_minor), default=None)


def _sum_of(transfer: Transfer | None) -> int:
    """What a transfer does to the provider's account."""
    account = chart.psp_clearing("stripe", network.CURRENCY)
    legs = transfer.legs if transfer else ()
    return sum(one.minor for one in legs if one.account_id == account)


MONEY_CHECKS: dict[str, Check] = {
    "captured <= authorised, once": captured_within,
    "captured + released = authorised": reserved_comes_back,
    "one payment is captured in one record": one_record,
    "payments know what the provider knows": payments_know,
    "top-ups and refunds are booked once": top_ups_are_booked,
    "a card pays the price, up to its authorisation": cards_pay_what_is_due,
    "what goes back to a terminal's card is booked once": card_refunds_are_booked,
    "no card stays reserved": visits_end,
}
