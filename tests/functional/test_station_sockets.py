"""What the gateway says of a socket, and what it may refuse to say."""

from __future__ import annotations

from datetime import UTC, datetime

import boto3
import pytest
from botocore.stub import Stubber

from csms.adapters.websocket import ApiGatewaySocket
from csms.errors import Unavailable

ACTIVE = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
ASKED = {"ConnectionId": "c"}


@pytest.fixture
def gateway(monkeypatch: pytest.MonkeyPatch) -> tuple[ApiGatewaySocket, Stubber]:
    client = boto3.client(
        "apigatewaymanagementapi",
        endpoint_url="https://gateway.test",
        aws_access_key_id="testing",
        aws_secret_access_key="testing",
    )
    stubber = Stubber(client)
    stubber.activate()
    return ApiGatewaySocket(client), stubber


def test_an_open_socket_tells_when_it_was_active(
    gateway: tuple[ApiGatewaySocket, Stubber],
) -> None:
    sockets, stub = gateway
    stub.add_response("get_connection", {"LastActiveAt": ACTIVE}, ASKED)
    stub.add_response("get_connection", {}, ASKED)
    told = [sockets.life("c"), sockets.life("c")]
    assert [(one.is_open, one.active_at) for one in told] == [(True, ACTIVE), (True, None)]


def test_a_socket_that_is_gone_is_closed_already(
    gateway: tuple[ApiGatewaySocket, Stubber],
) -> None:
    sockets, stub = gateway
    stub.add_client_error("get_connection", "GoneException", http_status_code=410)
    stub.add_client_error("delete_connection", "GoneException", http_status_code=410)
    assert not sockets.life("c").is_open
    sockets.close("c")


def test_a_gateway_that_fails_decides_nothing(
    gateway: tuple[ApiGatewaySocket, Stubber],
) -> None:
    sockets, stub = gateway
    stub.add_client_error("get_connection", "LimitExceededException")
    with pytest.raises(Unavailable):
        sockets.life("c")
    stub.add_client_error("delete_connection", "LimitExceededException")
    with pytest.raises(Unavailable):
        sockets.close("c")
