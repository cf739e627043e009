"""Channels, rules and deliveries as items, and back."""

from __future__ import annotations

from datetime import time, timedelta
from typing import TYPE_CHECKING

from csms import clock
from csms.alerts.model import (
    Channel,
    ChannelType,
    Delivery,
    DeliveryState,
    Hours,
    Rule,
    Transition,
)
from csms.incidents.model import Kind, Severity

if TYPE_CHECKING:
    from datetime import datetime

    from csms.adapters.dynamodb.table import Item

CHANNELS, RULES, DELIVERIES = "CHANNELS", "RULES", "deliveries"
KEPT = timedelta(days=90)


def channel_item(channel: Channel) -> Item:
    """A channel; its secrets are sealed."""
    return {
        "pk": CHANNELS,
        "sk": channel.channel_id,
        "name": channel.name,
        "type": channel.type.value,
        "target": dict(channel.target),
        "enabled": channel.enabled,
        "sealed": channel.sealed,
        "subscription": channel.subscription,
    }


def channel_from(item: Item) -> Channel:
    """A channel as it is stored."""
    return Channel(
        item["sk"],
        item["name"],
        ChannelType(item["type"]),
        item["target"],
        item["enabled"],
        item.get("sealed"),
        item.get("subscription"),
    )


def rule_item(rule: Rule) -> Item:
    """A rule."""
    hours = rule.hours
    return {
        "pk": RULES,
        "sk": rule.rule_id,
        "name": rule.name,
        "channel_ids": list(rule.channel_ids),
        "kinds": sorted(rule.kinds),
        "severities": sorted(rule.severities),
        "site_ids": sorted(rule.site_ids),
        "hours": {
            "time_zone": hours.time_zone,
            "days": sorted(hours.days),
            "begins": hours.begins.isoformat(),
            "ends": hours.ends.isoformat(),
        }
        if hours
        else None,
        "escalate_after_minutes": rule.escalate_after_minutes,
        "enabled": rule.enabled,
    }


def rule_from(item: Item) -> Rule:
    """A rule as it is stored."""
    hours, minutes = item.get("hours"), item.get("escalate_after_minutes")
    return Rule(
        item["sk"],
        item["name"],
        tuple(item["channel_ids"]),
        frozenset(Kind(one) for one in item["kinds"]),
        frozenset(Severity(one) for one in item["severities"]),
        frozenset(item["site_ids"]),
        Hours(
            hours["time_zone"],
            frozenset(int(one) for one in hours["days"]),
            time.fromisoformat(hours["begins"]),
            time.fromisoformat(hours["ends"]),
        )
        if hours
        else None,
        None if minutes is None else int(minutes),
        item["enabled"],
    )


def delivery_partition(incident_id: str) -> str:
    """Partition of the deliveries of an incident."""
    return f"DELIVERY#{incident_id}"


def channel_group(channel_id: str) -> str:
    """Partition of the index that has the deliveries of a channel."""
    return f"CHANNEL#{channel_id}"


def delivery_item(delivery: Delivery) -> Item:
    """A delivery, with the attributes of its indexes."""
    at = clock.to_text(delivery.at)
    return {
        "pk": delivery_partition(delivery.incident_id),
        "sk": delivery.delivery_id,
        "incident_id": delivery.incident_id,
        "channel_id": delivery.channel_id,
        "transition": delivery.transition.value,
        "number": delivery.number,
        "at": at,
        "state": delivery.state.value,
        "attempts": delivery.attempts,
        "last_error": delivery.last_error,
        "handed_over_at": _text(delivery.handed_over_at),
        "busy_until": _text(delivery.busy_until),
        "reference": delivery.reference,
        "listed": f"{at}#{delivery.delivery_id}",
        "list_name": DELIVERIES,
        "group_name": channel_group(delivery.channel_id),
        "expires_at": clock.epoch_seconds(delivery.at + KEPT),
    }


def delivery_from(item: Item) -> Delivery:
    """A delivery as it is stored."""
    return Delivery(
        item["sk"],
        item["incident_id"],
        item["channel_id"],
        Transition(item["transition"]),
        int(item["number"]),
        clock.from_text(item["at"]),
        DeliveryState(item["state"]),
        int(item["attempts"]),
        item.get("last_error"),
        _moment(item, "handed_over_at"),
        _moment(item, "busy_until"),
        item.get("reference"),
    )


def _text(moment: datetime | None) -> str | None:
    return clock.to_text(moment) if moment else None


def _moment(item: Item, name: str) -> datetime | None:
    return clock.from_text(item[name]) if name in item else None
