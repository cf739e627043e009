"""More is charged for a session, since a person says so of its late facts; once for each order."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal

from csms.charging.corrections import LateCorrection, Outcome
from csms.charging.model import ChargingSession
from csms.charging.ports import SessionRepository
from csms.clock import Clock
from csms.corrections.by_hand import Verdict, answered, awaited
from csms.corrections.more_legs import extra_income, extra_taxes, extra_transfer
from csms.corrections.ports import CorrectionStore, Noted
from csms.errors import Conflict, NotFound, Rejected, Unavailable
from csms.ledger.ports import LedgerRepository
from csms.money import Money
from csms.receipts.credit_amounts import taxes_left
from csms.receipts.credit_legs import posted_before
from csms.receipts.document import Document, Kind, credit_note_id, receipt_id
from csms.receipts.drafting import draft
from csms.receipts.issuing import ATTEMPTS, pause
from csms.receipts.ports import Credited, DocumentRepository, Refund


@dataclass(frozen=True, slots=True)
class Extra:
    """What is charged on top. `key` tells a repeat; the amount holds the tax.

    `vat_percent` None: at the rates of the price by all facts; where that is in doubt, of what is
    charged, in proportion.
    """

    key: str
    session_id: str
    amount: Money
    verdict: Verdict
    vat_percent: Decimal | None = None


@dataclass(frozen=True, slots=True)
class ChargingMore:
    """What an additional charge needs."""

    sessions: SessionRepository
    documents: DocumentRepository
    ledger: LedgerRepository
    store: CorrectionStore
    clock: Clock
    wait: Callable[[int], None] = pause


def charge_more(extra: Extra, needs: ChargingMore) -> Document:
    """The additional charge, posted with its document; the same one for the same key.

    Conflict: what the person has seen waits no more, or nobody is known to send a bill to.
    Rejected: more than the price by all facts, another currency. Unavailable: too many at once.
    """
    for attempt in range(ATTEMPTS):
        session = _session(extra, needs)
        credited = needs.documents.credited(session.session_id)
        if extra.key in credited.notes:
            known = credit_note_id(session.session_id, credited.notes[extra.key])
            return _document(known, needs)
        review = awaited(session, extra.verdict.number)
        _require_due(extra, review, session, credited)
        noted = _noted(extra, review, session, credited, needs)
        document = noted.document
        answer = answered(review, Outcome.CHARGED, extra.verdict, document.issued_at)
        answer = replace(
            answer,
            currency=extra.amount.currency,
            difference_minor=extra.amount.minor,
            document_id=document.document_id,
            document_number=document.number,
        )
        if _added(session, answer, noted, needs):
            return document
        needs.wait(attempt)
    raise Unavailable(f"session {extra.session_id}: too many corrections at the same time")


def _require_due(
    extra: Extra, review: LateCorrection, session: ChargingSession, credited: Credited
) -> None:
    """Up to the price by all facts; where even that is in doubt, what the person says."""
    settled, payer = session.settlement, session.payer
    if payer is None or payer.driver_id is None:
        raise Conflict("It was paid by a card: nobody is known to send a bill to.")
    charged = (settled.gross_minor if settled else 0) - credited.minor
    currency = review.currency or (settled.currency if settled else None)
    if currency not in {None, extra.amount.currency}:
        raise Rejected(f"amount: in {currency}, the currency of the session.")
    most = None if review.gross_minor is None else review.gross_minor - charged
    if most is not None and extra.amount.minor > most:
        raise Rejected(
            f"amount: no more than the price by all facts leaves, {max(0, most)} (minor units)."
        )


def _noted(
    extra: Extra,
    review: LateCorrection,
    session: ChargingSession,
    credited: Credited,
    needs: ChargingMore,
) -> Noted:
    now, count = needs.clock(), credited.count + 1
    receipt = _document(receipt_id(session.session_id), needs)
    notes = [_document(credit_note_id(session.session_id, n), needs) for n in range(1, count)]
    taxes = extra_taxes(extra.amount, extra.vat_percent, review, taxes_left(receipt, notes))
    before = posted_before(receipt, count - 1, needs.ledger)
    earned = extra_income(session, review, taxes, extra.amount.currency, before)
    transfer_id = credit_note_id(session.session_id, count)
    transfer = extra_transfer(transfer_id, session, extra.amount, earned, now, needs.ledger)
    kind, reason = Kind.ADDITIONAL_CHARGE, extra.verdict.reason
    added = draft(receipt, kind, taxes, transfer, reason, now)
    numbered = replace(added, sequence=needs.documents.last(added.entity_id, kind) + 1)
    after = Credited(
        credited.minor - extra.amount.minor, count, {**credited.notes, extra.key: count}
    )
    return Noted(numbered, Refund(credited, after, transfer))


def _added(
    session: ChargingSession, answer: LateCorrection, noted: Noted, needs: ChargingMore
) -> bool:
    """False: others were faster, or a wallet or a debt changed meanwhile."""
    try:
        return needs.store.add(session.key, answer, noted)
    except Conflict:
        return False


def _session(extra: Extra, needs: ChargingMore) -> ChargingSession:
    """Its index may lag, the session itself does not."""
    found = needs.sessions.find(extra.session_id)
    session = needs.sessions.get(found.key) if found else None
    if session is None:
        raise NotFound(f"Session {extra.session_id} is not known: see GET /sessions.")
    return session


def _document(document_id: str, needs: ChargingMore) -> Document:
    found = needs.documents.get(document_id)
    if found is None:
        raise Unavailable(f"{document_id} is not there yet: nothing is corrected before it")
    return found
