"""Credit notes: what is given back of a session's charge, never more than was charged."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from csms.errors import Conflict, Unavailable
from csms.ledger.ports import LedgerRepository
from csms.payments.refund_model import Answer
from csms.receipts.credit_amounts import credited_taxes
from csms.receipts.credit_legs import credit_transfer, to_balance, to_card
from csms.receipts.document import Document, Kind, credit_note_id
from csms.receipts.drafting import draft
from csms.receipts.issuing import ATTEMPTS, pause
from csms.receipts.ports import Added, Answers, Credited, DocumentRepository, Refund


@dataclass(frozen=True, slots=True)
class Correction:
    """What is given back: `minor`; or so much that `remains` is charged; or all that is left.
    `key` tells a repeat.

    `to_card`: the provider has sent it back to the card of a terminal already. `answer`: of the
    person who decides so, and what they have seen of late facts.
    """

    reason: str
    key: str
    minor: int | None = None
    to_card: bool = False
    answer: Answer | None = None
    remains: int | None = None

    def minor_of(self, left: int) -> int:
        """What that comes to, where so much is charged by now."""
        return left - (self.remains or 0) if self.minor is None else self.minor


@dataclass(frozen=True, slots=True)
class Crediting:
    """What credit notes need."""

    documents: DocumentRepository
    ledger: LedgerRepository
    answers: Answers
    wait: Callable[[int], None] = pause


def credit(receipt: Document, correction: Correction, now: datetime, needs: Crediting) -> Document:
    """Issue a credit note and post its refund; the same note again for the same key.

    Conflict: nothing, or less, is left to give back; or late facts wait that the person has not
    seen, where the money is not on its way yet. Unavailable: too many did at the same time.
    """
    for attempt in range(ATTEMPTS):
        before = needs.documents.credited(receipt.subject_id)
        if correction.key in before.notes:
            return _issued(receipt, before.notes[correction.key], needs.documents)
        answer = _answer(receipt, correction, needs)
        note, refund = _next(receipt, correction, before, now, needs)
        last = needs.documents.last(note.entity_id, note.kind)
        numbered = replace(note, sequence=last + 1)
        if _added(numbered, refund, answer, needs):
            return numbered
        needs.wait(attempt)
    raise Unavailable(f"no credit note for {receipt.number}: too many were issued at once")


def _answer(receipt: Document, correction: Correction, needs: Crediting) -> Answer | None:
    """What the note answers. Conflict: other late facts wait, and no money is on its way yet."""
    if correction.answer is None or receipt.session_id is None:
        return None
    try:
        needs.answers.require(receipt.session_id, correction.answer)
    except Conflict:
        if correction.to_card:
            return None
        raise
    return correction.answer


def _added(note: Document, refund: Refund, answer: Answer | None, needs: Crediting) -> bool:
    """False: others were faster; a debt that was paid meanwhile is not cleared any more."""
    try:
        if answer is None or answer.number is None:
            return needs.documents.add(note, refund) is Added.YES
        return needs.answers.add(note, refund, answer)
    except Conflict:
        return False


def _issued(receipt: Document, count: int, documents: DocumentRepository) -> Document:
    note = documents.get(credit_note_id(receipt.subject_id, count))
    if note is None:
        raise Unavailable(f"credit note {count} of {receipt.number} is not there yet")
    return note


def _next(
    receipt: Document, correction: Correction, before: Credited, now: datetime, needs: Crediting
) -> tuple[Document, Refund]:
    minor = _amount(receipt, correction, before)
    count = before.count + 1
    notes = [_issued(receipt, n, needs.documents) for n in range(1, count)]
    taxes = credited_taxes(receipt, notes, minor)
    back = to_card if correction.to_card else to_balance
    transfer = credit_transfer(receipt, count, taxes, now, needs.ledger, back)
    note = draft(receipt, Kind.CREDIT_NOTE, taxes, transfer, correction.reason, now)
    after = Credited(before.minor + minor, count, {**before.notes, correction.key: count})
    return note, Refund(before, after, transfer)


def _amount(receipt: Document, correction: Correction, before: Credited) -> int:
    left = receipt.content.gross_minor - before.minor
    minor = correction.minor_of(left)
    if not 0 < minor <= left:
        raise Conflict(
            f"{left} of {receipt.content.gross_minor} minor units of {receipt.number} are left to "
            "give back: ask for no more than that"
        )
    return minor
