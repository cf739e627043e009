"""What a station may say before it is accepted (1.6 §4.2; 2.0.1 B02, B03).

A station that was Accepted at connect costs nothing here. For another the record is read at each
frame, so that the operator's decision counts from the next frame on.
"""

from csms.commands.progress import asked_for
from csms.ocpp.call_errors import CallError, Code
from csms.ocpp.services import StationCall
from csms.stations.model import BootStatus

BOOT_NOTIFICATION = "BootNotification"


def boot_status(call: StationCall) -> BootStatus:
    """The status to answer with; a station that is no longer registered is Rejected."""
    if call.connection.boot_status is BootStatus.ACCEPTED:
        return BootStatus.ACCEPTED
    station = call.services.stations.get(call.station_id)
    return station.boot_status if station else BootStatus.REJECTED


def require_accepted(action: str, call: StationCall) -> None:
    """SecurityError for what may not be said yet (2.0.1 B02.FR.09).

    While Pending, a station says what it was asked for by a trigger or for a report.
    """
    if call.connection.boot_status is BootStatus.ACCEPTED or action == BOOT_NOTIFICATION:
        return
    status = boot_status(call)
    if status is BootStatus.ACCEPTED:
        return
    if status is BootStatus.PENDING and asked_for(call.station_id, action, call.services.commands):
        return
    raise CallError(Code.SECURITY_ERROR, f"the station is {status.value}: only BootNotification")
