"""What is on paper: a receipt for each charge, numbers without a gap, late facts corrected."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csms.charging.corrections import Outcome
from csms.charging.model import ChargingSession
from csms.charging.vocabulary import SessionState
from csms.receipts.document import Kind, receipt_id
from settlement_simulation import frames, telling
from settlement_simulation.plans import ABSURD, Payer, Plan
from settlement_simulation.violations import Check, Violation, session_of, taken_for_gone_later

if TYPE_CHECKING:
    from collections.abc import Iterator

    from settlement_simulation.world import World

# What a person is asked, and what nobody is asked for.
LEFT = {Outcome.REVIEW, Outcome.WAIVED}


def charges_have_receipts(world: World) -> Iterator[Violation]:
    """Each charged session has its receipt, over what was settled."""
    stores = world.around.stores
    for session in stores.facts.everything():
        settlement = session.settlement
        if session.state is not SessionState.SETTLED or settlement is None:
            continue
        found = stores.documents.get(receipt_id(session.session_id))
        told = found.content.gross_minor if found else None
        if settlement.transfer_id is not None and told != settlement.gross_minor:
            text = f"{session.session_id}: {settlement.gross_minor} charged, receipt over {told}"
            yield Violation(text, (session.session_id,))


def numbers_have_no_gap(world: World) -> Iterator[Violation]:
    """Each series counts 1, 2, 3."""
    for kind in Kind:
        numbers = sorted(world.around.stores.documents.sequences(kind))
        if numbers != list(range(1, len(numbers) + 1)):
            yield Violation(f"numbers of {kind}: {numbers}")


def late_facts_are_corrected(world: World) -> Iterator[Violation]:
    """Settled and corrected, a balance has paid the price of all facts, or a person is asked."""
    for plan in world.plans:
        session = session_of(plan, world) if plan.payer is Payer.BALANCE else None
        if session is None or not _is_known_in_the_end(plan, session):
            continue
        if taken_for_gone_later(plan, world) or _is_left(session, LEFT):
            continue
        settled = session.settlement.gross_minor if session.settlement else 0
        paid = settled + sum(one.difference_minor for one in session.corrections)
        right = _by_all_facts(plan)
        if paid not in right:
            text = f"{plan.name}: {paid} paid in the end, right is {sorted(right)}"
            yield Violation(text, (plan.name, session.session_id))


def cards_are_paid_back(world: World) -> Iterator[Violation]:
    """What late facts made cheaper has gone back to the card; dearer is nothing for anybody."""
    for plan in world.plans:
        session = session_of(plan, world) if plan.payer is Payer.CARD else None
        if session is None or not _is_known_in_the_end(plan, session):
            continue
        if taken_for_gone_later(plan, world) or _is_left(session, {Outcome.REVIEW}):
            continue
        kept, right = _kept_of_card(plan, world), _by_all_facts(plan)
        dearer = _is_left(session, {Outcome.WAIVED}) and kept < max(right)
        whole = kept == plan.amount_minor or kept in right or _approved_less(plan, world)
        if kept > max(right) or not (whole or dearer):
            text = f"{plan.name}: its card has paid {kept} in the end, right is {sorted(right)}"
            yield Violation(text, (plan.name, session.session_id))


def _kept_of_card(plan: Plan, world: World) -> int:
    payment_id, records = world.payment_id_of(plan.name), world.around.provider.records.values()
    own = [one for one in records if one.payment_id == payment_id]
    return sum(one.captured_minor - one.refunded_minor for one in own)


def _approved_less(plan: Plan, world: World) -> bool:
    """Whether the bank had authorised less than the terminal asked for, and all of it was paid."""
    payment_id, records = world.payment_id_of(plan.name), world.around.provider.records.values()
    own = [one for one in records if one.payment_id == payment_id and one.captured_minor]
    return any(one.captured_minor == one.reserved_minor < one.asked.minor for one in own)


def _is_left(session: ChargingSession, outcomes: set[Outcome]) -> bool:
    last = session.corrections[-1] if session.corrections else None
    return last is not None and last.outcome in outcomes


def _by_all_facts(plan: Plan) -> set[int]:
    names = telling.between(plan)
    heard = [one for one in names if one in plan.heard]
    return telling.prices(plan, heard, [one for one in names if one not in plan.heard])


def _is_known_in_the_end(plan: Plan, session: ChargingSession) -> bool:
    """Whether a machine has settled it, and all that its price rests on was told at last."""
    settlement = session.settlement
    by_machine = session.state is SessionState.SETTLED and settlement and not settlement.decided
    told = {frames.START, frames.STOP} <= plan.heard.keys() and plan.kind != ABSURD
    return bool(by_machine) and told and not plan.refused


DOCUMENT_CHECKS: dict[str, Check] = {
    "a charge has one receipt, over as much": charges_have_receipts,
    "numbers of documents have no gap": numbers_have_no_gap,
    "in the end a balance has paid the price of all facts": late_facts_are_corrected,
    "a card that paid too much by late facts has it back": cards_are_paid_back,
}
