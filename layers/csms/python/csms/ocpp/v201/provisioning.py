"""BootNotification (2.0.1 B01) and Heartbeat (G02)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csms import clock
from csms.ocpp.boot import boot_status
from csms.ocpp.booting import boot_facts
from csms.ocpp.serial_numbers import require_certified

if TYPE_CHECKING:
    from csms.ocpp.services import StationCall
    from csms.ocpp.v201 import wire


def boot_notification(
    request: wire.BootNotificationRequest, call: StationCall
) -> wire.BootNotificationResponse:
    """Keep what the station says of itself; the operator decides on its status."""
    boot = boot_facts(request, call)
    require_certified(boot.serial_number, call)
    call.services.stations.record_boot(call.station_id, boot)
    return {
        "currentTime": clock.to_text(call.received_at),
        "interval": call.services.heartbeat_interval_s,
        "status": boot_status(call).value,
    }


def heartbeat(_request: wire.HeartbeatRequest, call: StationCall) -> wire.HeartbeatResponse:
    """Tell the time; note the sign of life now and then."""
    call.services.last_seen.note(call.station_id, call.received_at)
    return {"currentTime": clock.to_text(call.received_at)}
