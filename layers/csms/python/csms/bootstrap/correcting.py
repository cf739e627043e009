"""What late facts of settled sessions lead to."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from csms.bootstrap.accounting import ledger
from csms.bootstrap.connecting import clock, settings, table
from csms.bootstrap.paperwork import documents
from csms.bootstrap.settling import card_refunds
from csms.bootstrap.shared import services

if TYPE_CHECKING:
    from csms.corrections.answering import LateAnswers
    from csms.corrections.by_hand import Deciding
    from csms.corrections.correcting import Correcting, Rating
    from csms.corrections.ports import CorrectionStore
    from csms.money_orders.model import Proposal


@cache
def correction_store() -> CorrectionStore:
    """Corrections of settled sessions."""
    from csms.adapters.dynamodb.corrections import DynamoCorrections

    known = settings()
    return DynamoCorrections(table(known.sessions_table), table(known.ledger_table))


@cache
def correcting(rate: Rating) -> Correcting:
    """What corrects sessions that `rate` finds another price for."""
    from datetime import timedelta

    from csms.corrections.correcting import Correcting
    from csms.corrections.policy import Policy

    known = settings()
    days = min(known.correction_days, known.telemetry_retention_days - 1)
    policy = Policy(
        automatic=known.late_facts == "correct",
        charge_most=known.correction_charge_most,
        within=timedelta(days=days),
    )
    sessions = services().sessions
    return Correcting(
        sessions,
        documents(),
        ledger(),
        correction_store(),
        rate,
        policy,
        clock(),
        cards=card_refunds,
    )


@cache
def deciding() -> Deciding:
    """What a person's word on late facts needs."""
    from csms.corrections.by_hand import Deciding

    return Deciding(services().sessions, correction_store(), clock())


@cache
def late_answers() -> LateAnswers:
    """What has credit notes answer late facts."""
    from csms.corrections.answering import LateAnswers

    return LateAnswers(services().sessions, correction_store())


def require_seen(proposal: Proposal) -> None:
    """Conflict: what waits of a session is not what the author of a charge has seen."""
    from csms.payments.refund_model import Answer

    late_answers().require(proposal.target_id, Answer(proposal.by, proposal.answers))


def charge_session(proposal: Proposal) -> str:
    """Charge a session what an order says; the id of the transfer."""
    from csms.corrections.by_hand import Verdict
    from csms.corrections.charging_more import ChargingMore, Extra, charge_more

    verdict = Verdict(proposal.by, proposal.reason, proposal.answers or 0)
    key, amount = proposal.order_id, proposal.amount
    extra = Extra(key, proposal.target_id, amount, verdict, proposal.vat_percent)
    sessions, store = services().sessions, correction_store()
    needs = ChargingMore(sessions, documents(), ledger(), store, clock())
    return charge_more(extra, needs).document_id


def credit_reservation(proposal: Proposal) -> str:
    """Give back of a reservation's receipt what an order says; the id of the transfer."""
    from csms.bootstrap.settling import crediting
    from csms.receipts.crediting import Correction
    from csms.receipts.reserved_credits import credit_reserved

    wanted = Correction(proposal.reason, proposal.order_id, proposal.amount.minor)
    number, currency = proposal.target_id, proposal.amount.currency
    return credit_reserved(number, currency, wanted, clock()(), crediting()).document_id
