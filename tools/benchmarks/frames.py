"""Frames through `ocpp_gateway.message.handler`, timed one kind at a time."""

import json
import os
import sys
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from decimal import Decimal
from itertools import count
from pathlib import Path
from typing import Any, cast

import boto3
from aws_lambda_powertools.utilities.typing import LambdaContext

from benchmarks.traffic import Frame, traffic
from csms.bootstrap import services
from csms.drivers.model import Token, TokenStatus
from csms.stations.model import CurrentType, Evse, Site, Station
from csms.tariffs.document import tariff_from_document
from csms.tariffs.rules import Place, Rule, at_site
from local_stack.tables import create_tables
from ocpp_gateway.message import handler


@dataclass(frozen=True)
class Measured:
    """The cost of one kind of frame in this process; the tables are in another."""

    protocol: str
    action: str
    cpu_ms: float
    wall_p50_ms: float
    wall_p99_ms: float
    aws_requests: float


class _Context:
    function_name = "bench"
    memory_limit_in_mb = 512
    invoked_function_arn = "arn:aws:lambda:eu-central-1:000000000000:function:bench"
    aws_request_id = "bench"


_CONTEXT = cast(LambdaContext, _Context())


def measure(frames: int) -> list[Measured]:
    """All kinds of frames in both versions."""
    os.environ.update(create_tables(boto3.client("dynamodb")))
    _network()
    requests = _count_requests()
    results = []
    for protocol in ("ocpp1.6", "ocpp2.0.1"):
        kinds: dict[str, list[tuple[float, float, int]]] = {}
        for frame in traffic(protocol, frames):
            kinds.setdefault(frame.kind, []).append(_timed(frame, requests))
        for kind, costs in kinds.items():
            results.append(_summed(protocol, kind, costs[len(costs) // 10 :]))
    return results


def _timed(frame: Frame, requests: Iterator[int]) -> tuple[float, float, int]:
    event = {"requestContext": frame.request_context, "body": json.dumps(frame.call())}
    before, cpu, wall = next(requests), time.process_time(), time.perf_counter()
    answer = handler(event, _CONTEXT)
    cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
    frame.answered(json.loads(answer["body"]))
    return cpu * 1000, wall * 1000, next(requests) - before - 1


def _summed(protocol: str, kind: str, costs: list[tuple[float, float, int]]) -> Measured:
    walls = sorted(wall for _, wall, _ in costs)
    return Measured(
        protocol,
        kind,
        cpu_ms=round(sum(cpu for cpu, _, _ in costs) / len(costs), 3),
        wall_p50_ms=round(walls[len(walls) // 2], 3),
        wall_p99_ms=round(walls[min(len(walls) - 1, len(walls) * 99 // 100)], 3),
        aws_requests=round(sum(number for _, _, number in costs) / len(costs), 2),
    )


def _count_requests() -> Iterator[int]:
    """Counts what botocore sends; reading the counter counts one."""
    counter = count()
    events: Any = services().stations._table.client.meta.events  # type: ignore[attr-defined]
    events.register("before-send.dynamodb", lambda **_: next(counter) and None)
    return counter


def _network() -> None:
    component = {"type": "ENERGY", "price": Decimal("0.49"), "vat": Decimal(19)}
    document = {"id": "t", "currency": "EUR", "elements": [{"price_components": [component]}]}
    services().tariffs.put(tariff_from_document(document, 1))
    services().sites.put(Site("site", "Site", "UTC"))
    services().assignments.put(at_site("site"), (Rule("t", Place.SITE),), 0)
    evse = Evse(1, CurrentType.AC, 22_000, (1,))
    services().stations.put(Station("BENCH", None, 1, "site", (evse,)))
    services().tokens.put(Token("BENCH", TokenStatus.ACCEPTED, "driver"))


if __name__ == "__main__":
    results = [asdict(one) for one in measure(int(sys.argv[1]))]
    Path(sys.argv[2]).write_text(json.dumps(results), encoding="utf-8")
