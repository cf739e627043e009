"""Who is told of incidents, and by which way."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import boto3

from csms.bootstrap.announcing import alerts
from csms.bootstrap.connecting import clock, impatient, settings, table
from csms.bootstrap.incidents import incidents
from csms.observability import logger

if TYPE_CHECKING:
    from csms.adapters.alerting.topic import AlertTopic
    from csms.adapters.alerting.vault import KmsVault
    from csms.alerts.delivering import Delivering
    from csms.alerts.keeping import Keeping
    from csms.alerts.model import Channel, ChannelType, Delivery
    from csms.alerts.planning import Planning
    from csms.alerts.ports import (
        AlertQueue,
        ChannelRepository,
        DeliveryRepository,
        RuleRepository,
        Sender,
    )


@cache
def alert_channels() -> ChannelRepository:
    """Channels."""
    from csms.adapters.dynamodb.alerts import DynamoChannels

    return DynamoChannels(table(settings().incidents_table))


@cache
def alert_rules() -> RuleRepository:
    """Rules."""
    from csms.adapters.dynamodb.alerts import DynamoRules

    return DynamoRules(table(settings().incidents_table))


@cache
def alert_deliveries() -> DeliveryRepository:
    """Deliveries."""
    from csms.adapters.dynamodb.alerts import DynamoDeliveries

    return DynamoDeliveries(table(settings().incidents_table))


@cache
def alert_queue() -> AlertQueue:
    """What wakes whoever plans and delivers."""
    from csms.adapters.sqs import Alerts

    return Alerts(boto3.client("sqs"), settings().alert_queue_url)


@cache
def alert_topic() -> AlertTopic:
    """E-mail, SMS and push."""
    from csms.adapters.alerting.topic import AlertTopic

    client = boto3.client("sns", config=impatient())
    return AlertTopic(client, settings().incidents_topic_arn)


@cache
def channel_vault() -> KmsVault:
    """Secrets of channels."""
    from csms.adapters.alerting.vault import KmsVault

    return KmsVault(boto3.client("kms"), settings().channel_key_id)


@cache
def keeping_channels() -> Keeping:
    """What makes and removes channels."""
    from csms.alerts.keeping import Keeping

    local = settings().local_webhooks
    return Keeping(alert_channels(), channel_vault(), alert_topic(), local=local)


@cache
def planning() -> Planning:
    """What plans deliveries."""
    from csms.alerts.planning import Planning

    return Planning(
        incidents(),
        alert_rules().all,
        alert_channels(),
        alert_deliveries(),
        alert_queue(),
        clock(),
        settings().alert_hold_s,
    )


@cache
def delivering() -> Delivering:
    """What delivers."""
    from csms.alerts.delivering import Delivering

    return Delivering(
        incidents(),
        alert_channels(),
        alert_deliveries(),
        channel_vault(),
        _sender,
        alert_queue(),
        _given_up,
        clock(),
        settings().dashboard_url,
    )


@cache
def _sender(kind: ChannelType) -> Sender:
    from csms.adapters.alerting.hooks import HookSender
    from csms.adapters.alerting.https import Https
    from csms.adapters.alerting.topic import PROTOCOLS

    if kind in PROTOCOLS:
        return alert_topic()
    return HookSender(Https(local=settings().local_webhooks), clock())


def _given_up(channel: Channel, delivery: Delivery) -> None:
    """By the way that needs no channel: whoever has subscribed the topic of alarms."""
    logger.error(
        "alert not delivered",
        channel_id=channel.channel_id,
        delivery_id=delivery.delivery_id,
        incident_id=delivery.incident_id,
        attempts=delivery.attempts,
    )
    text = (
        f"Incident {delivery.incident_id} could not be told to the channel {channel.name} "
        f"({channel.type}), {delivery.attempts} times: {delivery.last_error}. "
        "See GET /operator/v1/alert-deliveries."
    )
    alerts().send("An alert could not be delivered", text)
