"""StartTransaction and StopTransaction (1.6 §4.8, §4.10)."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from csms.charging.facts import MeterReading, SessionStop
from csms.charging.ports import transaction_series
from csms.charging.start_facts import StartFacts
from csms.charging.starting import start_session
from csms.charging.stopping import stop_session
from csms.charging.vocabulary import SessionKey
from csms.drivers.model import Authorization, AuthorizationStatus, normal_token_id
from csms.ids import digest
from csms.ocpp.meter_notes import note_meter
from csms.ocpp.numbers import reading_number
from csms.ocpp.reporting import note
from csms.ocpp.times import moment_text, reported_time, station_time
from csms.ocpp.v16.authorization import decide, id_tag_info
from csms.ocpp.v16.metering import record_telemetry
from csms.vendors.anomalies import Anomaly

# Nobody waits so long for an answer: the station was offline, or could not be answered.
LATE = timedelta(days=1)

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from csms.ocpp.services import StationCall
    from csms.ocpp.v16 import wire


def start_transaction(
    request: wire.StartTransactionRequest, call: StationCall
) -> wire.StartTransactionResponse:
    """Open a session, also for a refused token. The same start gets the same answer for ever."""
    started_at = station_time(request.get("timestamp"), call.received_at)
    _note_late(started_at, call)
    facts = StartFacts(
        station_id=call.station_id,
        started_at=started_at,
        started_at_text=_start_time(request, call),
        received_at=call.received_at,
        # Stations that need no card send an empty one: nobody to pay (an index takes no "").
        token_id=request.get("idTag") or None,
        connector_number=request["connectorId"],
        reading=MeterReading(started_at, register_wh=_register_wh(request.get("meterStart"), call)),
        site_hint=call.connection.site_id,
        reservation_number=request.get("reservationId"),
        maker=call.sender.vendor.traits.meter,
        clock_skewed=_not_believed(request, call) is not None,
    )
    session = start_session(facts, call.services.starting)
    decision = session.start.decision if session.start else None
    decision = decision or Authorization(AuthorizationStatus.UNKNOWN)
    return {
        "idTagInfo": id_tag_info(decision),
        "transactionId": int(session.key.transaction_id),
    }


def stop_transaction(
    request: wire.StopTransactionRequest, call: StationCall
) -> wire.StopTransactionResponse:
    """Close a session. Always answered: a refused stop would be sent for ever (1.6 §4.10).

    Some makers' stations stop id 0 though nothing runs: that goes into the journal alone.
    """
    id_tag = request.get("idTag")
    decision = decide(id_tag, call) if id_tag else None
    stop = _stop(request, decision, call)
    ghost = call.sender.vendor.traits.ghost_stops and not request.get("transactionId")
    session = stop_session(stop, call.services.sessions, ghost=ghost)
    if ghost and session is None:
        note(call, "StopTransaction", request, request.get("timestamp"))
    if session is not None:
        note_meter(session, call.notes)
    if request.get("transactionData"):
        series = session.key.transaction_id if session else stop.key.transaction_id
        record_telemetry(transaction_series(series), request["transactionData"], call)
    return {"idTagInfo": id_tag_info(decision)} if decision else {}


def _stop(
    request: wire.StopTransactionRequest, decision: Authorization | None, call: StationCall
) -> SessionStop:
    stopped_at = station_time(request.get("timestamp"), call.received_at)
    _note_late(stopped_at, call)
    register_wh = _register_wh(request.get("meterStop"), call)
    if register_wh is None:
        call.notes.add(Anomaly.METER_STOP_UNKNOWN)
    return SessionStop(
        key=SessionKey(call.station_id, str(request.get("transactionId", 0))),
        stop_key=digest(_time_as_written(request, call), register_wh),
        stopped_at=stopped_at,
        received_at=call.received_at,
        reason=request.get("reason", "Local"),
        reading=MeterReading(stopped_at, register_wh=register_wh),
        known_only=True,
        token_id=normal_token_id(request.get("idTag") or "") or None,
        group_id=decision.group_id if decision else None,
        organisation_id=decision.organisation_id if decision else None,
        reported_at=_not_believed(request, call),
        misdated=call.sender.vendor.traits.stops_before_start,
    )


def _note_late(at: datetime, call: StationCall) -> None:
    """Count a start or stop that is told long after: 1.6 does not say that it was offline."""
    if call.received_at - at > LATE:
        call.notes.add(Anomaly.LATE_REPLAY)


def _register_wh(value: Any, call: StationCall) -> int | None:
    """A register; a negative one means that the station does not know (ocpp-go 762373d).

    One that no meter can show is not known either: the session is worth more than its register.
    """
    if value is None:
        return None
    known = reading_number(value)
    if known is None:
        call.notes.add(Anomaly.OUT_OF_BOUNDS)
    return int(known) if known is not None and known >= 0 else None


def _start_time(request: Mapping[str, Any], call: StationCall) -> str:
    """The time of a start, in one form where it is believed; of one without, its frame."""
    text = request.get("timestamp", "")
    if not text:
        return f"{call.connection.connection_id}/{call.message_id}"
    return _not_believed(request, call) or moment_text(text, call.received_at)


def _time_as_written(request: Mapping[str, Any], call: StationCall) -> str:
    """What tells a repeat from a new fact, whatever was made of it; "" if it names no time."""
    written: str = call.notes.facts.get("timestamp") or request.get("timestamp", "")
    return written


def _not_believed(request: Mapping[str, Any], call: StationCall) -> str | None:
    """The station's own words for a time that is not believed."""
    text = request.get("timestamp")
    if text is None or reported_time(text, call.received_at) is None:
        return None
    return _time_as_written(request, call)
