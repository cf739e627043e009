"""StatusNotification (2.0.1 G01), and availability that comes as an event (2.1 G01)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csms.ocpp.times import station_time
from csms.stations.model import ConnectorStatus

if TYPE_CHECKING:
    from collections.abc import Iterator

    from csms.ocpp.services import StationCall
    from csms.ocpp.v201 import wire


def status_notification(
    request: wire.StatusNotificationRequest, call: StationCall
) -> wire.StatusNotificationResponse:
    """Keep the newest status of a connector by the station's time.

    2.x has no words beside the status; what is known of the maker's use of it stands there.
    """
    status = ConnectorStatus(
        request["evseId"],
        request["connectorId"],
        status=request["connectorStatus"],
        error_code=None,
        reported_at=station_time(request.get("timestamp"), call.received_at),
        info=call.notes.facts.get("info"),
    )
    call.services.stations.record_connector_status(call.station_id, status)
    return {}


# ConnectorStatusEnumType, which the device model's AvailabilityState shares.
STATES = frozenset({"Available", "Occupied", "Reserved", "Unavailable", "Faulted"})


def told_availability(
    request: wire.NotifyEventRequest, call: StationCall
) -> Iterator[ConnectorStatus]:
    """What an event says of connectors; an EVSE's own availability is none of a connector."""
    for event in request["eventData"]:
        component, evse = event["component"], event["component"].get("evse")
        told = component["name"], event["variable"]["name"]
        if told != ("Connector", "AvailabilityState") or evse is None or "connectorId" not in evse:
            continue
        if event["actualValue"] in STATES:
            at = station_time(event.get("timestamp"), call.received_at)
            place = evse["id"], evse["connectorId"]
            yield ConnectorStatus(*place, event["actualValue"], None, at)
