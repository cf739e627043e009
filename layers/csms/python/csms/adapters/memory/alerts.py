"""Channels, rules and deliveries in memory."""

from dataclasses import replace
from datetime import datetime

from csms.alerts.model import FINAL, Channel, Delivery, Rule
from csms.clock import to_text


class MemoryChannels:
    """ChannelRepository over a dict."""

    def __init__(self) -> None:
        """Start empty."""
        self._channels: dict[str, Channel] = {}

    def get(self, channel_id: str) -> Channel | None:
        """See the port."""
        return self._channels.get(channel_id)

    def put(self, channel: Channel) -> None:
        """See the port."""
        self._channels[channel.channel_id] = channel

    def delete(self, channel_id: str) -> None:
        """See the port."""
        self._channels.pop(channel_id, None)

    def all(self) -> list[Channel]:
        """See the port."""
        return [self._channels[one] for one in sorted(self._channels)]


class MemoryRules:
    """RuleRepository over a dict."""

    def __init__(self) -> None:
        """Start empty."""
        self._rules: dict[str, Rule] = {}

    def get(self, rule_id: str) -> Rule | None:
        """See the port."""
        return self._rules.get(rule_id)

    def put(self, rule: Rule) -> None:
        """See the port."""
        self._rules[rule.rule_id] = rule

    def delete(self, rule_id: str) -> None:
        """See the port."""
        self._rules.pop(rule_id, None)

    def all(self) -> list[Rule]:
        """See the port."""
        return [self._rules[one] for one in sorted(self._rules)]


class MemoryDeliveries:
    """DeliveryRepository over a dict."""

    def __init__(self) -> None:
        """Start empty."""
        self._deliveries: dict[tuple[str, str], Delivery] = {}

    def plan(self, delivery: Delivery) -> Delivery:
        """See the port."""
        return self._deliveries.setdefault((delivery.incident_id, delivery.delivery_id), delivery)

    def get(self, incident_id: str, delivery_id: str) -> Delivery | None:
        """See the port."""
        return self._deliveries.get((incident_id, delivery_id))

    def of_incident(self, incident_id: str) -> list[Delivery]:
        """See the port."""
        found = [one for one in self._deliveries.values() if one.incident_id == incident_id]
        return sorted(found, key=lambda one: (one.at, one.number, one.delivery_id))

    def claim(self, delivery: Delivery, now: datetime, until: datetime) -> Delivery | None:
        """See the port."""
        stored = self.get(delivery.incident_id, delivery.delivery_id)
        busy = delivery.busy_until is not None and delivery.busy_until > now
        if stored is None or stored.attempts != delivery.attempts:
            return None
        if busy or delivery.state in FINAL:
            return None
        claimed = replace(delivery, attempts=delivery.attempts + 1, busy_until=until)
        self.put(claimed)
        return claimed

    def put(self, delivery: Delivery) -> None:
        """See the port."""
        self._deliveries[delivery.incident_id, delivery.delivery_id] = delivery

    def page(
        self, channel_id: str | None, limit: int, cursor: str | None
    ) -> tuple[list[Delivery], str | None]:
        """See the port. The cursor is the place of the last one shown."""
        places = {
            f"{to_text(one.at)}#{one.delivery_id}": one
            for one in self._deliveries.values()
            if channel_id in {None, one.channel_id}
        }
        left = [one for one in sorted(places, reverse=True) if cursor is None or one < cursor]
        shown = left[:limit]
        return [places[one] for one in shown], shown[-1] if len(left) > limit else None
