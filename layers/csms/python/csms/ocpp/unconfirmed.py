"""What OCPP 2.1 adds to the frames: SEND and CALLRESULTERROR, which are never answered."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from csms.observability import logger
from csms.ocpp import frames, schemas
from csms.ocpp.boot import require_accepted
from csms.ocpp.call_errors import CallError, Code
from csms.ocpp.frames import Answer, BadFrame, Call, MessageType
from csms.ocpp.services import StationCall

PROTOCOL = "ocpp2.1"


@dataclass(frozen=True, slots=True)
class Send:
    """An unconfirmed message."""

    action: str
    payload: dict[str, Any]


@dataclass(frozen=True, slots=True)
class ResultError:
    """The station could not read an answer of ours."""

    message_id: str
    error_code: str


def parse(text: str) -> Call | Answer | Send | ResultError:
    """As `frames.parse`, with the two message types of 2.1."""
    match frames.read_json(text):
        case [MessageType.SEND, str(), str(action), dict(payload)]:
            return Send(action, payload)
        case [MessageType.CALL_RESULT_ERROR, str(message_id), str(code), *_]:
            return ResultError(message_id, code)
        case [MessageType.SEND | MessageType.CALL_RESULT_ERROR, *_]:
            raise BadFrame(Code.RPC_FRAMEWORK_ERROR, "a broken message", is_answer=True)
    return frames.parse(text)


def handle(
    send: Send, call: StationCall, sends: Mapping[str, Callable[[Any, StationCall], None]]
) -> tuple[str, str]:
    """Action and result for the log: nobody else can be told what went wrong.

    A station that is not accepted may send no more than it may call (2.0.1 B02, B03).
    """
    handler = sends.get(send.action)
    if handler is None:
        return "unknown", Code.NOT_IMPLEMENTED.value
    try:
        require_accepted(send.action, call)
        schemas.check_request(PROTOCOL, send.action, send.payload)
        handler(send.payload, call)
    except CallError as error:
        return send.action, error.code.value
    except Exception:
        logger.exception("frame failed", action=send.action)
        return send.action, Code.INTERNAL_ERROR.value
    return send.action, "handled"
