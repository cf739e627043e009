"""StartTransaction and StopTransaction (1.6 §4.8, §4.10)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csms.charging.model import MeterReading, SessionKey, SessionStop
from csms.charging.ports import transaction_series
from csms.charging.starting import StartFacts, start_session
from csms.charging.stopping import stop_session
from csms.drivers.model import Authorization, AuthorizationStatus, normal_token_id
from csms.ids import digest
from csms.ocpp.numbers import number
from csms.ocpp.times import reported_time, station_time
from csms.ocpp.v16.authorization import decide, id_tag_info
from csms.ocpp.v16.metering import record_telemetry

if TYPE_CHECKING:
    from csms.ocpp.services import StationCall
    from csms.ocpp.v16 import wire


def start_transaction(
    request: wire.StartTransactionRequest, call: StationCall
) -> wire.StartTransactionResponse:
    """Open a session, also for a refused token. The same start gets the same answer for ever."""
    started_at = station_time(request["timestamp"], call.received_at)
    register_wh = int(number(request["meterStart"], "meterStart"))
    facts = StartFacts(
        station_id=call.station_id,
        started_at=started_at,
        started_at_text=request["timestamp"],
        received_at=call.received_at,
        # Stations that need no card send an empty one: nobody to pay (an index takes no "").
        token_id=request["idTag"] or None,
        connector_number=request["connectorId"],
        reading=MeterReading(started_at, register_wh=register_wh),
        site_hint=call.connection.site_id,
        reservation_number=request.get("reservationId"),
        clock_skewed=reported_time(request["timestamp"], call.received_at) is not None,
    )
    session = start_session(facts, call.services.starting)
    presented = session.start.payer if session.start else None
    decision = presented.decision if presented else Authorization(AuthorizationStatus.UNKNOWN)
    return {
        "idTagInfo": id_tag_info(decision),
        "transactionId": int(session.key.transaction_id),
    }


def stop_transaction(
    request: wire.StopTransactionRequest, call: StationCall
) -> wire.StopTransactionResponse:
    """Close a session. Always answered: a refused stop would be sent for ever (1.6 §4.10)."""
    id_tag = request.get("idTag")
    decision = decide(id_tag, call) if id_tag else None
    stop = _stop(request, decision, call)
    session = stop_session(stop, call.services.sessions)
    if request.get("transactionData"):
        series = session.key.transaction_id if session else stop.key.transaction_id
        record_telemetry(transaction_series(series), request["transactionData"], call)
    return {"idTagInfo": id_tag_info(decision)} if decision else {}


def _stop(
    request: wire.StopTransactionRequest, decision: Authorization | None, call: StationCall
) -> SessionStop:
    stopped_at = station_time(request["timestamp"], call.received_at)
    register_wh = int(number(request["meterStop"], "meterStop"))
    return SessionStop(
        key=SessionKey(call.station_id, str(request["transactionId"])),
        stop_key=digest(request["timestamp"], register_wh),
        stopped_at=stopped_at,
        received_at=call.received_at,
        reason=request.get("reason", "Local"),
        reading=MeterReading(stopped_at, register_wh=register_wh),
        known_only=True,
        token_id=normal_token_id(request.get("idTag") or "") or None,
        group_id=decision.group_id if decision else None,
        reported_at=reported_time(request["timestamp"], call.received_at),
    )
