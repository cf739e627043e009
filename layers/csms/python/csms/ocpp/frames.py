"""OCPP-J frames: text to frame and back (OCPP-J 1.6 §4.2, OCPP 2.0.1 Part 4 §4.2)."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from enum import IntEnum
from typing import Any

from csms import exact_json
from csms.ocpp.call_errors import CallError, Code


class MessageType(IntEnum):
    """The numbers of `ocpp.messages.MessageType`, which costs 180 ms to import (ADR 0003)."""

    CALL = 2
    CALL_RESULT = 3
    CALL_ERROR = 4
    CALL_RESULT_ERROR = 5
    SEND = 6


@dataclass(frozen=True, slots=True)
class Call:
    """A request from the station."""

    message_id: str
    action: str
    payload: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Answer:
    """The station's CALLRESULT (`error_code` None) or CALLERROR to a command."""

    message_id: str
    payload: dict[str, Any]
    error_code: str | None = None
    error_description: str = ""


class BadFrame(CallError):
    """No frame; `message_id` is None where none could be read.

    `is_answer`: it was meant as an answer, and answers are not answered.
    """

    def __init__(
        self,
        code: Code,
        description: str,
        message_id: str | None = None,
        *,
        is_answer: bool = False,
    ) -> None:
        """See CallError."""
        super().__init__(code, description)
        self.message_id = message_id
        self.is_answer = is_answer


def frame_of(frame: Any) -> Call | Answer:
    """The frame in a JSON value of `read_json`. Raises BadFrame."""
    if not isinstance(frame, list):
        raise BadFrame(Code.RPC_FRAMEWORK_ERROR, "a frame is a JSON array")
    message_id = (frame[1] or None) if len(frame) > 1 and isinstance(frame[1], str) else None
    match frame:
        case [MessageType.CALL, str(), str(action), dict(payload)] if message_id:
            return Call(message_id, action, payload)
        case [MessageType.CALL_RESULT, str(), dict(payload)] if message_id:
            return Answer(message_id, payload)
        case [MessageType.CALL_ERROR, str(), str(code), *rest] if message_id:
            description = rest[0] if rest and isinstance(rest[0], str) else ""
            return Answer(message_id, {}, code or "GenericError", description)
        case [MessageType.CALL, _, str(), not_object] if message_id:
            kind = type(not_object).__name__
            raise BadFrame(Code.FORMAT_VIOLATION, f"the payload is {kind}, no object", message_id)
        case [MessageType.CALL_RESULT | MessageType.CALL_ERROR, *_]:
            raise BadFrame(Code.RPC_FRAMEWORK_ERROR, "a broken answer", is_answer=True)
        case [int(kind), *_] if kind != MessageType.CALL:
            raise BadFrame(Code.MESSAGE_TYPE_NOT_SUPPORTED, "unknown message type", message_id)
    raise BadFrame(Code.RPC_FRAMEWORK_ERROR, "a call is [2, id, action, payload]", message_id)


def is_whole_error(frame: list[Any]) -> bool:
    """Whether a CALLERROR has its description and its details, as it must."""
    match frame:
        case [_, _, _, str(), dict()]:
            return True
    return False


def call(message_id: str, action: str, payload: dict[str, Any]) -> str:
    """A CALL as text."""
    return _text([MessageType.CALL, message_id, action, payload])


def call_result(message_id: str, payload: dict[str, Any]) -> str:
    """A CALLRESULT as text."""
    return _text([MessageType.CALL_RESULT, message_id, payload])


def call_error(message_id: str, code: str, description: str) -> str:
    """A CALLERROR as text."""
    return _text([MessageType.CALL_ERROR, message_id, code, description, {}])


def read_json(text: str, repeated: Callable[[], None] | None = None) -> Any:
    """The text as JSON within bounds, numbers with a fraction as Decimal. Raises BadFrame.

    `repeated` is called for each object with a member that stands there twice; the last one counts.
    """
    try:
        return bounded_json(text, repeated)
    except (ValueError, RecursionError) as error:
        raise BadFrame(Code.RPC_FRAMEWORK_ERROR, "not valid JSON") from error


def bounded_json(text: str, repeated: Callable[[], None] | None = None) -> Any:
    """As `read_json`. Raises ValueError or RecursionError."""

    def members(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if repeated and len(found) < len(pairs):
            repeated()
        return found

    hook = members if repeated else None
    frame = exact_json.loads(text, parse_float=_exact, object_pairs_hook=hook)
    if "\\u" in text:
        json.dumps(frame, ensure_ascii=False, default=str).encode()
    return frame


def _exact(text: str) -> Decimal | int:
    """An exact number within bounds. 1.0 is a whole one."""
    number = exact_json.bounded(text)
    return int(number) if number == number.to_integral_value() else number


def _text(frame: list[Any]) -> str:
    """Compact, without blanks: some stations parse by text."""
    return exact_json.dumps(frame)
