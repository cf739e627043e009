"""One frame in, at most one frame out; no state between frames.

Every exception ends as a CALLERROR here, because what API Gateway would say instead is not OCPP.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from importlib import import_module
from typing import Any

from csms.commands.outcomes import record_answer
from csms.errors import CsmsError
from csms.observability import logger
from csms.ocpp import frames, schemas, unconfirmed
from csms.ocpp.boot import require_accepted
from csms.ocpp.broken_text import ends_its_call, id_of_broken_call, mended
from csms.ocpp.call_errors import CallError, Code, code_for
from csms.ocpp.handshake import Connection
from csms.ocpp.observing import Outcome, observe
from csms.ocpp.services import OcppServices, StationCall
from csms.vendors.anomalies import Anomaly
from csms.vendors.incoming import normalised
from csms.vendors.model import Notes

Handler = Callable[[Any, StationCall], Any]
VERSIONS = {
    "ocpp1.6": "csms.ocpp.v16",
    "ocpp2.0.1": "csms.ocpp.v201",
    "ocpp2.1": "csms.ocpp.v21",
}
# 2.0.1 Part 4 §4.2.3: the id of an answer to a frame whose id cannot be read.
UNREADABLE_ID = "-1"


def receive(connection: Connection, text: str, services: OcppServices, now: datetime) -> Outcome:
    """Handle one frame of a station, and keep what was odd about it."""
    notes = Notes(now)
    outcome = _handled(connection, text, services, notes)
    found = replace(outcome, anomalies=tuple(one.value for one in notes.anomalies))
    observe(connection, text, found, services, now)
    return found


def _handled(connection: Connection, text: str, services: OcppServices, notes: Notes) -> Outcome:
    try:
        frame = _frame(connection, text, notes)
    except frames.BadFrame as error:
        if ends_its_call(connection.station_id, text, services, notes):
            return Outcome(None, "answer", "mended")
        notes.add(Anomaly.UNREADABLE)
        return _bad_frame(error, text, connection.protocol)
    if isinstance(frame, frames.Answer):
        return _answer(connection, frame, services, notes.received_at)
    if isinstance(frame, unconfirmed.ResultError):
        logger.warning("answer not understood", code=frame.error_code[:50])
        return Outcome(None, "answer", "not understood")
    sender = services.senders.of(connection, notes.received_at)
    message_id = frame.message_id if isinstance(frame, frames.Call) else ""
    at = notes.received_at
    call = StationCall(connection, at, services, sender, notes, message_id, frame.payload)
    if isinstance(frame, unconfirmed.Send):
        sends = import_module(VERSIONS[connection.protocol]).SENDS
        return Outcome(None, *unconfirmed.handle(frame, call, sends))
    return _call(frame, call)


def _frame(
    connection: Connection, text: str, notes: Notes
) -> frames.Call | frames.Answer | unconfirmed.Send | unconfirmed.ResultError:
    newest = connection.protocol == unconfirmed.PROTOCOL
    frame_of = unconfirmed.frame_of if newest else frames.frame_of
    try:
        value = frames.read_json(text, lambda: notes.add(Anomaly.DUPLICATE_MEMBER))
    except frames.BadFrame:
        notes.anomalies.clear()  # what is mended is read, and noted, anew
        value = mended(text, notes)
        if value is None:
            raise
    if isinstance(value, list) and len(value) > 2 and value[-1] is None:
        # Some write null where {} is meant (steve PR#1121).
        notes.add(Anomaly.NULL_FIELD)
        value = [*value[:-1], {}]
    frame = frame_of(value)
    if isinstance(frame, frames.Answer) and frame.error_code and not frames.is_whole_error(value):
        notes.add(Anomaly.CALLERROR_SHAPE)
    return frame


def routes(protocol: str) -> Mapping[str, Handler]:
    """The routing table of a version, imported on first use."""
    table: Mapping[str, Handler] = import_module(VERSIONS[protocol]).ROUTES
    return table


def _answer(
    connection: Connection, frame: frames.Answer, services: OcppServices, now: datetime
) -> Outcome:
    """An answer has no reply, so nobody can be told that it was not kept but the log."""
    try:
        known = record_answer(connection.station_id, frame, services.commands, now)
    except Exception:
        logger.exception("answer failed")
        return Outcome(None, "answer", Code.INTERNAL_ERROR.value)
    return Outcome(None, "answer", "joined" if known else "unmatched")


def _call(frame: frames.Call, call: StationCall) -> Outcome:
    protocol, request = call.connection.protocol, None
    try:
        handler = _handler(protocol, frame.action)
        require_accepted(frame.action, call)
        request = _normalised(frame, call)
        response = handler(request, call)
    except CallError as error:
        call.notes.add(Anomaly.REFUSED)
        outcome = _error(frame, code_for(error.code, protocol), error.description)
    except ArithmeticError:
        logger.warning("a number out of bounds", action=frame.action)
        code = code_for(Code.PROPERTY_CONSTRAINT_VIOLATION, protocol)
        outcome = _error(frame, code, "a number is out of bounds")
    except CsmsError as error:
        logger.warning("frame not handled", reason=type(error).__name__, action=frame.action)
        outcome = _error(frame, Code.INTERNAL_ERROR.value, "try again")
    except Exception:
        logger.exception("frame failed", action=frame.action)
        outcome = _error(frame, Code.INTERNAL_ERROR.value, "try again")
    else:
        outcome = Outcome(frames.call_result(frame.message_id, response), frame.action, "handled")
    return replace(outcome, normalised=request)


def _normalised(frame: frames.Call, call: StationCall) -> dict[str, Any]:
    """The payload that the handler gets. Raises CallError if it cannot be understood."""
    protocol = call.connection.protocol
    return normalised(
        frame.action,
        frame.payload,
        call.sender,
        call.notes,
        lambda payload: schemas.check_request(protocol, frame.action, payload),
        lambda: schemas.request_schema(protocol, frame.action),
    )


def _handler(protocol: str, action: str) -> Handler:
    handler = routes(protocol).get(action)
    if handler is not None:
        return handler
    if action in schemas.known_actions(protocol):
        raise CallError(Code.NOT_SUPPORTED, "this action is not supported")
    raise CallError(Code.NOT_IMPLEMENTED, "this action is not known")


def _error(frame: frames.Call, code: str, description: str) -> Outcome:
    reply = frames.call_error(frame.message_id, code, description)
    return Outcome(reply, frame.action if len(frame.action) <= 50 else "unknown", code)


def _bad_frame(error: frames.BadFrame, text: str, protocol: str) -> Outcome:
    """A CALL is answered as soon as its id can be read: its station would wait, and try again."""
    code = code_for(error.code, protocol)
    message_id = error.message_id or id_of_broken_call(text)
    # 1.6 ignores unknown message types (OCPP-J §4.1.3) and has no id for unreadable frames.
    ignored = message_id is None or error.code is Code.MESSAGE_TYPE_NOT_SUPPORTED
    if error.is_answer or (protocol == "ocpp1.6" and ignored):
        return Outcome(None, "unreadable", code)
    reply = frames.call_error(message_id or UNREADABLE_ID, code, error.description)
    return Outcome(reply, "unreadable", code)
