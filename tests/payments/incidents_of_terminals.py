"""What the troubles that were noted become: through the stream, to incidents."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import boto3
from tests.architecture.stream_filters import let_through
from tests.functional.station import CONTEXT
from tests.http_api import Caller

from csms import bootstrap
from csms.adapters.dynamodb.table import unmarshal
from csms.clock import to_text
from csms.events.catalogue import events_of
from incident_work import take_in

if TYPE_CHECKING:
    from datetime import datetime


def told_incidents() -> list[tuple[str, str, str | None]]:
    """Kind, state and session of each incident, once all that was noted is told (again)."""
    table = bootstrap.settings().audit_table
    items = map(unmarshal, boto3.client("dynamodb").scan(TableName=table)["Items"])
    noted = sorted(
        (one for one in items if one and str(one["pk"]).startswith("TROUBLE#")),
        key=lambda one: str(one["noted_at"]),
    )
    published = [one for one in noted if let_through("EventPublisherFromAudit", one)]
    for event in (event for one in published for event in events_of(None, one)):
        _take_in(event.detail())
    caller = Caller("operator_api", {"sub": "operator-1", "cognito:groups": "[operators]"})
    found = caller.get("/incidents", state="all").json["items"]
    return [(one["kind"], one["state"], one["session_id"]) for one in found]


def hear(kind: str, at: datetime, **body: Any) -> None:
    """An event of the bus."""
    told = {"event_id": f"{kind}:{at}", "kind": kind, "occurred_at": to_text(at)}
    _take_in(told | body)


def _take_in(detail: dict[str, Any]) -> None:
    body = json.dumps({"detail-type": detail["kind"], "detail": detail})
    event = {"Records": [{"messageId": "1", "body": body}]}
    assert take_in.handler(event, CONTEXT) == {"batchItemFailures": []}
