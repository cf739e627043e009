"""What alerts need from storage and from the ways out."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Protocol

from csms.alerts.model import Alert, Channel, Delivery, Rule


class ChannelRepository(Protocol):
    """Channels: some dozens, at the most."""

    def get(self, channel_id: str) -> Channel | None:
        """The channel."""

    def put(self, channel: Channel) -> None:
        """Create or replace."""

    def delete(self, channel_id: str) -> None:
        """Remove it, if it is there."""

    def all(self) -> list[Channel]:
        """Every channel, by id."""


class RuleRepository(Protocol):
    """Rules: some dozens, at the most."""

    def get(self, rule_id: str) -> Rule | None:
        """The rule."""

    def put(self, rule: Rule) -> None:
        """Create or replace."""

    def delete(self, rule_id: str) -> None:
        """Remove it, if it is there."""

    def all(self) -> list[Rule]:
        """Every rule, by id."""


class DeliveryRepository(Protocol):
    """Deliveries; each is planned once, and worked on by one at a time."""

    def plan(self, delivery: Delivery) -> Delivery:
        """Keep a new one; the one that stands there if it was planned before."""

    def get(self, incident_id: str, delivery_id: str) -> Delivery | None:
        """The delivery."""

    def of_incident(self, incident_id: str) -> list[Delivery]:
        """All of an incident, oldest first."""

    def claim(self, delivery: Delivery, now: datetime, until: datetime) -> Delivery | None:
        """One attempt more, and nobody else's until then; None: it is done, or somebody's."""

    def put(self, delivery: Delivery) -> None:
        """What came of the attempt of who claimed it."""

    def page(
        self, channel_id: str | None, limit: int, cursor: str | None
    ) -> tuple[list[Delivery], str | None]:
        """Newest first, of a channel or of all; kept for 90 days."""


class Vault(Protocol):
    """Secrets of channels: who seals need not be able to open."""

    def seal(self, channel_id: str, secrets: Mapping[str, str]) -> str:
        """Text that only `unseal` with the same channel makes sense of."""

    def unseal(self, channel_id: str, sealed: str) -> dict[str, str]:
        """The secrets."""


class Subscriptions(Protocol):
    """Channels that go through the topic: e-mail, SMS, push."""

    def subscribe(self, channel: Channel) -> str:
        """What names it there. An e-mail address gets a link to confirm."""

    def unsubscribe(self, subscription: str) -> None:
        """Nothing reaches it any more."""


class Sender(Protocol):
    """A way out."""

    def send(self, channel: Channel, secrets: Mapping[str, str], alert: Alert) -> str | None:
        """Hand it over; what the receiver calls it. Unavailable: try again. Rejected: never."""


class AlertQueue(Protocol):
    """What wakes whoever plans and delivers."""

    def plan(self, notice: Mapping[str, Any], wait_s: int) -> None:
        """Look at a notice again, later. Unavailable."""

    def deliver(self, delivery: Delivery, wait_s: int = 0) -> None:
        """Deliver it. Unavailable."""
