"""TransactionEvent (2.0.1 E01-E13): facts of a session in any order, any number of times."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, cast

from csms import clock
from csms.charging.facts import MeterReading, Progress, SessionStop
from csms.charging.metering import merged
from csms.charging.ports import transaction_series
from csms.charging.presenting import paid_at_station, payer_of
from csms.charging.start_facts import StartFacts
from csms.charging.starting import start_session
from csms.charging.stopping import stop_session
from csms.charging.vocabulary import Flag, SessionKey
from csms.drivers.model import normal_token_id
from csms.ids import digest
from csms.ocpp.meter_notes import note_meter
from csms.ocpp.price_texts import message_of_session
from csms.ocpp.times import moment_text, reported_time, station_time
from csms.ocpp.v201.authorization import id_token_info, with_message
from csms.ocpp.v201.charging_states import told_state
from csms.ocpp.v201.costs import cost_report, limit_of_remote_start, with_costs
from csms.ocpp.v201.metering import opening, readings, record_telemetry
from csms.ocpp.v201.presented import decision_on, psp_ref_of, token_id_of

if TYPE_CHECKING:
    from datetime import datetime

    from csms.charging.model import ChargingSession
    from csms.charging.payer import Payer
    from csms.drivers.model import Authorization
    from csms.ocpp.services import StationCall
    from csms.ocpp.v201 import wire


def transaction_event(
    request: wire.TransactionEventRequest, call: StationCall
) -> wire.TransactionEventResponse:
    """Started, Updated or Ended. The answer tells the token's status where one is presented."""
    match request["eventType"]:
        case "Started":
            return _started(request, call)
        case "Updated":
            return _updated(request, call)
        case "Ended":
            return _ended(request, call)


def _started(
    request: wire.TransactionEventRequest, call: StationCall
) -> wire.TransactionEventResponse:
    at = _occurred_at(request, call)
    info, evse = request["transactionInfo"], request.get("evse", {"id": 0})
    token = request.get("idToken")
    session = start_session(
        StartFacts(
            station_id=call.station_id,
            started_at=at,
            started_at_text=moment_text(request.get("timestamp", ""), call.received_at),
            received_at=call.received_at,
            token_id=token_id_of(token),
            transaction_id=info["transactionId"],
            evse_id=evse["id"],
            connector_id=evse.get("connectorId", 1),
            reading=_begin(request, call),
            site_hint=call.connection.site_id,
            reservation_number=request.get("reservationId"),
            maker=call.sender.vendor.traits.meter,
            remote_start_id=info.get("remoteStartId"),
            charging_state=info.get("chargingState"),
            offline=request.get("offline", False),
            samples=request.get("meterValue"),
            clock_skewed=reported_time(request.get("timestamp"), call.received_at) is not None,
            cost_report=cost_report(request),
            seq_no=request["seqNo"],
            psp_ref=psp_ref_of(token),
        ),
        call.services.starting,
    )
    decision = session.start.decision if session.start else None
    response: wire.TransactionEventResponse = {}
    message = message_of_session(session, call)
    if token is not None and decision is not None:
        response["idTokenInfo"] = with_message(id_token_info(decision), message)
    elif message is not None:
        response["updatedPersonalMessage"] = cast("wire.MessageContentType", message)
    return with_costs(response, session, request, call)


def _updated(
    request: wire.TransactionEventRequest, call: StationCall
) -> wire.TransactionEventResponse:
    key, at = _key(request, call), _occurred_at(request, call)
    kept = _record_telemetry(request, call)
    state = told_state(request, call)
    progress = Progress(
        key,
        _order(request, call),
        _reading(request, call) or MeterReading(at),
        state.word if state else None,
        opening=opening(request.get("meterValue", []), call),
        place=_place(request),
        remote_start_id=request["transactionInfo"].get("remoteStartId"),
        limit=limit_of_remote_start(request, call),
        cost_report=cost_report(request),
        seq_no=None if kept else request["seqNo"],
        readings=tuple(readings(request.get("meterValue", []), call)),
    )
    session = call.services.sessions.record_event(progress)
    response, session = _authorized(session, request, call)
    return with_costs(response, call.services.starting.rechosen(session), request, call)


