"""Words that stand for nothing: `"null"`, `"none"`, `"N/A"`, `"0x0000"`, `""`, an all-zero mask."""

from typing import Any

from csms.vendors.anomalies import Anomaly
from csms.vendors.model import Notes, Payload

WORDS = frozenset({"", "null", "none", "n/a", "na", "nil", "undefined", "unknown", "0x0000", "-"})
# Members that may be absent and say nothing with such a word; a bare "0" is a value elsewhere.
OPTIONAL = {
    "BootNotification": (
        "chargeBoxSerialNumber", "chargePointSerialNumber", "firmwareVersion", "iccid", "imsi",
        "meterSerialNumber", "meterType",
    ),
    "StatusNotification": ("info", "vendorErrorCode", "vendorId"),
    "StopTransaction": ("idTag", "reason"),
    "FirmwareStatusNotification": ("statusInfo",),
}  # fmt: skip
NESTED = {"BootNotification": ("chargingStation", ("serialNumber", "firmwareVersion", "modem"))}
MODEM = ("iccid", "imsi")


def stands_for_nothing(value: Any) -> bool:
    """Whether a text says that there is nothing to say."""
    if not isinstance(value, str):
        return False
    word = value.strip().casefold()
    return word in WORDS or (len(word) > 1 and not word.strip("0"))


def removed(action: str, payload: Payload, notes: Notes) -> Payload:
    """The payload without such words; the same object if there are none."""
    payload = _without(payload, OPTIONAL.get(action, ()), notes)
    if action == "BootNotification" and isinstance(payload.get("chargingStation"), dict):
        station = _without(payload["chargingStation"], NESTED[action][1], notes)
        if isinstance(station.get("modem"), dict):
            station = station | {"modem": _without(station["modem"], MODEM, notes)}
        payload = payload | {"chargingStation": station}
    return payload


def _without(payload: Payload, names: tuple[str, ...], notes: Notes) -> Payload:
    empty = [name for name in names if stands_for_nothing(payload.get(name))]
    if not empty:
        return payload
    notes.anomalies.extend([Anomaly.PLACEHOLDER] * len(empty))
    return {name: value for name, value in payload.items() if name not in empty}
