"""StatusNotification (1.6 §4.9)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csms.ocpp.reporting import note
from csms.ocpp.times import station_time
from csms.stations.model import ConnectorStatus

if TYPE_CHECKING:
    from csms.ocpp.services import StationCall
    from csms.ocpp.v16 import wire


def status_notification(
    request: wire.StatusNotificationRequest, call: StationCall
) -> wire.StatusNotificationResponse:
    """Keep the newest status of a connector; connector 0 is the station itself.

    Some makers tell of events in this form (Amina): those go into the journal and change nothing.
    """
    if call.notes.is_event:
        note(call, "StatusNotification", request, request.get("timestamp"))
        return {}
    evse_id, connector_id = call.connection.place_of_connector(request["connectorId"])
    status = ConnectorStatus(
        evse_id,
        connector_id,
        status=request["status"],
        error_code=None if request["errorCode"] == "NoError" else request["errorCode"],
        reported_at=station_time(request.get("timestamp"), call.received_at),
        vendor_error_code=request.get("vendorErrorCode"),
        info=request.get("info"),
        faults=tuple(call.notes.faults),
    )
    call.services.stations.record_connector_status(call.station_id, status)
    return {}
