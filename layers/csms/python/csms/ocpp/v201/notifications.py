"""What a 2.x station tells and nobody has to decide on: kept in its journal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csms.commands.model import Job
from csms.ocpp.reporting import note, note_step
from csms.ocpp.v201.availability import told_availability

if TYPE_CHECKING:
    from csms.ocpp.services import StationCall
    from csms.ocpp.v201 import wire


def firmware_status_notification(
    request: wire.FirmwareStatusNotificationRequest, call: StationCall
) -> wire.FirmwareStatusNotificationResponse:
    """How a firmware update goes (L01)."""
    note_step(call, Job.FIRMWARE, "FirmwareStatusNotification", request)
    return {}


def publish_firmware_status_notification(
    request: wire.PublishFirmwareStatusNotificationRequest, call: StationCall
) -> wire.PublishFirmwareStatusNotificationResponse:
    """How a local controller publishes a firmware (L03)."""
    note_step(call, Job.PUBLISHING, "PublishFirmwareStatusNotification", request)
    return {}


def log_status_notification(
    request: wire.LogStatusNotificationRequest, call: StationCall
) -> wire.LogStatusNotificationResponse:
    """How the upload of a log goes (N01)."""
    note_step(call, Job.LOG, "LogStatusNotification", request)
    return {}


def security_event_notification(
    request: wire.SecurityEventNotificationRequest, call: StationCall
) -> wire.SecurityEventNotificationResponse:
    """A security event; a critical one becomes a business event (A04)."""
    note(call, "SecurityEventNotification", request, request["timestamp"])
    return {}


def notify_event(request: wire.NotifyEventRequest, call: StationCall) -> wire.NotifyEventResponse:
    """Monitored variables that changed or crossed a limit (N07); each frame is an entry.

    A connector's availability may come this way (2.1 G01): a request more for each.
    """
    for status in told_availability(request, call):
        call.services.stations.record_connector_status(call.station_id, status)
    note(call, "NotifyEvent", request, request["generatedAt"])
    return {}


def notify_charging_limit(
    request: wire.NotifyChargingLimitRequest, call: StationCall
) -> wire.NotifyChargingLimitResponse:
    """A limit set by somebody else than the CSMS (K12)."""
    note(call, "NotifyChargingLimit", request)
    return {}


def cleared_charging_limit(
    request: wire.ClearedChargingLimitRequest, call: StationCall
) -> wire.ClearedChargingLimitResponse:
    """That limit has gone (K13)."""
    note(call, "ClearedChargingLimit", request)
    return {}
