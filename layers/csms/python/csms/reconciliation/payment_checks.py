"""Checks (e) to (g): payments against the ledger, the ledger against payments, open questions."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from csms.ledger import chart
from csms.payments.model import CAPTURING, PAID, RELEASING, UNANSWERED, Payment, PaymentKind
from csms.payments.refund_model import FINAL_REFUNDS, Refund, RefundState
from csms.payouts.model import ProviderRecord
from csms.reconciliation.fold import Fold
from csms.reconciliation.model import Findings
from csms.reconciliation.ports import PaymentFact, Posted

# The queue looks at what is open within seconds, then ever more rarely, up to an hour.
BOOKED_WITHIN = timedelta(hours=2)
ANSWERED_WITHIN = timedelta(hours=2)
TOP_UP, REFUND, CREDIT_NOTE = "top:", "rfd:", "crn:"


@dataclass(slots=True)
class Payments:
    """All payments and refunds, by the ids of the transfers that book them; what the provider
    lists.
    """

    payments: list[Payment] = field(default_factory=list)
    refunds: list[Refund] = field(default_factory=list)
    bookings: dict[str, int] = field(default_factory=dict)
    records: list[ProviderRecord] = field(default_factory=list)

    def take(self, fact: PaymentFact) -> None:
        """Add one. Of a terminal the charge of the session is the booking."""
        if isinstance(fact, ProviderRecord):
            self.records.append(fact)
            return
        if isinstance(fact, Refund):
            self.refunds.append(fact)
            if fact.state is RefundState.REFUNDED:
                self.bookings[booked_by(fact)] = fact.amount.minor
            return
        self.payments.append(fact)
        if fact.state in PAID and fact.kind is not PaymentKind.TERMINAL:
            self.bookings[f"{TOP_UP}{fact.provider_id}"] = -fact.captured_minor


def booked_by(refund: Refund) -> str:
    """The transfer of a refund: its own, or that of the credit note to a terminal's card."""
    return refund.transfer_id or f"{REFUND}{refund.refund_id}"


def captures_booked(known: Payments, fold: Fold, now: datetime) -> Findings:
    """(e) What was captured or refunded has its transfer, with the same amount."""
    found = Findings()
    for one in known.payments:
        if one.state in PAID and one.kind is not PaymentKind.TERMINAL:
            _booked(one, f"{TOP_UP}{one.provider_id}", one.payment_id, found, known, fold, now)
    for refund in known.refunds:
        if refund.state is RefundState.REFUNDED:
            _booked(refund, booked_by(refund), refund.refund_id, found, known, fold, now)
    return found


def _booked(  # noqa: PLR0913, PLR0917  one thing, and all that is known around it
    one: Payment | Refund,
    transfer_id: str,
    reference: str,
    found: Findings,
    known: Payments,
    fold: Fold,
    now: datetime,
) -> None:
    found.looked_at += 1
    if not one.booked:
        if now - one.changed_at > BOOKED_WITHIN:
            found.gap(reference, "the money moved at the provider, and is not booked")
        return
    posted = fold.clearing.get(transfer_id)
    if posted is None:
        if one.changed_at <= fold.until:
            found.gap(reference, f"it is said to be booked, but {transfer_id} is not there")
    elif transfer_id not in fold.unbalanced and _cleared(posted) != known.bookings[transfer_id]:
        due = known.bookings[transfer_id]
        found.gap(reference, f"{due} (minor units) moved, {_cleared(posted)} are booked")


def clearing_explained(known: Payments, fold: Fold) -> Findings:
    """(f) Whatever moved the provider's account is a payment or a refund that took place."""
    found = Findings(len(fold.clearing))
    for transfer_id, posted in fold.clearing.items():
        ours = transfer_id.startswith((TOP_UP, REFUND, CREDIT_NOTE))
        if ours and posted.posted_at <= fold.until and transfer_id not in known.bookings:
            found.gap(transfer_id, "no payment of the provider explains it")
    return found


def _cleared(posted: Posted) -> int:
    return sum(leg.minor for leg in posted.legs if chart.is_clearing(leg.account_id))


def intents_answered(known: Payments, now: datetime) -> Findings:
    """(g) What was asked of the provider, hours ago, has been answered or looked up."""
    found = Findings(len(known.payments) + len(known.refunds))
    for one in known.payments:
        waits = one.state in UNANSWERED | CAPTURING | RELEASING
        if waits and now - one.changed_at > ANSWERED_WITHIN:
            found.gap(one.payment_id, f"{one.state} for too long")
    for refund in known.refunds:
        if refund.state not in FINAL_REFUNDS and now - refund.changed_at > ANSWERED_WITHIN:
            found.gap(refund.refund_id, f"refund {refund.state} for too long")
    return found
