"""What documents need from storage."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

from csms.ledger.model import Transfer
from csms.payments.refund_model import Answer
from csms.receipts.document import Document, Kind


class Added(StrEnum):
    """What became of a document that was to be added."""

    YES = "stored"
    KNOWN = "a document has this id"
    TAKEN = "its number has been given, or more was credited: decide anew"


@dataclass(frozen=True, slots=True)
class Credited:
    """What was given back of a session's charge, in minor units; negative: more was charged since.

    `count` is how many documents correct it; `notes` is the count of the credit note that answered
    a request, by the request's key.
    """

    minor: int = 0
    count: int = 0
    notes: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Refund:
    """The money of a credit note: what was credited before and is after, and how it moves."""

    before: Credited
    after: Credited
    transfer: Transfer


class DocumentRepository(Protocol):
    """Documents; nothing in it changes or goes away."""

    def get(self, document_id: str) -> Document | None:
        """The document, consistently read."""

    def by_number(self, number: str) -> Document | None:
        """The document with this number."""

    def by_token(self, token: str) -> Document | None:
        """The document that this token opens."""

    def last(self, entity_id: str, kind: Kind) -> int:
        """The last number of a series, consistently read; 0 before the first."""

    def credited(self, session_id: str) -> Credited:
        """What was given back of a session's charge, consistently read."""

    def add(self, document: Document, refund: Refund | None = None) -> Added:
        """Store a document whose sequence follows the last one, with its refund: all or nothing.

        Conflict: an account does not allow the transfer. Unavailable: try again.
        """


class Answers(Protocol):
    """Late facts of sessions that wait for a person, whose credit note answers them."""

    def require(self, session_id: str, answer: Answer) -> None:
        """Conflict: what waits now is not what they have seen."""

    def add(self, note: Document, refund: Refund, answer: Answer) -> bool:
        """Store a note with the answer to what waits: all or nothing.

        False: others were faster: decide anew. Conflict: an account does not allow the transfer.
        """


class DocumentRenderer(Protocol):
    """Puts documents on paper."""

    def render(self, document: Document, language_code: str, link: str | None) -> bytes:
        """A PDF: the same bytes for the same arguments. `link` is printed as a QR code."""
