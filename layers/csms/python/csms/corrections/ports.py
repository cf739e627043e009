"""What corrections need from storage."""

from dataclasses import dataclass
from typing import Protocol

from csms.charging.corrections import LateCorrection
from csms.charging.vocabulary import SessionKey
from csms.receipts.document import Document
from csms.receipts.ports import Refund


@dataclass(frozen=True, slots=True)
class Noted:
    """The document of a correction that moves money, and how it moves."""

    document: Document
    refund: Refund


class CorrectionStore(Protocol):
    """Session, document, number and money together, or nothing of it."""

    def add(self, session: SessionKey, correction: LateCorrection, noted: Noted | None) -> bool:
        """Add the next correction of a settled session, with what it moves.

        False: another one was faster, or took the document's number: decide anew. Conflict: an
        account does not allow it: decide anew. Unavailable: try again.
        """
