"""Whether a booting station is the one that its client certificate names (2.0.1 B01.FR.11, FR.12).

Only stations that were admitted by a certificate are asked, so nobody else pays for it.
"""

from collections.abc import Mapping
from typing import Any

from csms.ocpp.call_errors import CallError, Code
from csms.ocpp.services import StationCall
from csms.stations.journal import SECURITY_FINDING, JournalEntry
from csms.vendors.anomalies import Anomaly

UNREADABLE = "(unreadable)"
_SERIALS = frozenset({"chargepointserialnumber", "chargeboxserialnumber", "serialnumber"})


def require_certified(serial_number: str | None, call: StationCall) -> None:
    """SecurityError, a critical finding in the journal and the end of the socket, if the serial
    number is neither in the certificate's common name nor the one that the operator registered.

    A boot without a serial number is let pass: the fingerprint has proven who it is. One that could
    not be read is a wrong one, where one is registered: who hides it must not be better off.
    """
    name = call.connection.security.certificate_name
    unreadable = not serial_number and _was_dropped(call)
    if name is None or not (serial_number or unreadable):
        return
    if serial_number and serial_number in name:
        return
    station = call.services.stations.get(call.station_id)
    registered = station.serial_number if station else None
    if registered == (serial_number or None):
        return
    content = {
        "type": "SerialNumberMismatch",
        "serialNumber": serial_number or UNREADABLE,
        "certificateCommonName": name,
    }
    at = call.received_at
    call.services.journal.record(
        JournalEntry(call.station_id, SECURITY_FINDING, at, at, content, critical=True)
    )
    call.services.stations.want_closed(call.station_id, call.connection.connection_id, at)
    raise CallError(Code.SECURITY_ERROR, "the serial number is not the certificate's")


def _was_dropped(call: StationCall) -> bool:
    """Whether the station told a serial number that the repairs had to leave out."""
    return Anomaly.FIELD_DROPPED in call.notes.anomalies and _names_serial(call.said)


def _names_serial(said: Mapping[str, Any]) -> bool:
    inner = said.get("chargingStation")
    names = {*said, *(inner if isinstance(inner, dict) else ())}
    return any(one.casefold() in _SERIALS for one in names)
