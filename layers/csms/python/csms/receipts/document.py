"""A document: a receipt, a credit note or an additional charge; numbered once, never changed."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from csms.receipts.content import Content
from csms.receipts.legal import NETWORK

# Of the token that opens a document without a sign-in, behind this path of the HTTP API.
TOKEN_BYTES = 24
PUBLIC_PATH = "/client/v1/receipts/"


class Kind(StrEnum):
    """What a document is; each kind is a series of its own. The value's letter is in numbers."""

    RECEIPT = "receipt"
    CREDIT_NOTE = "credit_note"
    ADDITIONAL_CHARGE = "additional_charge"


LETTERS = {Kind.RECEIPT: "R", Kind.CREDIT_NOTE: "C", Kind.ADDITIONAL_CHARGE: "A"}


@dataclass(frozen=True, slots=True)
class Document:
    """A document. `sequence` is its place in its series, 0 while it has none.

    It is of a session, or of a reservation that cost something by itself (`<station>:<number>`).
    `token` is what opens it without a sign-in. `number` follows from entity, kind and sequence.
    """

    document_id: str
    kind: Kind
    entity_id: str
    session_id: str | None
    driver_id: str | None
    issued_at: datetime
    token: str
    content: Content
    sequence: int = 0
    reservation_id: str | None = None

    @property
    def subject_id(self) -> str:
        """What it is of: corrections are counted by it."""
        return self.session_id or f"rsv:{self.reservation_id}"

    @property
    def number(self) -> str:
        """As it is printed: `R-000042`, or `<ENTITY>-R-000042` of an entity of its own."""
        letter = LETTERS[self.kind]
        prefix = "" if self.entity_id == NETWORK else f"{self.entity_id.upper()}-"
        return f"{prefix}{letter}-{self.sequence:06d}"


def receipt_id(subject_id: str) -> str:
    """The receipt of a session, or of the transfer of a reservation's fee: there is one."""
    return f"rcp:{subject_id}"


def credit_note_id(session_id: str, count: int) -> str:
    """The nth document that corrects a session's receipt, from 1; its transfer has the same id.

    Credit notes of operators and what late facts led to are counted together.
    """
    return f"crn:{session_id}:{count}"
