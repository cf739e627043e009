"""A record of the provider in our books: what it kept, and what it has sent to the bank."""

from csms.ledger import chart
from csms.ledger.model import Leg, Transfer
from csms.payouts.model import ProviderRecord, RecordKind

PAYOUT, FEE = "pay:", "fee:"


def transfers_of(record: ProviderRecord) -> list[Transfer]:
    """The transfers that book it, by the provider's id; none for what payments and disputes book
    themselves.

    The clearing account is negative by what the provider owes us; payouts and fees lessen that.
    """
    sent_minor = -record.amount.minor if record.kind is RecordKind.PAYOUT else 0
    kept_minor = 0 if record.kind is RecordKind.DISPUTE else record.fee_minor
    if record.kind is RecordKind.FEE:
        kept_minor -= record.amount.minor
    currency = record.amount.currency
    bank, fees = chart.bank(record.provider, currency), chart.psp_fees(currency)
    return [
        _transfer(record, f"{prefix}{record.record_id}", kind, account, minor)
        for prefix, kind, account, minor in (
            (PAYOUT, "payout", bank, sent_minor),
            (FEE, "psp_fee", fees, kept_minor),
        )
        if minor
    ]


def _transfer(
    record: ProviderRecord, transfer_id: str, kind: str, account_id: str, minor: int
) -> Transfer:
    clearing = chart.psp_clearing(record.provider, record.amount.currency)
    return Transfer(
        transfer_id=transfer_id,
        kind=kind,
        currency=record.amount.currency,
        posted_at=record.at,
        legs=(Leg(clearing, minor), Leg(account_id, -minor)),
        reference=record.source_id or record.record_id,
    )
