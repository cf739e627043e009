"""Whether a booting station is the one that its client certificate names (2.0.1 B01.FR.11, FR.12).

Only stations that were admitted by a certificate are asked, so nobody else pays for it.
"""

from csms.ocpp.call_errors import CallError, Code
from csms.ocpp.services import StationCall
from csms.stations.journal import SECURITY_FINDING, JournalEntry


def require_certified(serial_number: str | None, call: StationCall) -> None:
    """SecurityError, a critical finding in the journal and the end of the socket, if the serial
    number is neither in the certificate's common name nor the one that the operator registered.

    A boot without a serial number is let pass: the fingerprint has proven who it is.
    """
    name = call.connection.security.certificate_name
    if name is None or not serial_number or serial_number in name:
        return
    station = call.services.stations.get(call.station_id)
    if station is not None and station.serial_number == serial_number:
        return
    content = {
        "type": "SerialNumberMismatch",
        "serialNumber": serial_number,
        "certificateCommonName": name,
    }
    at = call.received_at
    call.services.journal.record(
        JournalEntry(call.station_id, SECURITY_FINDING, at, at, content, critical=True)
    )
    call.services.stations.want_closed(call.station_id, call.connection.connection_id, at)
    raise CallError(Code.SECURITY_ERROR, "the serial number is not the certificate's")
