"""What became of facts that came after a session was settled (`csms.corrections`)."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from csms.charging.costs import TaxShare


class Outcome(StrEnum):
    """What was done about another price than was charged.

    `unchanged`: a review that a person has left as it is, or that later facts made void.
    """

    CREDITED = "credited"
    CHARGED = "charged"
    WAIVED = "waived"
    REVIEW = "review"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class LateCorrection:
    """The answer to a set of facts; the settlement itself is never edited. Minor units.

    `energy_wh` and the price `net`, `tax`, `gross` are those of all facts (None: a person has to
    decide even that). `difference_minor` is what was charged on top of all before; negative where
    it was given back; 0 where no money moved. `document_id` is its document, and its transfer.
    `by`: the person who decided the review before it; `reason` is theirs then. `revenue` by
    component without tax, and `taxes`, are of the price by all facts: what a person charges of it
    is split as it is.
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
    by: str | None = None
    revenue: tuple[tuple[str, int], ...] = ()
    taxes: tuple[TaxShare, ...] = ()

    @property
    def waits(self) -> bool:
        """Whether a person has to decide; the next correction says that it was done."""
        return self.outcome is Outcome.REVIEW

    @property
    def moved_nothing(self) -> bool:
        """Whether what is charged stayed as it was."""
        return self.outcome in {Outcome.WAIVED, Outcome.REVIEW, Outcome.UNCHANGED}

    def says_the_same_as(self, other: "LateCorrection") -> bool:
        """Whether another one found the same, and did the same about it: nothing is news."""
        same = self.outcome is other.outcome and self.reason == other.reason
        return self.moved_nothing and same and self._found == other._found

    def finds_the_same_as(self, other: "LateCorrection") -> bool:
        """Whether both have the same energy and price by all facts."""
        return self._found == other._found

    def asks_the_same_as(self, other: "LateCorrection") -> bool:
        """Whether a person who has decided that one knew of all that is in this one."""
        doubted = self.gross_minor is None and self.reason != other.reason
        return self.waits and not doubted and self._found == other._found

    @property
    def _found(self) -> tuple[int | None, int | None, int | None]:
        return self.energy_wh, self.net_minor, self.gross_minor
