"""StatusNotification: faults by table and code, whoever's table it is."""

from csms.stations.model import Fault
from csms.vendors.anomalies import Anomaly
from csms.vendors.model import Notes, Payload, Vendor
from csms.vendors.registry import by_vendor_id

# 1.6 §7.6 ChargePointErrorCode
ERROR_CODES = frozenset(
    {
        "ConnectorLockFailure", "EVCommunicationError", "GroundFailure", "HighTemperature",
        "InternalError", "LocalListConflict", "NoError", "OtherError", "OverCurrentFailure",
        "OverVoltage", "PowerMeterFailure", "PowerSwitchFailure", "ReaderFailure", "ResetFailure",
        "UnderVoltage", "WeakSignal",
    }
)  # fmt: skip


def unified(payload: Payload, notes: Notes, vendor: Vendor) -> Payload:
    """The payload with a standard error code; the vendor's own goes to `notes.faults`.

    A vendorId that belongs to another maker's table is read by that one: OEM stations carry it.
    """
    if "connectorStatus" in payload:
        return _translated(payload, notes, vendor)
    code = payload.get("errorCode")
    if code is None:
        payload = payload | {"errorCode": "NoError"}
    elif code not in ERROR_CODES:
        notes.add(Anomaly.ENUM_UNKNOWN)
        payload = {"vendorErrorCode": code} | payload | {"errorCode": "OtherError"}
    vendor_id = payload.get("vendorId")
    owner = by_vendor_id(vendor_id) if vendor_id else None
    for maker in (owner, vendor) if owner and owner != vendor else (vendor,):
        payload = _translated(payload, notes, maker)
    if payload.get("vendorErrorCode") and not notes.faults and not notes.is_event:
        table = vendor_id or vendor.key
        notes.faults.append(Fault(table, payload["vendorErrorCode"], payload.get("info")))
    return payload


def _translated(payload: Payload, notes: Notes, maker: Vendor) -> Payload:
    """As the maker's file reads it; only what it leaves unread becomes a general fault."""
    translate = maker.incoming.get("StatusNotification")
    return translate(payload, notes) if translate else payload
