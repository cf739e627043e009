"""All of the ledger, folded in one pass: what its parts say of each other."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from csms.ledger import chart
from csms.ledger.holds import Hold
from csms.ledger.model import Balances, Entry
from csms.reconciliation.ports import Issued, LedgerFact, Posted

Account = tuple[str, str]  # account id and currency
CHARGE = "chg:"
# What reservations cost that nobody used.
FEE = "rsv:"
# The kind of the transfers that late facts led to; credit notes of operators are of another.
CORRECTION = "correction"


@dataclass(slots=True)
class Fold:
    """Sums by account and currency, and for each transfer what its entries do not explain yet.

    `until`: what is younger may have been seen in part while the pass went on. `doubtful` are the
    accounts of transfers that do not sum to zero.
    """

    until: datetime
    journal: Counter[Account] = field(default_factory=Counter)
    available: Counter[Account] = field(default_factory=Counter)
    held: Counter[Account] = field(default_factory=Counter)
    holds: Counter[Account] = field(default_factory=Counter)
    unexplained: dict[str, Counter[str]] = field(default_factory=dict)
    unbalanced: set[str] = field(default_factory=set)
    doubtful: set[str] = field(default_factory=set)
    pending: list[Hold] = field(default_factory=list)
    charges: dict[str, Posted] = field(default_factory=dict)
    fees: dict[str, Posted] = field(default_factory=dict)
    issued: set[str] = field(default_factory=set)
    corrections: dict[str, Posted] = field(default_factory=dict)
    clearing: dict[str, Posted] = field(default_factory=dict)
    transfers: int = 0

    def take(self, facts: Iterable[LedgerFact]) -> "Fold":
        """Fold facts in."""
        for fact in facts:
            match fact:
                case Posted():
                    self._posted(fact)
                case Entry():
                    self._explain(fact.transfer_id, fact.posted_at, fact.account_id, -fact.minor)
                case Balances():
                    account = (fact.account_id, fact.currency)
                    self.available[account] += fact.available_minor
                    self.held[account] += fact.held_minor
                case Issued():
                    self.issued.add(fact.document_id)
                case Hold():
                    self.pending.append(fact)
                    self.holds[fact.account_id, fact.currency] += fact.minor
        return self

    def _posted(self, fact: Posted) -> None:
        self.transfers += 1
        for leg in fact.legs:
            self.journal[leg.account_id, fact.currency] += leg.minor
            self._explain(fact.transfer_id, fact.posted_at, leg.account_id, leg.minor)
        if sum(leg.minor for leg in fact.legs):
            self.unbalanced.add(fact.transfer_id)
            self.doubtful.update(leg.account_id for leg in fact.legs)
        if fact.transfer_id.startswith(CHARGE):
            self.charges[fact.transfer_id] = fact
        if fact.transfer_id.startswith(FEE):
            self.fees[fact.transfer_id] = fact
        if fact.kind == CORRECTION:
            self.corrections[fact.transfer_id] = fact
        if any(chart.is_clearing(leg.account_id) for leg in fact.legs):
            self.clearing[fact.transfer_id] = fact

    def _explain(self, transfer_id: str, at: datetime, account_id: str, minor: int) -> None:
        """Legs add, entries take away; what comes to nothing is forgotten."""
        if at > self.until:
            return
        left = self.unexplained.setdefault(transfer_id, Counter())
        left[account_id] += minor
        if not any(left.values()):
            del self.unexplained[transfer_id]
