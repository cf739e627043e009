"""Channels, rules and deliveries of alerts."""

from datetime import time
from typing import Annotated
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, BaseModel, Field

from csms.alerts.keeping import WantedChannel
from csms.alerts.model import (
    Channel,
    ChannelType,
    Delivery,
    DeliveryState,
    Hours,
    Rule,
    Transition,
)
from csms.alerts.targets import secret_names
from csms.incidents.model import Kind, Severity
from csms.web.fields import Identifier, Timestamp

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
CLOCK = r"^([01]\d|2[0-3]):[0-5]\d$"
LONGEST_ESCALATION = 7 * 24 * 60


def _zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise ValueError("use an IANA time zone like Europe/Berlin") from error
    return name


def _day(name: str) -> str:
    if name not in DAYS:
        raise ValueError(f"one of {', '.join(DAYS)}")
    return name


class ChannelIn(BaseModel):
    """A way to people. `target` by type: `email` address; `sms` phone; `push` endpoint_arn; `slack`
    and `teams` url; `webhook` url, secret; `pagerduty` routing_key; `opsgenie` api_key. Keys, the
    secret, and the urls of chats are never shown again; left out, they stay as they are.
    """

    name: str = Field(min_length=1, max_length=100)
    type: ChannelType
    target: dict[str, str]
    enabled: bool = True

    def wanted(self) -> WantedChannel:
        """For the domain."""
        return WantedChannel(self.name, self.type, self.target, self.enabled)


class ChannelView(BaseModel):
    """A channel without its secrets."""

    channel_id: str
    name: str
    type: ChannelType
    target: dict[str, str]
    secrets: list[str] = Field(description="Members of the target that are set and not shown")
    enabled: bool


class HoursIn(BaseModel):
    """By the clocks of a zone; from 22:00 to 06:00 goes over midnight."""

    time_zone: Annotated[str, AfterValidator(_zone)] = Field(examples=["Europe/Berlin"])
    days: list[Annotated[str, AfterValidator(_day)]] = Field(min_length=1, examples=[["monday"]])
    begins: str = Field(alias="from", pattern=CLOCK, examples=["08:00"])
    ends: str = Field(alias="to", pattern=CLOCK, examples=["18:00"])

    def hours(self) -> Hours:
        """For the domain."""
        days = frozenset(DAYS.index(one) for one in self.days)
        begins, ends = time.fromisoformat(self.begins), time.fromisoformat(self.ends)
        return Hours(self.time_zone, days, begins, ends)


class RuleIn(BaseModel):
    """Which incidents go to which channels; an empty list means all."""

    name: str = Field(min_length=1, max_length=100)
    kinds: list[Kind] = []
    severities: list[Severity] = []
    site_ids: list[Identifier] = []
    hours: HoursIn | None = None
    channel_ids: list[Identifier] = Field(min_length=1, max_length=20)
    escalate_after_minutes: int | None = Field(None, ge=1, le=LONGEST_ESCALATION)
    enabled: bool = True

    def rule(self, rule_id: str) -> Rule:
        """For the domain."""
        return Rule(
            rule_id,
            self.name,
            tuple(dict.fromkeys(self.channel_ids)),
            frozenset(self.kinds),
            frozenset(self.severities),
            frozenset(self.site_ids),
            self.hours.hours() if self.hours else None,
            self.escalate_after_minutes,
            self.enabled,
        )


class RuleView(RuleIn):
    """A rule."""

    rule_id: str


class DeliveryView(BaseModel):
    """An alert to a channel, and whether it was handed over."""

    delivery_id: str
    incident_id: str = Field(description="`test` for the test of a channel")
    channel_id: str
    transition: Transition
    state: DeliveryState
    attempts: int
    last_error: str | None
    at: Timestamp
    handed_over_at: Timestamp | None
    reference: str | None = Field(description="What the receiver calls it")


def channel_view(channel: Channel) -> ChannelView:
    """Present a channel."""
    return ChannelView(
        channel_id=channel.channel_id,
        name=channel.name,
        type=channel.type,
        target=dict(channel.target),
        secrets=secret_names(channel.type) if channel.sealed else [],
        enabled=channel.enabled,
    )


def rule_view(rule: Rule) -> RuleView:
    """Present a rule."""
    hours = rule.hours
    said = {
        "rule_id": rule.rule_id,
        "name": rule.name,
        "kinds": sorted(rule.kinds),
        "severities": [one for one in Severity if one in rule.severities],
        "site_ids": sorted(rule.site_ids),
        "hours": {
            "time_zone": hours.time_zone,
            "days": [DAYS[one] for one in sorted(hours.days)],
            "from": f"{hours.begins:%H:%M}",
            "to": f"{hours.ends:%H:%M}",
        }
        if hours
        else None,
        "channel_ids": list(rule.channel_ids),
        "escalate_after_minutes": rule.escalate_after_minutes,
        "enabled": rule.enabled,
    }
    return RuleView.model_validate(said)


def delivery_view(delivery: Delivery) -> DeliveryView:
    """Present a delivery."""
    return DeliveryView(
        delivery_id=delivery.delivery_id,
        incident_id=delivery.incident_id,
        channel_id=delivery.channel_id,
        transition=delivery.transition,
        state=delivery.state,
        attempts=delivery.attempts,
        last_error=delivery.last_error,
        at=delivery.at,
        handed_over_at=delivery.handed_over_at,
        reference=delivery.reference,
    )
