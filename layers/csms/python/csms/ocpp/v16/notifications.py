"""What a 1.6 station tells of firmware, diagnostics and security: kept in its journal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csms.commands.model import Job
from csms.ocpp.reporting import note, note_step

if TYPE_CHECKING:
    from csms.ocpp.services import StationCall
    from csms.ocpp.v16 import wire


def firmware_status_notification(
    request: wire.FirmwareStatusNotificationRequest, call: StationCall
) -> wire.FirmwareStatusNotificationResponse:
    """How an UpdateFirmware goes (§4.5); Idle is the answer to a trigger."""
    note_step(call, Job.FIRMWARE, "FirmwareStatusNotification", request)
    return {}


def diagnostics_status_notification(
    request: wire.DiagnosticsStatusNotificationRequest, call: StationCall
) -> wire.DiagnosticsStatusNotificationResponse:
    """How a GetDiagnostics goes (§4.4)."""
    note_step(call, Job.DIAGNOSTICS, "DiagnosticsStatusNotification", request)
    return {}


def log_status_notification(
    request: wire.LogStatusNotificationRequest, call: StationCall
) -> wire.LogStatusNotificationResponse:
    """How a GetLog goes (security white paper, 4.5)."""
    note_step(call, Job.LOG, "LogStatusNotification", request)
    return {}


def security_event_notification(
    request: wire.SecurityEventNotificationRequest, call: StationCall
) -> wire.SecurityEventNotificationResponse:
    """A security event; a critical one becomes a business event (white paper, 4.6)."""
    note(call, "SecurityEventNotification", request, request["timestamp"])
    return {}


def signed_firmware_status_notification(
    request: wire.SignedFirmwareStatusNotificationRequest, call: StationCall
) -> wire.SignedFirmwareStatusNotificationResponse:
    """How a SignedUpdateFirmware goes (white paper, 4.7)."""
    note_step(call, Job.FIRMWARE, "SignedFirmwareStatusNotification", request)
    return {}
