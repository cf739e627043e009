"""StatusNotification (1.6 §4.9)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csms.charging.places import session_at
from csms.charging.stopping import stop_by_status
from csms.ocpp.reporting import note
from csms.ocpp.times import station_time
from csms.stations.model import ConnectorStatus
from csms.vendors.anomalies import Anomaly

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
        event = {**request, "understood": call.notes.facts.get("event", {})}
        note(call, "StatusNotification", event, request.get("timestamp"))
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
    if status.status == "Available" and call.sender.vendor.traits.ends_without_stop:
        _end_session(status, call)
    return {}


def _end_session(status: ConnectorStatus, call: StationCall) -> None:
    """The makers' stations that leave out the stop: it is estimated till a real one comes."""
    place = status.evse_id, status.connector_id
    if place[0] == 0:
        return
    sessions = call.services.sessions
    session = session_at(call.station_id, place, status.reported_at, sessions)
    if session is not None and session.active:
        sessions.record_stop(stop_by_status(session, status.reported_at, call.received_at))
        call.notes.add(Anomaly.STOP_MISSING)
