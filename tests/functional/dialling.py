"""Sockets as stations open them, with whatever they prove themselves by; and the table's stream."""

from __future__ import annotations

import base64
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import boto3
from boto3.dynamodb.types import TypeDeserializer
from tests.functional.station import CONTEXT, Station
from tests.functional.streams import stream_event

from csms.errors import Unauthorized
from ocpp_gateway import authorize, connect
from station_commands import deliver

if TYPE_CHECKING:
    from collections.abc import Mapping

PRINT, OTHER = "ab" * 32, "cd" * 32
SUBJECT = "CN=CP1-SN42,O=Operator\\, Inc."
V16 = "ocpp1.6"


@dataclass
class Dialled(Station):
    """A station with the very context that its authorizer left."""

    context: dict[str, str] = field(default_factory=dict)

    def request_context(self) -> dict[str, Any]:
        return super().request_context() | {"authorizer": self.context}


class Streams:
    """The stream of the stations table, removals included, until nothing changes any more."""

    def __init__(self) -> None:
        self.seen: dict[tuple[str, str], dict[str, Any]] = {}
        self._changes()

    def run(self) -> None:
        for _ in range(10):
            records = self._changes()
            if not records:
                return
            assert deliver.handler({"Records": records}, CONTEXT) == {"batchItemFailures": []}
        raise AssertionError("the stream never ends")

    def _changes(self) -> list[dict[str, Any]]:
        rows = boto3.client("dynamodb").scan(TableName="StationsTable")["Items"]
        read = TypeDeserializer().deserialize
        items = [{name: read(value) for name, value in row.items()} for row in rows]
        now = {(one["pk"], one["sk"]): one for one in items}
        changed = [
            (self.seen.get(key), one) for key, one in now.items() if self.seen.get(key) != one
        ]
        gone = [one for key, one in self.seen.items() if key not in now]
        self.seen = now
        records: list[dict[str, Any]] = stream_event(*changed)["Records"]
        for record in stream_event(*((None, one) for one in gone))["Records"]:
            images = record["dynamodb"]
            images["OldImage"] = images.pop("NewImage")
            records.append(record | {"eventName": "REMOVE"})
        return records


def basic(password: bytes, user: str = "CP1") -> dict[str, str]:
    pair = base64.b64encode(user.encode() + b":" + password)
    return {"authorization": f"Basic {pair.decode()}"}


def certificate(fingerprint: str = PRINT, subject: str = SUBJECT) -> dict[str, str]:
    return {"x-ocpp-certificate-sha256": fingerprint, "x-ocpp-certificate-subject": subject}


def dial(*proofs: Mapping[str, str], protocol: str = V16, plain: bool = False) -> Station:
    """Open a socket as API Gateway does; Unauthorized is raised for a refusal."""
    headers = {
        "x-origin-secret": "from-our-edge",
        "x-ocpp-identity": "CP1",
        "sec-websocket-protocol": protocol,
    } | ({"x-ocpp-transport": "ws"} if plain else {})
    for proof in proofs:
        headers |= proof
    answer = authorize.handler({"headers": headers, "methodArn": "arn"}, CONTEXT)
    station = Dialled(protocol=protocol, context=answer["context"])
    context = station.request_context() | {"connectedAt": int(datetime.now(UTC).timestamp() * 1000)}
    assert connect.handler({"requestContext": context}, CONTEXT)["statusCode"] == 200
    return station


def refused(*proofs: Mapping[str, str], **how: Any) -> bool:
    try:
        dial(*proofs, **how)
    except Unauthorized:
        return True
    return False
