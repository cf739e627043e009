"""One frame in, at most one frame out; no state between frames.

Every exception ends as a CALLERROR here, because what API Gateway would say instead is not OCPP.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from importlib import import_module
from typing import Any

from csms.commands.outcomes import record_answer
from csms.errors import CsmsError
from csms.observability import logger
from csms.ocpp import frames, schemas
from csms.ocpp.boot import require_accepted
from csms.ocpp.call_errors import CallError, Code, code_for
from csms.ocpp.handshake import Connection
from csms.ocpp.services import OcppServices, StationCall

Handler = Callable[[Any, StationCall], Any]
VERSIONS = {
    "ocpp1.6": "csms.ocpp.v16",
    "ocpp2.0.1": "csms.ocpp.v201",
    "ocpp2.1": "csms.ocpp.v21",
}
# 2.0.1 Part 4 §4.2.3: the id of an answer to a frame whose id cannot be read.
UNREADABLE_ID = "-1"


@dataclass(frozen=True, slots=True)
class Outcome:
    """The reply, and what the log says of the frame."""

    reply: str | None
    action: str
    result: str


def receive(connection: Connection, text: str, services: OcppServices, now: datetime) -> Outcome:
    """Handle one frame of a station."""
    try:
        frame = (frames.parse_v21 if connection.protocol == "ocpp2.1" else frames.parse)(text)
    except frames.BadFrame as error:
        return _bad_frame(error, connection.protocol)
    if isinstance(frame, frames.Answer):
        return _answer(connection, frame, services, now)
    if isinstance(frame, frames.ResultError):
        logger.warning("answer not understood", code=frame.error_code[:50])
        return Outcome(None, "answer", "not understood")
    call = StationCall(connection, now, services)
    return _call(frame, call) if isinstance(frame, frames.Call) else _sent(frame, call)


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
    protocol = call.connection.protocol
    try:
        handler = _handler(protocol, frame.action)
        require_accepted(frame.action, call)
        schemas.check_request(protocol, frame.action, frame.payload)
        response = handler(frame.payload, call)
    except CallError as error:
        return _error(frame, code_for(error.code, protocol), error.description)
    except CsmsError as error:
        logger.warning("frame not handled", reason=type(error).__name__, action=frame.action)
        return _error(frame, Code.INTERNAL_ERROR.value, "try again")
    except Exception:
        logger.exception("frame failed", action=frame.action)
        return _error(frame, Code.INTERNAL_ERROR.value, "try again")
    return Outcome(frames.call_result(frame.message_id, response), frame.action, "handled")


def _sent(frame: frames.Send, call: StationCall) -> Outcome:
    """Nobody waits for an answer, so what goes wrong is told to the log alone."""
    protocol = call.connection.protocol
    handler = import_module(VERSIONS[protocol]).SENDS.get(frame.action)
    if handler is None:
        return Outcome(None, "unknown", Code.NOT_IMPLEMENTED.value)
    try:
        schemas.check_request(protocol, frame.action, frame.payload)
        handler(frame.payload, call)
    except CallError as error:
        return Outcome(None, frame.action, code_for(error.code, protocol))
    except Exception:
        logger.exception("frame failed", action=frame.action)
        return Outcome(None, frame.action, Code.INTERNAL_ERROR.value)
    return Outcome(None, frame.action, "handled")


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


def _bad_frame(error: frames.BadFrame, protocol: str) -> Outcome:
    code = code_for(error.code, protocol)
    # 1.6 ignores unknown message types (OCPP-J §4.1.3) and has no id for unreadable frames.
    ignored = error.message_id is None or error.code is Code.MESSAGE_TYPE_NOT_SUPPORTED
    if error.is_answer or (protocol == "ocpp1.6" and ignored):
        return Outcome(None, "unreadable", code)
    message_id = error.message_id or UNREADABLE_ID
    return Outcome(frames.call_error(message_id, code, error.description), "unreadable", code)
