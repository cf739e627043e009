"""The operators' WebSocket: who gets in, what they may ask for, and what reaches them."""

from __future__ import annotations

import json
import time
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from jwt.algorithms import RSAAlgorithm
from tests.functional.station import CONTEXT

from csms import bootstrap
from csms.adapters.id_tokens import IdTokens
from csms.errors import Unauthorized
from live_view import authorize, fan_out, page

if TYPE_CHECKING:
    from collections.abc import Iterator

ISSUER, CLIENT = "https://cognito-idp.eu-central-1.amazonaws.com/pool", "client-1"
KEY, OTHER_KEY = (rsa.generate_private_key(65537, 2048) for _ in range(2))


class Keys(BaseHTTPRequestHandler):
    """The pool's public keys."""

    def do_GET(self) -> None:
        key = json.loads(RSAAlgorithm.to_jwk(KEY.public_key())) | {"kid": "k1", "use": "sig"}
        body = json.dumps({"keys": [key]}).encode()
        self.send_response(200)
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Nothing."""


@pytest.fixture(scope="module")
def keys_url() -> Iterator[str]:
    server = HTTPServer(("127.0.0.1", 0), Keys)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/keys"
    server.shutdown()
    server.server_close()


def a_token(
    key: Any = KEY,
    algorithm: str = "RS256",
    groups: tuple[str, ...] = ("operator-viewers",),
    sites: str | None = None,
    **claims: Any,
) -> str:
    said = {
        "sub": "anna",
        "iss": ISSUER,
        "aud": CLIENT,
        "exp": int(time.time()) + 600,
        "token_use": "id",
        "cognito:groups": list(groups),
        "custom:sites": sites,
    }
    said = {name: one for name, one in (said | claims).items() if one is not None}
    return jwt.encode(said, key, algorithm=algorithm, headers={"kid": "k1"})


def asked(url: str, token: str | None) -> dict[str, Any]:
    """With the keys of the test's own pool: the deployed wiring names AWS."""
    query = {"token": token} if token is not None else None
    event = {"methodArn": "arn:x", "queryStringParameters": query}
    with patch.object(authorize, "id_tokens", lambda: IdTokens(url, ISSUER, CLIENT)):
        return authorize.handler(event, CONTEXT)


def test_an_operator_gets_in_with_subject_and_sites(keys_url: str) -> None:
    answer = asked(keys_url, a_token(sites="north south"))
    assert answer["context"] == {"subject": "anna", "sites": "north south"}
    [statement] = answer["policyDocument"]["Statement"]
    assert (statement["Effect"], statement["Resource"]) == ("Allow", "arn:x")


@pytest.mark.parametrize(
    "token",
    [
        None,
        "",
        "no.token.at-all",
        a_token(exp=int(time.time()) - 600),
        a_token(exp=None),
        a_token(aud="another-client"),
        a_token(iss="https://elsewhere.example.com"),
        a_token(token_use="access"),
        a_token(key=OTHER_KEY),
        a_token(key="k" * 32, algorithm="HS256"),
        a_token(groups=()),
        a_token(groups=("drivers",)),
    ],
    ids=str.split("absent empty text old endless audience issuer access forged hs256 none driver"),
)
def test_nobody_else_gets_in(keys_url: str, token: str | None) -> None:
    with pytest.raises(Unauthorized, match=r"^Unauthorized$"):
        asked(keys_url, token)


def routed(route: str, body: Any = None, sites: str = "") -> dict[str, Any]:
    context = {
        "routeKey": route,
        "connectionId": "page-1",
        "authorizer": {"subject": "anna", "sites": sites},
    }
    text = body if isinstance(body, str) else json.dumps(body)
    said = {"body": text} if text else {}
    return page.handler({"requestContext": context} | said, CONTEXT)


def happened(**detail: Any) -> list[dict[str, Any]]:
    """A batch of the queue; what was posted to pages."""
    detail = {"event_id": "e1", "kind": "session.settled", "occurred_at": "2026-01-20"} | detail
    posted: list[dict[str, Any]] = []

    def post(_self: object, connection_id: str, frame: str) -> bool:
        posted.append({"to": connection_id, **json.loads(frame)})
        return True

    record = {"messageId": "1", "body": json.dumps({"detail": detail})}
    with patch("csms.adapters.websocket.ApiGatewaySocket.post", post):
        assert fan_out.handler({"Records": [record]}, CONTEXT) == {"batchItemFailures": []}
    return posted


def test_a_page_comes_listens_hears_and_goes(deployment: None) -> None:
    assert routed("$connect") == {"statusCode": 200}
    answer = routed("$default", {"subscribe": ["overview", "session:S1"]})
    assert json.loads(answer["body"]) == {"subscribed": ["overview", "session:S1"]}
    heard = happened(session_id="S1", site_id="north")
    assert [(one["to"], one["topic"]) for one in heard] == [
        ("page-1", "overview"),
        ("page-1", "session:S1"),
    ]
    routed("$disconnect")
    assert happened(session_id="S1") == []


def test_a_page_is_kept_to_its_sites(network: None) -> None:
    routed("$connect", sites="site-2")
    routed("$default", {"subscribe": ["stations", "station:CP1"]})
    assert happened(kind="station.offline", station_id="CP1") == []
    routed("$connect", sites="site-1")
    routed("$default", {"subscribe": ["stations", "station:CP1"]})
    assert len(happened(kind="station.offline", station_id="CP1")) == 2


@pytest.mark.parametrize(
    "wrong",
    [
        "no json",
        "[]",
        '{"subscribe": ["all"]}',
        "null",
        "[" * 9999,
        "",
        '{"subscribe": ["station:\\ud800"]}',
    ],
    ids=["text", "list", "topic", "null", "deep", "nothing", "surrogate"],
)
def test_what_cannot_be_listened_to_is_answered(deployment: None, wrong: str) -> None:
    routed("$connect")
    assert "error" in json.loads(routed("$default", wrong)["body"])
    assert happened() == []


def test_a_page_that_is_not_known_is_told_to_come_again(deployment: None) -> None:
    assert "error" in json.loads(routed("$default", {"subscribe": ["overview"]})["body"])
    assert not list(bootstrap.listeners().listening("overview", bootstrap.clock()()))
