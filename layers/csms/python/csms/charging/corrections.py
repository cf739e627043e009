"""What became of facts that came after a session was settled (`csms.corrections`)."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Outcome(StrEnum):
    """What was done about another price than was charged."""

    CREDITED = "credited"
    CHARGED = "charged"
    WAIVED = "waived"
    REVIEW = "review"


@dataclass(frozen=True, slots=True)
class LateCorrection:
    """The answer to a set of facts; the settlement itself is never edited. Minor units.

    `energy_wh` and the price `net`, `tax`, `gross` are those of all facts (None: a person has to
    decide even that). `difference_minor` is what was charged on top of all before; negative where
    it was given back; 0 where no money moved. `document_id` is its document, and its transfer.
    """

    number: int
    outcome: Outcome
    at: datetime
    energy_wh: int | None
    currency: str | None = None
    net_minor: int | None = None
    tax_minor: int | None = None
    gross_minor: int | None = None
    difference_minor: int = 0
    document_id: str | None = None
    document_number: str | None = None
    reason: str | None = None

    @property
    def moved_nothing(self) -> bool:
        """Whether what is charged stayed as it was."""
        return self.outcome in {Outcome.WAIVED, Outcome.REVIEW}

    def says_the_same_as(self, other: "LateCorrection") -> bool:
        """Whether another one found the same, and did the same about it: nothing is news."""
        mine = self.outcome, self.energy_wh, self.net_minor, self.gross_minor, self.reason
        return self.moved_nothing and mine == (
            other.outcome,
            other.energy_wh,
            other.net_minor,
            other.gross_minor,
            other.reason,
        )
