"""Channels, rules and deliveries in the table `incidents`."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from csms.adapters.dynamodb.alert_items import (
    CHANNELS,
    DELIVERIES,
    RULES,
    channel_from,
    channel_group,
    channel_item,
    delivery_from,
    delivery_item,
    delivery_partition,
    rule_from,
    rule_item,
)
from csms.adapters.dynamodb.incident_items import LIVE
from csms.adapters.dynamodb.table import ConditionFailed
from csms.alerts.model import FINAL

if TYPE_CHECKING:
    from datetime import datetime

    from csms.adapters.dynamodb.table import Table
    from csms.alerts.model import Channel, Delivery, Rule


class DynamoChannels:
    """ChannelRepository: one partition of some dozens."""

    def __init__(self, table: Table) -> None:
        """The table `incidents`."""
        self._table = table

    def get(self, channel_id: str) -> Channel | None:
        """See the port."""
        item = self._table.get(CHANNELS, channel_id)
        return channel_from(item) if item else None

    def put(self, channel: Channel) -> None:
        """See the port."""
        self._table.put(channel_item(channel))

    def delete(self, channel_id: str) -> None:
        """See the port."""
        self._table.delete(CHANNELS, channel_id)

    def all(self) -> list[Channel]:
        """See the port."""
        return [channel_from(one) for one in self._table.query(CHANNELS)[0]]


class DynamoRules:
    """RuleRepository: one partition of some dozens."""

    def __init__(self, table: Table) -> None:
        """The table `incidents`."""
        self._table = table

    def get(self, rule_id: str) -> Rule | None:
        """See the port."""
        item = self._table.get(RULES, rule_id)
        return rule_from(item) if item else None

    def put(self, rule: Rule) -> None:
        """See the port."""
        self._table.put(rule_item(rule))

    def delete(self, rule_id: str) -> None:
        """See the port."""
        self._table.delete(RULES, rule_id)

    def all(self) -> list[Rule]:
        """See the port."""
        return [rule_from(one) for one in self._table.query(RULES)[0]]


class DynamoDeliveries:
    """DeliveryRepository: a partition for each incident, an index for each channel and for all."""

    def __init__(self, table: Table) -> None:
        """The table `incidents`."""
        self._table = table

    def plan(self, delivery: Delivery) -> Delivery:
        """See the port."""
        try:
            self._table.put(delivery_item(delivery), "attribute_not_exists(pk)")
        except ConditionFailed as error:
            assert error.item is not None
            return delivery_from(error.item)
        return delivery

    def get(self, incident_id: str, delivery_id: str) -> Delivery | None:
        """See the port."""
        item = self._table.get(delivery_partition(incident_id), delivery_id)
        return delivery_from(item) if item else None

    def of_incident(self, incident_id: str) -> list[Delivery]:
        """See the port."""
        items, _ = self._table.query(delivery_partition(incident_id))
        found = [delivery_from(one) for one in items]
        return sorted(found, key=lambda one: (one.at, one.number, one.delivery_id))

    def claim(self, delivery: Delivery, now: datetime, until: datetime) -> Delivery | None:
        """See the port. On condition that nobody has tried since it was read."""
        busy = delivery.busy_until is not None and delivery.busy_until > now
        if busy or delivery.state in FINAL:
            return None
        claimed = replace(delivery, attempts=delivery.attempts + 1, busy_until=until)
        try:
            self._table.put_if(delivery_item(claimed), "attempts = :before", delivery.attempts)
        except ConditionFailed:
            return None
        return claimed

    def put(self, delivery: Delivery) -> None:
        """See the port."""
        self._table.put(delivery_item(delivery))

    def page(
        self, channel_id: str | None, limit: int, cursor: str | None
    ) -> tuple[list[Delivery], str | None]:
        """See the port. The cursor is the place of the last one shown."""
        index, value = LIVE, DELIVERIES
        if channel_id is not None:
            index, value = ("by_group", "group_name", "listed"), channel_group(channel_id)
        heads, last = self._table.query(
            value, index=index, newest_first=True, limit=limit, before=cursor
        )
        keys = [(one["pk"], one["sk"]) for one in heads]
        whole = self._table.get_many(keys)
        more = heads[-1]["listed"] if last and heads else None
        return [delivery_from(whole[one]) for one in keys if one in whole], more
