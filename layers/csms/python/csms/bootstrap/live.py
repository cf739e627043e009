"""Open pages of operators, and the way to them."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import boto3

from csms.bootstrap.connecting import impatient, settings, table
from csms.bootstrap.shared import services

if TYPE_CHECKING:
    from csms.adapters.id_tokens import IdTokens
    from csms.live.ports import ListenerRepository
    from csms.live.telling import Telling


@cache
def listeners() -> ListenerRepository:
    """Who listens to what."""
    from csms.adapters.dynamodb.listeners import DynamoListeners

    return DynamoListeners(table(settings().live_table))


@cache
def telling() -> Telling:
    """What tells open pages of events."""
    from csms.adapters.websocket import ApiGatewaySocket
    from csms.live.telling import Telling

    socket = ApiGatewaySocket(boto3.client("apigatewaymanagementapi", config=impatient()))
    return Telling(listeners(), socket, _site_of)


@cache
def id_tokens() -> IdTokens:
    """Loads `jwt` and `cryptography`; the pool's keys are where botocore finds the pool."""
    from csms.adapters.id_tokens import IdTokens

    deployed, client = settings(), boto3.client("cognito-idp")
    pool = deployed.user_pool_id
    issuer = f"https://cognito-idp.{client.meta.region_name}.amazonaws.com/{pool}"
    keys_url = f"{client.meta.endpoint_url.rstrip('/')}/{pool}/.well-known/jwks.json"
    return IdTokens(keys_url, issuer, deployed.user_pool_client_id)


def _site_of(station_id: str) -> str | None:
    station = services().stations.get(station_id)
    return station.site_id if station else None
