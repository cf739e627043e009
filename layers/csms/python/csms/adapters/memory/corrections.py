"""Corrections in memory: session, document and money together."""

from dataclasses import dataclass

from csms.adapters.memory.receipts import MemoryDocuments
from csms.adapters.memory.sessions import MemorySessions
from csms.charging.corrections import LateCorrection
from csms.charging.vocabulary import SessionKey
from csms.corrections.ports import Noted
from csms.receipts.ports import Added


@dataclass(frozen=True, slots=True)
class MemoryCorrections:
    """CorrectionStore over sessions, and documents with their ledger."""

    sessions: MemorySessions
    documents: MemoryDocuments

    def add(self, session: SessionKey, correction: LateCorrection, noted: Noted | None) -> bool:
        """See the port. What the document may refuse comes before the session's change."""
        if not self.sessions.may_correct(session, correction):
            return False
        if noted is not None:
            added = self.documents.add(noted.document, noted.refund)
            if added is not Added.YES:
                return False
        self.sessions.correct(session, correction)
        return True
