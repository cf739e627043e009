"""What stations do, told to the domain as the OCPP side would."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

from tests.functional.station import CONTEXT

from csms import bootstrap
from csms.charging.facts import MeterReading, Progress, SessionStop
from csms.charging.model import ChargingSession
from csms.charging.ports import SessionTelemetry
from csms.charging.start_facts import StartFacts
from csms.charging.starting import start_session
from csms.clock import to_text
from csms.settlement.posting import post_session
from csms.settlement.rating import Rated, rate_session
from csms.stations.model import ConnectorStatus, LiveConnection
from session_settlement import receipt

BEGIN = datetime.now(UTC).replace(microsecond=0) - timedelta(hours=2)


def connect(station_id: str = "CP1") -> None:
    """The station opens a socket."""
    connection = LiveConnection("connection-1", "ocpp1.6", datetime.now(UTC))
    bootstrap.services().stations.connect(station_id, connection)


def report_status(status: str, evse_id: int = 1, station_id: str = "CP1") -> None:
    """The station reports a connector."""
    reported = ConnectorStatus(evse_id, 1, status, "NoError", datetime.now(UTC))
    bootstrap.services().stations.record_connector_status(station_id, reported)


def start(
    token_id: str | None = "TAG-1", after_minutes: int = 0, station_id: str = "CP1"
) -> ChargingSession:
    """A session begins at EVSE 1 with the register at 1000 Wh."""
    at = BEGIN + timedelta(minutes=after_minutes)
    facts = StartFacts(
        station_id,
        at,
        to_text(at),
        at,
        token_id,
        connector_number=1,
        reading=MeterReading(at, 1000),
    )
    return start_session(facts, bootstrap.services().starting)


def measure(session: ChargingSession, register_wh: int) -> None:
    """The station sends a meter value."""
    at = BEGIN + timedelta(minutes=30)
    reading = MeterReading(at, register_wh, power_w=7400, soc_percent=55)
    progress = Progress(session.key, to_text(at), reading, "Charging")
    bootstrap.services().sessions.record_progress(progress)


def stop(session: ChargingSession, register_wh: int) -> None:
    """The station ends the session."""
    at = BEGIN + timedelta(hours=1)
    reading = MeterReading(at, register_wh)
    bootstrap.services().sessions.record_stop(
        SessionStop(session.key, "stop", at, at, "EVDisconnected", reading)
    )


def settle(session: ChargingSession) -> None:
    """The settlement workflow runs."""
    now = datetime.now(UTC)
    ended = bootstrap.services().sessions.get(session.key)
    assert ended is not None
    rated = rate_session(ended, SessionTelemetry(), now, timedelta(0))
    assert isinstance(rated, Rated)
    assert post_session(rated, now, bootstrap.posting())


def issue_receipt(session: ChargingSession) -> None:
    """The event of the settlement reaches its consumer."""
    detail = {
        "session_id": session.session_id,
        "station_id": session.key.station_id,
        "transaction_id": session.key.transaction_id,
    }
    record = {"messageId": "1", "body": json.dumps({"detail": detail})}
    assert receipt.handler({"Records": [record]}, CONTEXT) == {"batchItemFailures": []}
