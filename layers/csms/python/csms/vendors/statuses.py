"""StatusNotification: faults by table and code, whoever's table it is."""

from csms.stations.model import Fault
from csms.vendors.anomalies import Anomaly
from csms.vendors.model import Notes, Payload, Vendor, translated
from csms.vendors.registry import by_vendor_id

ACTION = "StatusNotification"
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
        return translated(vendor, ACTION, payload, notes, of_16=False)
    code = payload.get("errorCode")
    if code is None:
        payload = payload | {"errorCode": "NoError"}
    elif code not in ERROR_CODES:
        notes.add(Anomaly.ENUM_UNKNOWN)
        payload = {"vendorErrorCode": code} | payload | {"errorCode": "OtherError"}
    vendor_id = payload.get("vendorId")
    owner = by_vendor_id(vendor_id) if vendor_id else None
    for maker in (owner, vendor) if owner and owner != vendor else (vendor,):
        payload = translated(maker, ACTION, payload, notes, of_16=True)
    if payload.get("vendorErrorCode") and not notes.faults and not notes.is_event:
        table = vendor_id or vendor.key
        notes.faults.append(Fault(table, payload["vendorErrorCode"], payload.get("info")))
    return payload
