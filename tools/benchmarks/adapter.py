"""What the vendor layer adds to a clean frame: the same check with and without it."""

import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from benchmarks.traffic import traffic
from csms.ocpp import schemas
from csms.vendors.incoming import Sender, normalised
from csms.vendors.model import Notes
from csms.vendors.registry import all_vendors

ROUNDS, REPEATS = 5, 2_000


def added_us() -> dict[str, float]:
    """Microseconds for each kind of frame: the worst of all makers, the best of five rounds."""
    kinds: dict[str, tuple[str, str, dict[str, Any]]] = {}
    for protocol in ("ocpp1.6", "ocpp2.0.1"):
        for frame in traffic(protocol, 1):
            frame.answer = [3, "", {"transactionId": 1}]
            kinds[f"{protocol} {frame.kind}"] = (protocol, frame.action, frame.payload)
    return {kind: round(_added(*frame), 1) for kind, frame in kinds.items()}


def _added(protocol: str, action: str, payload: dict[str, Any]) -> float:
    now = datetime.now(UTC)
    of_16 = protocol == "ocpp1.6"
    makers = {
        (one.incoming if of_16 else one.incoming_2x).get(action): Sender(one, 1, of_16=of_16)
        for one in all_vendors()
    }
    senders = [Sender(connectors=1, of_16=of_16), *makers.values()]

    def check(request: dict[str, Any]) -> None:
        schemas.check_request(protocol, action, request)

    bare = _best_us(lambda: check(payload))
    return (
        max(
            _best_us(
                lambda sender=sender: normalised(action, payload, sender, Notes(now), check, dict)  # type: ignore[misc]
            )
            for sender in senders
        )
        - bare
    )


def _best_us(work: Callable[[], object]) -> float:
    rounds = []
    for _ in range(ROUNDS):
        before = time.process_time()
        for _ in range(REPEATS):
            work()
        rounds.append((time.process_time() - before) / REPEATS * 1e6)
    return min(rounds)
