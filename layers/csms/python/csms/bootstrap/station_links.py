"""The ways to stations: sockets, commands, the watch over them."""

from __future__ import annotations

from datetime import timedelta
from functools import cache
from typing import TYPE_CHECKING

import boto3

from csms.bootstrap.connecting import impatient, settings
from csms.bootstrap.shared import services

if TYPE_CHECKING:
    from csms.commands.ports import AnswerTimer, StationSocket
    from csms.commands.requesting import Requesting
    from csms.stations.presence import Looks, Presence


@cache
def station_socket() -> StationSocket:
    """The way to connected stations; botocore takes the endpoint from the environment."""
    from csms.adapters.websocket import ApiGatewaySocket

    return ApiGatewaySocket(boto3.client("apigatewaymanagementapi", config=impatient()))


@cache
def presence() -> Presence:
    """Whether stations are there."""
    from csms.adapters.websocket import ApiGatewaySocket
    from csms.stations.presence import Presence

    return Presence(
        services().stations,
        ApiGatewaySocket(boto3.client("apigatewaymanagementapi", config=impatient())),
        settings().silent_after,
        timedelta(seconds=settings().disconnect_grace_s),
    )


@cache
def station_looks() -> Looks:
    """Wakes the watch over a station again."""
    from csms.adapters.sqs import StationLooks

    return StationLooks(boto3.client("sqs"), settings().station_watch_url)


@cache
def answer_timer() -> AnswerTimer:
    """Wakes the queue of a station that does not answer."""
    from csms.adapters.sqs import AnswerTimeouts

    return AnswerTimeouts(boto3.client("sqs"), settings().command_timeouts_url)


@cache
def requesting() -> Requesting:
    """What asking something of a station needs; loads the phrasing of all versions."""
    from csms.commands.requesting import Requesting
    from csms.ocpp.phrasing import phrase_somehow

    shared = services()
    return Requesting(
        shared.stations,
        shared.commands,
        shared.clock,
        timedelta(seconds=settings().command_expiry_s),
        phrase_somehow,
        settings().silent_after,
    )
