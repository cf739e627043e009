"""Payments, refunds and payer profiles to items and back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from csms import clock
from csms.adapters.dynamodb import keys
from csms.money import Money
from csms.payments.disputes import DisputeState, NotedDispute
from csms.payments.model import Card, Payment, PaymentKind, PaymentState
from csms.payments.refund_model import Answer, Refund, RefundState

if TYPE_CHECKING:
    from datetime import datetime

    from csms.adapters.dynamodb.table import Item

PAYMENT = "PAYMENT"
_PLAIN = (
    "payment_id", "provider", "driver_id", "reference", "customer_id", "method_id", "save_method",
    "return_url", "replayed_fault", "provider_id", "failure", "booked",
)  # fmt: skip
_NUMBERS = (
    "version", "generation", "authorized_minor", "captured_minor", "wanted_minor", "looks",
)  # fmt: skip
_TIMES = ("created_at", "changed_at", "intended_at", "expires_at", "look_at")


def payment_item(payment: Payment) -> Item:
    """A payment; while it is open it stands in the index of what is to be looked at."""
    item: Item = {name: getattr(payment, name) for name in (*_PLAIN, *_NUMBERS)}
    item |= {name: _text(getattr(payment, name)) for name in _TIMES}
    return item | {
        "pk": keys.payment(payment.payment_id),
        "sk": PAYMENT,
        "kind": payment.kind.value,
        "state": payment.state.value,
        "asked_minor": payment.asked.minor,
        "currency": payment.asked.currency,
        "card": [payment.card.brand, payment.card.last4] if payment.card else None,
        "disputes": [_dispute_item(one) for one in payment.disputes] or None,
        "open_shard": keys.open_shard(payment.payment_id) if payment.look_at else None,
    }


def payment_from(item: Item) -> Payment:
    """A payment."""
    numbers: Any = {name: int(item[name]) for name in _NUMBERS if name in item}
    times: Any = {name: clock.from_text(item[name]) for name in _TIMES if name in item}
    return Payment(
        kind=PaymentKind(item["kind"]),
        state=PaymentState(item["state"]),
        asked=Money(int(item["asked_minor"]), item["currency"]),
        card=Card(*item["card"]) if item.get("card") else None,
        disputes=tuple(_dispute_from(one) for one in item.get("disputes", ())),
        **{name: item[name] for name in _PLAIN if name in item},
        **numbers,
        **times,
    )


def _dispute_item(noted: NotedDispute) -> Item:
    return {
        "dispute_id": noted.dispute_id,
        "state": noted.state.value,
        "reason": noted.reason,
        "minor": noted.minor,
        "moved_minor": noted.moved_minor,
    }


def _dispute_from(item: Item) -> NotedDispute:
    return NotedDispute(
        item["dispute_id"],
        DisputeState(item["state"]),
        item["reason"],
        int(item["minor"]),
        int(item["moved_minor"]),
    )


def refund_item(refund: Refund) -> Item:
    """A refund, in the partition of its payment."""
    return {
        "pk": keys.payment(refund.payment_id),
        "sk": keys.refund(refund.refund_id),
        "refund_id": refund.refund_id,
        "payment_id": refund.payment_id,
        "minor": refund.amount.minor,
        "currency": refund.amount.currency,
        "reason": refund.reason,
        "state": refund.state.value,
        "version": refund.version,
        "generation": refund.generation,
        "created_at": clock.to_text(refund.created_at),
        "changed_at": clock.to_text(refund.changed_at),
        "intended_at": _text(refund.intended_at),
        "provider_id": refund.provider_id,
        "failure": refund.failure,
        "booked": refund.booked,
        "transfer_id": refund.transfer_id,
        "looks": refund.looks,
        "look_at": _text(refund.look_at),
        "open_shard": keys.open_shard(refund.payment_id) if refund.look_at else None,
        "answered_by": refund.answer.by if refund.answer else None,
        "answers": refund.answer.number if refund.answer else None,
    }


def refund_from(item: Item) -> Refund:
    """A refund."""
    return Refund(
        refund_id=item["refund_id"],
        payment_id=item["payment_id"],
        amount=Money(int(item["minor"]), item["currency"]),
        reason=item["reason"],
        created_at=clock.from_text(item["created_at"]),
        changed_at=clock.from_text(item["changed_at"]),
        state=RefundState(item["state"]),
        version=int(item["version"]),
        generation=int(item["generation"]),
        intended_at=_moment(item, "intended_at"),
        provider_id=item.get("provider_id"),
        failure=item.get("failure"),
        booked=item["booked"],
        transfer_id=item.get("transfer_id"),
        looks=int(item["looks"]),
        look_at=_moment(item, "look_at"),
        answer=_answer(item),
    )


def _answer(item: Item) -> Answer | None:
    if "answered_by" not in item:
        return None
    return Answer(item["answered_by"], int(item["answers"]) if "answers" in item else None)


def _text(moment: datetime | None) -> str | None:
    return clock.to_text(moment) if moment else None


def _moment(item: Item, name: str) -> datetime | None:
    return clock.from_text(item[name]) if name in item else None
