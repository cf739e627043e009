"""One attempt at a delivery, and what comes of it: handed over, tried again later, or given up."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta

from csms.alerts.model import Alert, Channel, ChannelType, Delivery, DeliveryState, Transition
from csms.alerts.ports import AlertQueue, ChannelRepository, DeliveryRepository, Sender, Vault
from csms.clock import Clock
from csms.errors import Rejected, Unavailable
from csms.incidents.model import Incident, Severity
from csms.incidents.ports import IncidentStore

# Who died at it leaves it to the next after this time.
CLAIM = timedelta(seconds=60)
# Ten attempts within an hour.
WAITS_S = (5, 15, 30, 60, 120, 300, 900, 900, 900)
LONGEST_ERROR = 200


@dataclass(frozen=True, slots=True)
class Delivering:
    """What delivering needs. `given_up` tells somebody by another way; `link` leads to a page."""

    incidents: IncidentStore
    channels: ChannelRepository
    deliveries: DeliveryRepository
    vault: Vault
    sender: Callable[[ChannelType], Sender]
    queue: AlertQueue
    given_up: Callable[[Channel, Delivery], None]
    clock: Clock
    link: str = ""


def deliver(incident_id: str, delivery_id: str, needs: Delivering) -> Delivery | None:
    """One attempt; the delivery as it is then. None: nothing is to be done."""
    found = needs.deliveries.get(incident_id, delivery_id)
    now = needs.clock()
    claimed = needs.deliveries.claim(found, now, now + CLAIM) if found else None
    if claimed is None:
        return None
    channel = needs.channels.get(claimed.channel_id)
    if channel is None or not channel.enabled:
        return _noted(_failed(claimed, "the channel is gone or disabled"), needs)
    alert = _alert(claimed, needs)
    if alert is None:
        return _noted(_failed(claimed, "the incident is gone"), needs)
    return _attempted(claimed, channel, alert, needs)


def _attempted(delivery: Delivery, channel: Channel, alert: Alert, needs: Delivering) -> Delivery:
    try:
        secrets = needs.vault.unseal(channel.channel_id, channel.sealed) if channel.sealed else {}
        reference = needs.sender(channel.type).send(channel, secrets, alert)
    except Unavailable as error:
        return _again(delivery, channel, str(error), needs)
    except Rejected as error:
        done = _noted(_failed(delivery, str(error)), needs)
        needs.given_up(channel, done)
        return done
    handed_over = replace(
        delivery,
        state=DeliveryState.HANDED_OVER,
        handed_over_at=needs.clock(),
        busy_until=None,
        last_error=None,
        reference=reference,
    )
    return _noted(handed_over, needs)


def _again(delivery: Delivery, channel: Channel, error: str, needs: Delivering) -> Delivery:
    if delivery.attempts > len(WAITS_S):
        done = _noted(_failed(delivery, error), needs)
        needs.given_up(channel, done)
        return done
    waiting = replace(
        delivery,
        state=DeliveryState.RETRYING,
        last_error=error[:LONGEST_ERROR],
        busy_until=None,
    )
    _noted(waiting, needs)
    needs.queue.deliver(waiting, WAITS_S[delivery.attempts - 1])
    return waiting


def _failed(delivery: Delivery, error: str) -> Delivery:
    return replace(
        delivery, state=DeliveryState.FAILED, last_error=error[:LONGEST_ERROR], busy_until=None
    )


def _noted(delivery: Delivery, needs: Delivering) -> Delivery:
    needs.deliveries.put(delivery)
    return delivery


def _alert(delivery: Delivery, needs: Delivering) -> Alert | None:
    if delivery.transition is Transition.TEST:
        return _test_alert(delivery)
    incident = needs.incidents.get(delivery.incident_id)
    return _alert_of(incident, delivery, needs.link) if incident else None


def _alert_of(incident: Incident, delivery: Delivery, link: str) -> Alert:
    place = incident.place
    return Alert(
        delivery_id=delivery.delivery_id,
        incident_id=incident.incident_id,
        transition=delivery.transition,
        at=delivery.at,
        kind=incident.kind.value,
        severity=incident.severity,
        title=incident.title,
        cause=incident.cause,
        advice=incident.advice,
        opened_at=incident.opened_at,
        site_id=place.site_id,
        station_id=place.station_id,
        session_id=place.session_id,
        count=incident.count,
        escalation_level=incident.escalation_level,
        link=f"{link}/incidents/{incident.incident_id}" if link else None,
    )


def _test_alert(delivery: Delivery) -> Alert:
    return Alert(
        delivery_id=delivery.delivery_id,
        incident_id=f"test-{delivery.delivery_id}",
        transition=Transition.TEST,
        at=delivery.at,
        kind="test",
        severity=Severity.INFO,
        title="This channel works",
        cause="Somebody pressed the test button.",
        advice="Nothing is wrong.",
        opened_at=delivery.at,
    )
