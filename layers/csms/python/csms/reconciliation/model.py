"""A reconciliation and what it found (`docs/money.md`)."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

# More gaps of one check than these are counted, not listed: the cause is one and the same.
LISTED = 100


class Check(StrEnum):
    """What is compared with what."""

    JOURNAL = "journal_sums_to_zero"
    BALANCES = "balances_are_the_sum_of_the_journal"
    HOLDS = "held_is_the_sum_of_holds"
    SESSIONS = "sessions_are_charged_once"
    RECEIPTS = "charges_have_receipts"
    CAPTURES = "captures_are_booked"
    CLEARING = "clearing_is_explained_by_payments"
    INTENTS = "intents_have_a_result"
    AUTHORISATIONS = "nothing_is_held_without_cause"
    PARTNERS = "partner_records_are_rated_alike"


@dataclass(frozen=True, slots=True)
class Gap:
    """Something that does not agree: what it is, and what is wrong with it."""

    reference: str
    why: str


@dataclass(slots=True)
class Findings:
    """Of one check: how many things were looked at, what is wrong, and what nobody can say yet.

    `unsure` changed while it was looked at, or its peer did not answer: the next round tells.
    """

    looked_at: int = 0
    gaps: list[Gap] = field(default_factory=list)
    unsure: int = 0

    def gap(self, reference: str, why: str) -> None:
        """Note a gap."""
        self.gaps.append(Gap(reference, why))


@dataclass(frozen=True, slots=True)
class Result:
    """Findings as a report keeps them. `gaps` are the first ones, `gap_count` counts all."""

    check: Check
    looked_at: int
    gap_count: int
    unsure: int
    gaps: tuple[Gap, ...]


def result_of(check: Check, found: Findings) -> Result:
    """The findings of a check, cut to what can be stored."""
    count = len(found.gaps)
    return Result(check, found.looked_at, count, found.unsure, tuple(found.gaps[:LISTED]))


@dataclass(frozen=True, slots=True)
class Report:
    """One reconciliation. Sessions and the provider's records are those since `since`."""

    report_id: str
    begun_at: datetime
    ended_at: datetime
    since: datetime
    ordered_by: str | None
    results: tuple[Result, ...]

    @property
    def gap_count(self) -> int:
        """All gaps of all checks."""
        return sum(one.gap_count for one in self.results)
