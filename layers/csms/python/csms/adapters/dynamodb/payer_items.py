"""Payer profiles to items and back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csms import clock
from csms.adapters.dynamodb import keys
from csms.money import Money
from csms.payments.cards import AutoTopUp, PayerProfile

if TYPE_CHECKING:
    from csms.adapters.dynamodb.table import Item

PROFILE = "PROFILE"


def profile_item(profile: PayerProfile) -> Item:
    """What is kept of a driver as a payer."""
    return {
        "pk": keys.payer(profile.driver_id),
        "sk": PROFILE,
        "driver_id": profile.driver_id,
        "version": profile.version,
        "customer_id": profile.customer_id,
        "auto_count": profile.auto_count,
        "auto_top_up": _order_item(profile.auto_top_up) if profile.auto_top_up else None,
    }


def profile_from(item: Item) -> PayerProfile:
    """A profile."""
    order = item.get("auto_top_up")
    return PayerProfile(
        driver_id=item["driver_id"],
        version=int(item["version"]),
        customer_id=item.get("customer_id"),
        auto_top_up=_order_from(order) if order else None,
        auto_count=int(item["auto_count"]),
    )


def _order_item(order: AutoTopUp) -> Item:
    return {
        "currency": order.amount.currency,
        "threshold_minor": order.threshold.minor,
        "amount_minor": order.amount.minor,
        "method_id": order.method_id,
        "agreed_at": clock.to_text(order.agreed_at),
        "enabled": order.enabled,
        "stopped_because": order.stopped_because,
    }


def _order_from(item: Item) -> AutoTopUp:
    return AutoTopUp(
        threshold=Money(int(item["threshold_minor"]), item["currency"]),
        amount=Money(int(item["amount_minor"]), item["currency"]),
        method_id=item["method_id"],
        agreed_at=clock.from_text(item["agreed_at"]),
        enabled=item["enabled"],
        stopped_because=item["stopped_because"],
    )