def _ended(
    request: wire.TransactionEventRequest, call: StationCall
) -> wire.TransactionEventResponse:
    key, at = _key(request, call), _occurred_at(request, call)
    token_id = token_id_of(request.get("idToken"))
    decision = decision_on(request.get("idToken"), call)
    _record_telemetry(request, call)
    session = stop_session(
        SessionStop(
            key=key,
            stop_key=digest(request.get("timestamp"), request["seqNo"]),
            stopped_at=at,
            received_at=call.received_at,
            reason=request["transactionInfo"].get("stoppedReason", "Local"),
            reading=_reading(request, call),
            opening=opening(request.get("meterValue", []), call),
            place=_place(request),
            token_id=normal_token_id(token_id) if token_id else None,
            driver_id=decision.driver_id if decision.accepted else None,
            group_id=decision.group_id,
            organisation_id=decision.organisation_id,
            reported_at=reported_time(request.get("timestamp"), call.received_at),
            cost_report=cost_report(request),
            seq_no=request["seqNo"],
        ),
        call.services.sessions,
    )
    if session is not None:
        note_meter(session, call.notes)
        session = call.services.starting.rechosen(session)
    response: wire.TransactionEventResponse = {}
    if "idToken" in request:
        response["idTokenInfo"] = id_token_info(decision)
    return with_costs(response, session, request, call)


def _authorized(
    session: ChargingSession, request: wire.TransactionEventRequest, call: StationCall
) -> tuple[wire.TransactionEventResponse, ChargingSession]:
    """A token in a later event pays for a session that started without one (E03)."""
    token_id, psp_ref = token_id_of(request.get("idToken")), psp_ref_of(request.get("idToken"))
    if token_id is None:
        return {}, session
    if psp_ref is not None:
        payer = paid_at_station(psp_ref)
    else:
        payer = payer_of(token_id, call.services.tokens.get(token_id), call.received_at)
    decision = _credited(payer, session, call)
    presented = replace(payer, order=_order(request, call))
    session = call.services.sessions.record_payer(session.key, presented)
    return {"idTokenInfo": id_token_info(decision)}, session


def _credited(payer: Payer, session: ChargingSession, call: StationCall) -> Authorization:
    """What the station is told of a token. Who pays already is asked for no minimum once more.

    A driver who has not enough pays all the same for what flows, as at a start.
    """
    credit, known = call.services.credit, session.payer
    lacked = Flag.NO_CREDIT.value in session.flags
    if known is not None and known.token_id == payer.token_id and not lacked:
        return payer.decision
    decision = credit.checked(payer.decision) if credit else payer.decision
    if payer.decision.accepted and not decision.accepted and not lacked:
        call.services.sessions.flag_running(session.key, Flag.NO_CREDIT)
    return decision


def _record_telemetry(request: wire.TransactionEventRequest, call: StationCall) -> bool:
    """Keep readings and state with the number of their event; False if it tells neither."""
    values, state = request.get("meterValue", []), told_state(request, call)
    if not values and state is None:
        return False
    fact = digest(request["eventType"], request["seqNo"], request.get("timestamp"))
    series = transaction_series(request["transactionInfo"]["transactionId"])
    record_telemetry(series, fact, values, call, request["seqNo"], state)
    return True


def _reading(request: wire.TransactionEventRequest, call: StationCall) -> MeterReading | None:
    return merged(readings(request.get("meterValue", []), call))


def _begin(request: wire.TransactionEventRequest, call: StationCall) -> MeterReading | None:
    """The reading of Started: what it calls the begin, else what it measured then."""
    begin, reading = opening(request.get("meterValue", []), call), _reading(request, call)
    if begin is None or reading is None:
        return begin or reading
    return replace(reading, measured_at=begin.measured_at, register_wh=begin.register_wh)


def _place(request: wire.TransactionEventRequest) -> tuple[int, int] | None:
    """Where, if the event says so: with "authorize first" Started cannot (E03)."""
    evse = request.get("evse")
    return (evse["id"], evse.get("connectorId", 1)) if evse else None


def _key(request: wire.TransactionEventRequest, call: StationCall) -> SessionKey:
    return SessionKey(call.station_id, request["transactionInfo"]["transactionId"])


def _occurred_at(request: wire.TransactionEventRequest, call: StationCall) -> datetime:
    return station_time(request.get("timestamp"), call.received_at)


def _order(request: wire.TransactionEventRequest, call: StationCall) -> str:
    """Sorts the events of a transaction; stations that never count are sorted by time."""
    return f"{clock.to_text(_occurred_at(request, call))}#{request['seqNo']:010d}"
