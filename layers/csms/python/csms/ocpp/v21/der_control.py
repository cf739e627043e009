"""What a station tells of distributed energy resources (2.1 block R)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csms.ocpp.reporting import keep_part, note

if TYPE_CHECKING:
    from csms.ocpp.services import StationCall
    from csms.ocpp.v21 import wire


def notify_der_alarm(
    request: wire.NotifyDERAlarmRequest, call: StationCall
) -> wire.NotifyDERAlarmResponse:
    """A grid event fault, or its end."""
    note(call, "NotifyDERAlarm", request, request["timestamp"])
    return {}


def notify_der_start_stop(
    request: wire.NotifyDERStartStopRequest, call: StationCall
) -> wire.NotifyDERStartStopResponse:
    """A DER control has become active, or no longer is."""
    note(call, "NotifyDERStartStop", request, request["timestamp"])
    return {}


def report_der_control(
    request: wire.ReportDERControlRequest, call: StationCall
) -> wire.ReportDERControlResponse:
    """Which DER controls are set; in many frames that are not counted."""
    keep_part(call, "ReportDERControl", request)
    return {}
