"""ProviderBooks over Stripe's balance transactions and payouts.

Source: docs.stripe.com/api/balance_transactions, /api/payouts; types in
docs.stripe.com/reports/balance-transaction-types.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from csms.adapters.stripe.amounts import from_wire
from csms.adapters.stripe.calling import Refused, attempt
from csms.adapters.stripe.payments import NAME
from csms.adapters.stripe.reading import OUR_ID
from csms.payments.outcomes import Unknown
from csms.payouts.model import Payout, ProviderRecord, RecordKind
from csms.payouts.ports import RecordPage

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import stripe

PAGE = 100
KINDS = {
    "charge": RecordKind.PAYMENT,
    "payment": RecordKind.PAYMENT,
    "refund": RecordKind.REFUND,
    "payment_refund": RecordKind.REFUND,
    "refund_failure": RecordKind.REFUND,
    "payment_failure_refund": RecordKind.REFUND,
    "payout": RecordKind.PAYOUT,
    "payout_cancel": RecordKind.PAYOUT,
    "payout_failure": RecordKind.PAYOUT,
    "stripe_fee": RecordKind.FEE,
    "tax_fee": RecordKind.FEE,
}


class StripeBooks:
    """See the port."""

    name = NAME

    def __init__(self, client: stripe.StripeClient) -> None:
        """The client has the key and the address."""
        self._transactions = client.v1.balance_transactions
        self._payouts = client.v1.payouts

    def records(self, since: datetime, cursor: str | None) -> RecordPage | Unknown:
        """See the port."""
        params: Any = _since(since) | {"limit": PAGE, "expand": ["data.source"]}
        if cursor is not None:
            params["starting_after"] = cursor
        page = _listed(lambda: self._transactions.list(params))
        if isinstance(page, Unknown):
            return page
        records = [_record(one.to_dict()) for one in page.data]
        return RecordPage(records, records[-1].record_id if page.has_more and records else None)

    def payouts(self, since: datetime) -> Sequence[Payout] | Unknown:
        """See the port."""
        params: Any = _since(since) | {"limit": PAGE}
        found = _listed(lambda: list(self._payouts.list(params).auto_paging_iter()))
        return found if isinstance(found, Unknown) else [_payout(one.to_dict()) for one in found]


def _listed(call: Callable[[], Any]) -> Any | Unknown:
    outcome = attempt(call)
    return Unknown(outcome.code) if isinstance(outcome, Refused) else outcome


def _since(moment: datetime) -> dict[str, Any]:
    return {"created": {"gte": int(moment.timestamp())}}


def _record(document: dict[str, Any]) -> ProviderRecord:
    currency, word = document["currency"], document["type"]
    source = document.get("source")
    thing: dict[str, Any] = source if isinstance(source, dict) else {"id": source}
    return ProviderRecord(
        record_id=document["id"],
        provider=NAME,
        kind=_kind(word, thing),
        word=word,
        amount=from_wire(document["amount"], currency),
        fee_minor=from_wire(document["fee"], currency).minor,
        at=_moment(document["created"]),
        source_id=_named(thing.get("payment_intent")) or thing.get("id"),
        payment_id=(thing.get("metadata") or {}).get(OUR_ID),
    )


def _kind(word: str, thing: dict[str, Any]) -> RecordKind:
    """What a dispute moves is an `adjustment`, as are corrections by the provider's staff."""
    disputed = word == "adjustment" and thing.get("object") == "dispute"
    return RecordKind.DISPUTE if disputed else KINDS.get(word, RecordKind.OTHER)


def _payout(document: dict[str, Any]) -> Payout:
    arrives = document.get("arrival_date")
    return Payout(
        payout_id=document["id"],
        provider=NAME,
        amount=from_wire(document["amount"], document["currency"]),
        status=document["status"],
        created_at=_moment(document["created"]),
        arrives_at=_moment(arrives) if arrives else None,
        failure=document.get("failure_code"),
    )


def _named(value: Any) -> str | None:
    named: str | None = value.get("id") if isinstance(value, dict) else value
    return named


def _moment(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
