"""Alerts in memory: what would leave is kept, and receivers may fail."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from tests.builders import NOW

from csms.adapters.memory.alerts import MemoryChannels, MemoryDeliveries, MemoryRules
from csms.adapters.memory.incidents import MemoryIncidents
from csms.alerts.delivering import Delivering, deliver
from csms.alerts.model import Alert, Channel, ChannelType, Delivery, Rule
from csms.alerts.planning import Planning, plan
from csms.errors import Rejected, Unavailable
from csms.incidents.lifecycle import begin, end
from csms.incidents.model import Change, Incident, Kind, Place
from csms.incidents.signals import Signal
from csms.incidents.wording import words_for


@dataclass
class World:
    """A queue that a test turns by hand, and receivers that answer as it says."""

    now: datetime = NOW
    hold_s: int = 0
    incidents: MemoryIncidents = field(default_factory=MemoryIncidents)
    channels: MemoryChannels = field(default_factory=MemoryChannels)
    rules: MemoryRules = field(default_factory=MemoryRules)
    deliveries: MemoryDeliveries = field(default_factory=MemoryDeliveries)
    queued: list[tuple[datetime, tuple[str, str] | dict[str, Any]]] = field(default_factory=list)
    sent: list[tuple[str, Alert]] = field(default_factory=list)
    given_up: list[str] = field(default_factory=list)
    answers: dict[str, list[Exception]] = field(default_factory=dict)

    # The ports of whoever sends, seals and queues.
    def plan(self, notice: Mapping[str, Any], wait_s: int) -> None:
        self.queued.append((self.now + timedelta(seconds=wait_s), dict(notice)))

    def deliver(self, delivery: Delivery, wait_s: int = 0) -> None:
        named = (delivery.incident_id, delivery.delivery_id)
        self.queued.append((self.now + timedelta(seconds=wait_s), named))

    def send(self, channel: Channel, secrets: Mapping[str, str], alert: Alert) -> str | None:
        assert secrets == {"of": channel.channel_id}
        failures = self.answers.get(channel.channel_id, [])
        if failures:
            raise failures.pop(0)
        self.sent.append((channel.channel_id, alert))
        return f"ref-{len(self.sent)}"

    def seal(self, channel_id: str, secrets: Mapping[str, str]) -> str:
        raise AssertionError(f"nobody seals here: {channel_id}, {len(secrets)}")

    def unseal(self, channel_id: str, sealed: str) -> dict[str, str]:
        assert sealed == "sealed"
        return {"of": channel_id}

    # What a test does.
    def channel(self, *channel_ids: str, enabled: bool = True) -> None:
        for one in channel_ids:
            self.channels.put(Channel(one, one, ChannelType.WEBHOOK, {}, enabled, "sealed"))

    def rule(self, rule_id: str, *channel_ids: str, **more: Any) -> None:
        self.rules.put(Rule(rule_id, rule_id, channel_ids, **more))

    def incident(self, kind: Kind = Kind.CONNECTOR_FAULTED) -> Incident:
        place = Place("site-1", "CP1", 1, 1)
        signal = Signal(kind, "CP1/1/1", self.now, "mark", present=True, place=place)
        change = begin("01INCIDENT", signal, words_for(signal), self.now, None)
        return self.incidents.write(change)

    def resolve(self) -> Incident:
        incident = self.incidents.get("01INCIDENT")
        assert incident is not None
        return self.incidents.write(end(incident, self.now, "recovery"))

    def changed(self, **fields: Any) -> Incident:
        incident = self.incidents.get("01INCIDENT")
        assert incident is not None
        return self.incidents.write(Change(replace(incident, **fields)))

    def notice(self, kind: str, number: int = 1) -> int:
        event_id = f"{kind}:01INCIDENT:{number}"
        notice = {"kind": kind, "incident_id": "01INCIDENT", "event_id": event_id}
        return plan(notice, self.planning())

    def planning(self) -> Planning:
        return Planning(
            self.incidents,
            self.rules.all,
            self.channels,
            self.deliveries,
            self,
            lambda: self.now,
            self.hold_s,
        )

    def delivering(self) -> Delivering:
        return Delivering(
            self.incidents,
            self.channels,
            self.deliveries,
            self,
            lambda _: self,
            self,
            lambda channel, _: self.given_up.append(channel.channel_id),
            lambda: self.now,
            "https://dashboard.example.com",
        )

    def turn(self) -> None:
        """Until nothing waits: time goes on to the next message."""
        while self.queued:
            self.queued.sort(key=lambda one: one[0])
            due, message = self.queued.pop(0)
            self.now = max(self.now, due)
            if isinstance(message, tuple):
                deliver(*message, self.delivering())
            else:
                plan(message, self.planning())

    def told(self) -> list[tuple[str, str]]:
        return [(channel_id, alert.transition.value) for channel_id, alert in self.sent]


@pytest.fixture
def world() -> World:
    return World()


def busy(times: int) -> list[Exception]:
    return [Unavailable(f"answered {503}") for _ in range(times)]


def wrong() -> list[Exception]:
    return [Rejected("answered 404")]
