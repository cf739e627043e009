"""What a session's trail comes to after few and after many readings, and what its price takes."""

import time
from datetime import UTC, datetime, timedelta
from typing import Any

from csms.adapters.dynamodb.session_trail import text_of
from csms.adapters.memory.sessions import MemorySessions
from csms.charging.facts import MeterReading, Progress, SessionStart
from csms.charging.payer import Payer
from csms.charging.vocabulary import SessionKey
from csms.clock import to_text
from csms.drivers.model import AuthorizationStatus
from csms.settlement.telling import running_cost
from csms.settlement.trimming import trim
from csms.tariffs.document import tariff_from_document

KEY = SessionKey("BENCH", "1")
BEGIN = datetime(2026, 11, 23, 18, tzinfo=UTC)
NIGHT = {"start_time": "22:00", "end_time": "06:00"}
DOCUMENT: dict[str, Any] = {
    "id": "bench",
    "currency": "EUR",
    "elements": [
        {"price_components": [{"type": "ENERGY", "price": "0.3"}], "restrictions": NIGHT},
        {"price_components": [{"type": "ENERGY", "price": "0.4"}], "restrictions": {"max_kwh": 20}},
        {"price_components": [{"type": "ENERGY", "price": "0.5"}]},
        {
            "price_components": [{"type": "PARKING_TIME", "price": "0"}],
            "restrictions": {"max_idle": 900},
        },
        {"price_components": [{"type": "PARKING_TIME", "price": "6"}]},
    ],
}


def trail_sizes() -> dict[int, dict[str, float]]:
    """Readings -> the most facts and bytes on the trail so far, and CPU ms of the running cost."""
    sessions = MemorySessions(lambda: BEGIN)
    sessions.record_start(_start())
    found, facts, size = {}, 0, 0
    for number in range(1, 5_001):
        at = BEGIN + timedelta(seconds=10 * number)
        progress = Progress(KEY, to_text(at), MeterReading(at, 1_000 + 10 * number, 3_600))
        session = sessions.record_event(progress)
        facts = max(facts, len(session.trail.noted))
        size = max(size, sum(len(text_of(one)) for one in session.trail.noted))
        if number in {10, 5_000}:
            before = time.process_time()
            running_cost(session)
            spent = round((time.process_time() - before) * 1000, 2)
            found[number] = {"facts": facts, "bytes": size, "price_ms": spent}
        trim(session, sessions)
    return found


def _start() -> SessionStart:
    payer = Payer("TAG", AuthorizationStatus.ACCEPTED, "driver")
    return SessionStart(
        KEY,
        "SESSION",
        "start",
        1,
        1,
        BEGIN,
        BEGIN,
        payer,
        tariff=tariff_from_document(DOCUMENT, 1),
        reading=MeterReading(BEGIN, 1_000),
        time_zone="Europe/Berlin",
    )
