"""Starts what stands between a fault and the message about it, before anybody waits for it.

A function's first call starts its worker: seconds, where several do on two busy cores. The one that
publishes events is at work since the seed. What is sent here is about nothing that exists: it is
read, and nothing is written.
"""

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import boto3

from local_stack.template import WARM_WORKERS_OF_ALERTS

_STATION, _INCIDENT = "no-such-station", "no-such-incident"
_WELL = {
    "detail-type": "station.online",
    "detail": {
        "event_id": "station.online:none",
        "kind": "station.online",
        "occurred_at": "2026-01-01T00:00:00.000Z",
        "station_id": _STATION,
    },
}
_NOTICE = {"detail": {"kind": "incident.opened", "incident_id": _INCIDENT}}
_DELIVERY = {"deliver": {"incident_id": _INCIDENT, "delivery_id": "none"}}
# By logical id.
_CALLS: tuple[tuple[str, list[dict[str, Any]]], ...] = (
    ("IncidentIntakeFunction", [_WELL]),
    *[("AlertDeliveryFunction", [_NOTICE, _DELIVERY])] * WARM_WORKERS_OF_ALERTS,
)


def warm_up() -> None:
    """SystemExit if one of them cannot do its work."""
    functions = boto3.client("lambda")
    names = {name.split("-")[1]: name for name in _names(functions)}

    def call(wanted: tuple[str, list[dict[str, Any]]]) -> None:
        logical_id, bodies = wanted
        payload = json.dumps({"Records": [_record(n, one) for n, one in enumerate(bodies)]})
        answer = functions.invoke(FunctionName=names[logical_id], Payload=payload)
        said = json.load(answer["Payload"])
        if "FunctionError" in answer or said["batchItemFailures"]:
            raise SystemExit(f"{logical_id}: {said}")

    with ThreadPoolExecutor(len(_CALLS)) as pool:
        list(pool.map(call, _CALLS))


def _names(functions: Any) -> Iterator[str]:
    """<stack>-<logical id>-<suffix>"""
    for page in functions.get_paginator("list_functions").paginate():
        yield from (one["FunctionName"] for one in page["Functions"])


def _record(number: int, body: dict[str, Any]) -> dict[str, Any]:
    """As a queue gives it."""
    return {"messageId": str(number), "body": json.dumps(body), "eventSource": "aws:sqs"}
