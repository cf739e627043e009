"""What it costs to rate a session of a day: meter, timeline and price together."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from benchmarks.rating import EVERY, SAMPLES, START, ZONE, worst_tariff
from csms.charging.facts import MeterReading, SessionStart
from csms.charging.facts import SessionStop as Stop
from csms.charging.model import ChargingSession
from csms.charging.payer import Payer
from csms.charging.ports import SessionTelemetry
from csms.charging.vocabulary import SessionKey
from csms.drivers.model import AuthorizationStatus
from csms.pricing.facts import Change, Signal
from csms.settlement.rating import Rated, rate_session
from csms.tariffs.document import tariff_from_document

BASE_WH, STEP_WH, POWER_W = 482_310, 30, 10_800
KEY = SessionKey("CP1", "1")


def rating_of(samples: int = SAMPLES) -> Callable[[], Rated]:
    """The rating of a session, ready to be made: it charges for two thirds of the time, then
    idles, under the dearest tariff to compute.
    """
    full, end = samples * 2 // 3, START + samples * EVERY
    readings = [
        MeterReading(
            START + number * EVERY,
            BASE_WH + min(number, full) * STEP_WH,
            POWER_W if number <= full else 0,
        )
        for number in range(1, samples)
    ]
    changes = Change(START, Signal.CHARGING), Change(START + full * EVERY, Signal.SUSPENDED_EV)
    session = _session(MeterReading(end, BASE_WH + full * STEP_WH))
    telemetry = SessionTelemetry(readings, changes=changes)

    def rate() -> Rated:
        found = rate_session(session, telemetry, end + timedelta(days=1), timedelta(0))
        assert isinstance(found, Rated), found
        return found

    return rate


def _session(last: MeterReading) -> ChargingSession:
    payer = Payer("TAG", AuthorizationStatus.ACCEPTED, "driver")
    document: dict[str, Any] = {"id": "bench"} | worst_tariff()
    start = SessionStart(
        KEY,
        "S",
        "start",
        1,
        1,
        START,
        START,
        payer,
        max_power_w=22_000,
        tariff=tariff_from_document(document, 1),
        reading=MeterReading(START, BASE_WH),
        time_zone=ZONE.key,
    )
    at = last.measured_at
    stop = Stop(KEY, "stop", at, at, "EVDisconnected", last)
    return ChargingSession(KEY, "S", START, start=start, payer=payer, stop=stop)
