"""Channels, rules, and deliveries."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time
from enum import StrEnum

from csms.incidents.model import Kind, Severity


class ChannelType(StrEnum):
    """The ways out."""

    EMAIL = "email"
    SMS = "sms"
    PUSH = "push"
    SLACK = "slack"
    TEAMS = "teams"
    WEBHOOK = "webhook"
    PAGERDUTY = "pagerduty"
    OPSGENIE = "opsgenie"


class Transition(StrEnum):
    """What of an incident is told."""

    OPENED = "opened"
    ESCALATED = "escalated"
    RESOLVED = "resolved"
    TEST = "test"


class DeliveryState(StrEnum):
    """waiting → handed_over | retrying → … → handed_over | failed."""

    WAITING = "waiting"
    RETRYING = "retrying"
    HANDED_OVER = "handed_over"
    FAILED = "failed"


FINAL = frozenset({DeliveryState.HANDED_OVER, DeliveryState.FAILED})


@dataclass(frozen=True, slots=True)
class Channel:
    """One way to people. `target` is what may be shown of it, `sealed` its encrypted secrets.

    `subscription` names it at the topic, where it goes through one.
    """

    channel_id: str
    name: str
    type: ChannelType
    target: Mapping[str, str]
    enabled: bool = True
    sealed: str | None = None
    subscription: str | None = None


@dataclass(frozen=True, slots=True)
class Hours:
    """When a rule holds: on these days (0 is Monday), from until, by the clocks of a zone.

    From 22:00 to 06:00 goes over midnight and belongs to the day on which it begins. The same time
    twice is the whole day.
    """

    time_zone: str
    days: frozenset[int]
    begins: time
    ends: time


@dataclass(frozen=True, slots=True)
class Rule:
    """Which incidents are told to which channels; an empty set means all."""

    rule_id: str
    name: str
    channel_ids: tuple[str, ...]
    kinds: frozenset[Kind] = frozenset()
    severities: frozenset[Severity] = frozenset()
    site_ids: frozenset[str] = frozenset()
    hours: Hours | None = None
    escalate_after_minutes: int | None = None
    enabled: bool = True


@dataclass(frozen=True, slots=True)
class Delivery:
    """One transition of one incident to one channel. `number` is of the incident's notice.

    `busy_until`: somebody is at it. `reference` is what the receiver calls it.
    """

    delivery_id: str
    incident_id: str
    channel_id: str
    transition: Transition
    number: int
    at: datetime
    state: DeliveryState = DeliveryState.WAITING
    attempts: int = 0
    last_error: str | None = None
    handed_over_at: datetime | None = None
    busy_until: datetime | None = None
    reference: str | None = None


@dataclass(frozen=True, slots=True)
class Alert:
    """What a receiver is told, whatever the channel. `delivery_id` stays the same on retries."""

    delivery_id: str
    incident_id: str
    transition: Transition
    at: datetime
    kind: str
    severity: Severity
    title: str
    cause: str
    advice: str
    opened_at: datetime
    site_id: str | None = None
    station_id: str | None = None
    session_id: str | None = None
    count: int = 1
    escalation_level: int = 0
    link: str | None = None
