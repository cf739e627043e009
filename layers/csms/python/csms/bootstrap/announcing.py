"""Who is told: the bus, people, the workflow."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import boto3

from csms.bootstrap.connecting import settings

if TYPE_CHECKING:
    from csms.adapters.sns import AlertsTopic
    from csms.adapters.stepfunctions import SettlementWorkflow
    from csms.events.envelope import EventBus


@cache
def event_bus() -> EventBus:
    """The deployment's bus."""
    from csms.adapters.eventbridge import EventBridgeBus

    return EventBridgeBus(boto3.client("events"), settings().event_bus_name)


@cache
def settlement_workflow() -> SettlementWorkflow:
    """The settle_session state machine."""
    from csms.adapters.stepfunctions import SettlementWorkflow

    return SettlementWorkflow(boto3.client("stepfunctions"), settings().settle_session_arn)


@cache
def alerts() -> AlertsTopic:
    """The topic that reaches the operator."""
    from csms.adapters.sns import AlertsTopic

    return AlertsTopic(boto3.client("sns"), settings().alerts_topic_arn)
