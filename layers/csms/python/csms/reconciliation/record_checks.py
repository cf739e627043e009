"""Check (f), its other half: the provider's own books against our payments, and back."""

from collections.abc import Collection
from datetime import datetime, timedelta

from csms.payments.model import PAID
from csms.payouts.booking import FEE, PAYOUT, transfers_of
from csms.payouts.model import ProviderRecord, RecordKind
from csms.reconciliation.fold import Fold
from csms.reconciliation.model import Findings
from csms.reconciliation.payment_checks import Payments

# A payment is looked at within this; the provider's list is read every hour, and may be behind.
KNOWN_WITHIN, LISTED_WITHIN = timedelta(hours=2), timedelta(hours=6)
NAMED = {RecordKind.PAYMENT, RecordKind.REFUND}
DISPUTE = "dsp:"


def records_explained(known: Payments, fold: Fold, now: datetime, found: Findings) -> None:
    """Each record is a payment's, booked, or understood; each payment has a record."""
    ours = {one.provider_id for one in known.payments if one.provider_id}
    ours |= {one.provider_id for one in known.refunds if one.provider_id}
    for record in known.records:
        found.looked_at += 1
        why = _wrong(record, ours, fold) if now - record.at > KNOWN_WITHIN else None
        if why is not None:
            found.gap(record.record_id, why)
    _explained(known, fold, found)
    _listed(known, now, found)


def _wrong(record: ProviderRecord, ours: Collection[str], fold: Fold) -> str | None:
    if record.kind is RecordKind.OTHER:
        return f"the provider moved {record.amount.minor} (minor units) as {record.word}: see there"
    if record.kind in NAMED and record.source_id not in ours:
        return f"no payment of ours is {record.source_id} at the provider"
    if record.kind is RecordKind.DISPUTE and f"{DISPUTE}{record.record_id}" not in fold.clearing:
        return "what a dispute moved is not booked"
    for transfer in transfers_of(record):
        posted = fold.clearing.get(transfer.transfer_id)
        if posted is None or posted.legs != transfer.legs:
            return f"it is not booked by {transfer.transfer_id}"
    return None


def _explained(known: Payments, fold: Fold, found: Findings) -> None:
    """What is booked as payout or fee has its record: that is stored right after."""
    booked = {transfer.transfer_id for one in known.records for transfer in transfers_of(one)}
    for transfer_id, posted in fold.clearing.items():
        ours = transfer_id.startswith((PAYOUT, FEE)) and transfer_id not in booked
        if ours and posted.posted_at <= fold.until - KNOWN_WITHIN:
            found.gap(transfer_id, "no record of the provider explains it")


def _listed(known: Payments, now: datetime, found: Findings) -> None:
    """What was captured since the list begins is on it. Without any list nothing is said."""
    first = min((one.at for one in known.records), default=None)
    listed = {one.source_id for one in known.records}
    for payment in known.payments:
        if first is None or payment.state not in PAID or payment.provider_id in listed:
            continue
        if first <= payment.created_at and now - payment.changed_at > LISTED_WITHIN:
            found.gap(payment.payment_id, "the provider's own books do not have it")
