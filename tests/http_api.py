"""Calls an API as API Gateway does: an HTTP API event of version 2.0 into the Lambda handler."""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from tests.functional.station import CONTEXT

import client_api.handler
import operator_api.handler
import payments_api.handler
import terminal_api.handler

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
HANDLERS = {
    "client_api": client_api.handler.handler,
    "operator_api": operator_api.handler.handler,
    "payments_api": payments_api.handler.handler,
    "terminal_api": terminal_api.handler.handler,
}
PREFIXES = {
    "client_api": "/client/v1",
    "operator_api": "/operator/v1",
    "payments_api": "/client/v1",
    "terminal_api": "/terminal/v1",
}


@dataclass(frozen=True, slots=True)
class Answer:
    """What API Gateway would send back."""

    status: int
    headers: dict[str, str]
    text: str
    body: bytes = b""

    @property
    def json(self) -> Any:
        return json.loads(self.text)


@dataclass(frozen=True, slots=True)
class Caller:
    """Somebody who calls an API. `claims` None: without a token."""

    function: str
    claims: dict[str, Any] | None = field(default_factory=dict)

    def get(self, path: str, **query: Any) -> Answer:
        return self.call("GET", path, query=query)

    def print(self, path: str, **headers: str) -> Answer:
        """GET with headers; underscores stand for hyphens."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return self.call("GET", path, headers=named)

    def put(self, path: str, body: Any) -> Answer:
        return self.call("PUT", path, body=body)

    def delete(self, path: str) -> Answer:
        return self.call("DELETE", path)

    def post(self, path: str, body: Any = None, key: str | None = None, **query: Any) -> Answer:
        headers = {"idempotency-key": key} if key is not None else {}
        return self.call("POST", path, body=body, query=query, headers=headers)

    def call(
        self,
        method: str,
        path: str,
        body: Any = None,
        query: dict[str, Any] | None = None,
        headers: dict[str, str] | None = None,
    ) -> Answer:
        """Text goes as it is, anything else as JSON."""
        text = body if isinstance(body, str) or body is None else json.dumps(body)
        event = http_event(method, PREFIXES[self.function] + path, text, query, headers)
        if self.claims is not None:
            event["requestContext"]["authorizer"] = {"jwt": {"claims": self.claims, "scopes": None}}
        return answer_of(HANDLERS[self.function](event, CONTEXT))


def answer_of(raw: dict[str, Any]) -> Answer:
    """The handler's answer; only a PDF comes as base64."""
    headers, text = raw.get("headers", {}), raw.get("body", "")
    binary = headers.get("content-type") in {"application/pdf", XLSX}
    assert raw["isBase64Encoded"] is binary
    body = base64.b64decode(text) if binary else text.encode()
    return Answer(raw["statusCode"], headers, "" if binary else text, body)


def http_event(
    method: str,
    path: str,
    body: str | None = None,
    query: dict[str, Any] | None = None,
    headers: dict[str, str] | None = None,
) -> dict[str, Any]:
    """What an HTTP API sends to its integration."""
    route = f"ANY {path.partition('/v1/')[0]}/v1/{{proxy+}}"
    given = {name: str(value) for name, value in (query or {}).items()}
    event: dict[str, Any] = {
        "version": "2.0",
        "routeKey": route,
        "rawPath": path,
        "rawQueryString": urlencode(given),
        "headers": {
            "accept": "application/json",
            "content-type": "application/json",
            "host": "api.example.com",
            "x-forwarded-for": "192.0.2.10",
            "x-forwarded-port": "443",
            "x-forwarded-proto": "https",
        }
        | (headers or {}),
        "requestContext": {
            "accountId": "123456789012",
            "apiId": "api",
            "domainName": "api.example.com",
            "domainPrefix": "api",
            "http": {
                "method": method,
                "path": path,
                "protocol": "HTTP/1.1",
                "sourceIp": "192.0.2.10",
                "userAgent": "tests",
            },
            "requestId": "JKJaXmPLvHcESHA=",
            "routeKey": route,
            "stage": "$default",
            "time": "23/Nov/2026:12:00:00 +0000",
            "timeEpoch": 1795435200000,
        },
        "isBase64Encoded": False,
    }
    if given:
        event["queryStringParameters"] = given
    if body is not None:
        event["body"] = body
    return event
