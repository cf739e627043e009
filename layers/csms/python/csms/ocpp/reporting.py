"""What a message leaves behind that nobody decides on: a journal entry or a report part."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from csms.commands.model import Job, Progress
from csms.commands.progress import note_progress
from csms.commands.secrets import without_secrets
from csms.ocpp.call_errors import CallError, Code
from csms.ocpp.times import station_time
from csms.stations.journal import CRITICAL_SECURITY_EVENTS, JournalEntry
from csms.stations.reports import ReportPart

if TYPE_CHECKING:
    from collections.abc import Mapping

    from csms.ocpp.services import StationCall

# OCPP's integer is one of 32 bits (2.0.1 Part 2 §2.1).
LARGEST = (1 << 31) - 1
# No schema comes near; `customData` may hold anything, and readers must be able to show it.
DEEPEST = 32


def note(call: StationCall, kind: str, request: Mapping[str, Any], at: str | None = None) -> None:
    """Put a message into the station's journal; one write. `at` is the time it names, if any."""
    _check_depth(request)
    critical = kind == "SecurityEventNotification" and request["type"] in CRITICAL_SECURITY_EVENTS
    call.services.journal.record(
        JournalEntry(
            call.station_id,
            kind,
            station_time(at, call.received_at),
            call.received_at,
            without_secrets(request),
            critical,
        )
    )


def note_step(call: StationCall, job: Job, kind: str, request: Mapping[str, Any]) -> None:
    """Journal a step of a job, and keep it at the command that began it; one read, two writes."""
    note(call, kind, request)
    step = Progress(request["status"], call.received_at)
    request_id = _number(request, "requestId")
    note_progress(call.station_id, job, request_id, step, call.services.commands)


def keep_part(call: StationCall, kind: str, request: Mapping[str, Any]) -> None:
    """Keep one frame of a report; one write."""
    _check_depth(request)
    call.services.reports.record(
        ReportPart(
            station_id=call.station_id,
            kind=kind,
            request_id=cast(int, _number(request, "requestId")),
            seq_no=_number(request, "seqNo"),
            more=request.get("tbc", False),
            received_at=call.received_at,
            content=without_secrets(request),
        )
    )


def _check_depth(request: Mapping[str, Any]) -> None:
    if not shallow(request):
        raise CallError(Code.PROPERTY_CONSTRAINT_VIOLATION, "payload: nested too deep")


def shallow(value: Any, levels: int = DEEPEST) -> bool:
    """Whether every reader of what is kept can show it."""
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return levels > 0 and all(shallow(one, levels - 1) for one in inner)


def _number(request: Mapping[str, Any], name: str) -> int | None:
    number: int | None = request.get(name)
    if number is not None and abs(number) > LARGEST:
        raise CallError(Code.PROPERTY_CONSTRAINT_VIOLATION, f"{name}: out of bounds")
    return number
