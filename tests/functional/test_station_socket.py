"""PostToConnection: what its failures say of the frame."""

from __future__ import annotations

from typing import Any

import boto3
import pytest
from botocore.exceptions import ConnectTimeoutError, ReadTimeoutError
from botocore.stub import Stubber

from csms.adapters.websocket import ApiGatewaySocket
from csms.errors import Unavailable


@pytest.fixture
def client(deployment: None) -> Any:
    return boto3.client("apigatewaymanagementapi")


@pytest.mark.parametrize(("code", "status"), [("LimitExceededException", 429), ("Other", 500)])
def test_a_refusal_may_be_tried_again(client: Any, code: str, status: int) -> None:
    with Stubber(client) as stubber:
        stubber.add_client_error("post_to_connection", code, http_status_code=status)
        with pytest.raises(Unavailable):
            ApiGatewaySocket(client).post("c", "[]")


def test_a_socket_that_is_gone_is_said_to_be(client: Any) -> None:
    with Stubber(client) as stubber:
        stubber.add_client_error("post_to_connection", "GoneException", http_status_code=410)
        assert ApiGatewaySocket(client).post("c", "[]") is False


def test_no_connection_is_tried_again_and_no_answer_is_not(client: Any) -> None:
    errors: list[Exception] = [ConnectTimeoutError(endpoint_url="x")]

    def fail(**_: Any) -> None:
        raise errors[-1]

    client.meta.events.register_first("before-call.apigatewaymanagementapi", fail)
    with pytest.raises(Unavailable):
        ApiGatewaySocket(client).post("c", "[]")
    errors.append(ReadTimeoutError(endpoint_url="x"))
    assert ApiGatewaySocket(client).post("c", "[]") is True
