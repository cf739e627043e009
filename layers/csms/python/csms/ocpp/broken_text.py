"""Text that is no frame: mended where it needs no guess, else the call it answers ends at once."""

import re

from csms.commands.outcomes import record_answer
from csms.ocpp import frames
from csms.ocpp.services import OcppServices
from csms.vendors import answers, broken_json
from csms.vendors.anomalies import Anomaly
from csms.vendors.model import Notes

READ_ERRORS = (ValueError, RecursionError)
_CALL = re.compile(r'\s*\[\s*2\s*,\s*"([ !#-\[\]-~]{1,64})"\s*,\s*"\w+"')


def mended(text: str, notes: Notes) -> object | None:
    """The JSON value that a broken text must have been, None if that cannot be known."""
    repeated: list[bool] = []
    try:
        value: object = broken_json.mend(
            text, lambda plain: frames.bounded_json(plain, lambda: repeated.append(True))
        )
    except READ_ERRORS:
        return None
    notes.anomalies.extend([Anomaly.DUPLICATE_MEMBER] * len(repeated))
    notes.add(Anomaly.JSON_REPAIRED)
    return value


def ends_its_call(station_id: str, text: str, services: OcppServices, notes: Notes) -> bool:
    """Whether the text was an answer to a command, which has ended with it.

    Otherwise the command would block those behind it until its time is up (Grizzl-E, #176).
    """
    message_id = broken_json.id_of_broken_answer(text)
    command = services.commands.get(station_id, message_id) if message_id else None
    if command is None or message_id is None:
        return False
    payload = answers.of_broken_text(text, command.sent_payload)
    answer = frames.Answer(message_id, payload or {})
    if payload is None:
        answer = frames.Answer(message_id, {}, "FormationViolation", "the answer was cut")
    notes.add(Anomaly.JSON_REPAIRED)
    return record_answer(station_id, answer, services.commands, notes.received_at)


def id_of_broken_call(text: str) -> str | None:
    """The message id of a CALL whose payload cannot be read, so that it can be answered."""
    found = _CALL.match(text)
    return found.group(1) if found else None
