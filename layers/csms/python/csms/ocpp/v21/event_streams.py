"""Periodic event streams (2.1 block N): opened, fed by unconfirmed messages, closed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csms.ocpp.reporting import note

if TYPE_CHECKING:
    from csms.ocpp.services import StationCall
    from csms.ocpp.v21 import wire


def open_periodic_event_stream(
    request: wire.OpenPeriodicEventStreamRequest, call: StationCall
) -> wire.OpenPeriodicEventStreamResponse:
    """Accepted: what comes in the stream is kept, whether or not it was opened."""
    note(call, "OpenPeriodicEventStream", request)
    return {"status": "Accepted"}


def close_periodic_event_stream(
    request: wire.ClosePeriodicEventStreamRequest, call: StationCall
) -> wire.ClosePeriodicEventStreamResponse:
    """The station ends a stream."""
    note(call, "ClosePeriodicEventStream", request)
    return {}


def notify_periodic_event_stream(
    request: wire.NotifyPeriodicEventStreamRequest, call: StationCall
) -> None:
    """Values of a stream, one journal entry for each message."""
    note(call, "NotifyPeriodicEventStream", request, request["basetime"])
