"""Payloads of 1.6 on a socket of 2.x, in the shape of 2.x (FoxESS; lbbrhzn's list of devices)."""

from collections.abc import Callable

from csms import clock
from csms.vendors.anomalies import Anomaly
from csms.vendors.model import Notes, Payload
from csms.vendors.schema_repair import Schema

# 2.x has one word for every state with a plug in (2.0.1 ConnectorStatusEnumType).
OCCUPIED = {"Preparing", "Charging", "SuspendedEV", "SuspendedEVSE", "Finishing"}
CARD = "ISO14443"


def of_2x(action: str, schema: Schema, payload: Payload, notes: Notes) -> Payload:
    """The payload in the shape of 2.x; the same object unless it is plainly one of 1.6."""
    shape = _SHAPES.get(action)
    if shape is None:
        return payload
    of_16, of_20, translate = shape
    if of_20 not in schema["properties"] or of_20 in payload or of_16 not in payload:
        return payload
    notes.add(Anomaly.SHAPE_OF_16)
    return translate(payload, notes)


def _boot(payload: Payload, _notes: Notes) -> Payload:
    station = {
        "vendorName": payload.get("chargePointVendor"),
        "model": payload.get("chargePointModel"),
        "firmwareVersion": payload.get("firmwareVersion"),
        "serialNumber": payload.get("chargePointSerialNumber"),
    }
    known = {name: value for name, value in station.items() if value is not None}
    return {"reason": "Unknown", "chargingStation": known}


def _status(payload: Payload, notes: Notes) -> Payload:
    """EVSE n has one connector: a station of 1.6 numbers them through."""
    number, status = payload.get("connectorId"), payload["status"]
    occupied = isinstance(status, str) and status in OCCUPIED
    return {
        "timestamp": payload.get("timestamp") or clock.to_text(notes.received_at),
        "connectorStatus": "Occupied" if occupied else status,
        "evseId": number,
        "connectorId": 1 if number else 0,
    }


def _meter_values(payload: Payload, _notes: Notes) -> Payload:
    entries = payload.get("meterValue")
    entries = [entries] if isinstance(entries, dict) else entries
    measured = [_entry(one) for one in entries] if isinstance(entries, list) else entries
    return {"evseId": payload["connectorId"], "meterValue": measured}


def _entry(entry: object) -> object:
    samples = entry.get("sampledValue") if isinstance(entry, dict) else None
    if not isinstance(entry, dict) or not isinstance(samples, list):
        return entry
    return entry | {"sampledValue": [_sample(one) for one in samples]}


def _sample(sample: object) -> object:
    if not isinstance(sample, dict) or "unit" not in sample:
        return sample
    rest = {name: value for name, value in sample.items() if name not in {"unit", "format"}}
    return rest | {"unitOfMeasure": {"unit": sample["unit"]}}


def _authorize(payload: Payload, _notes: Notes) -> Payload:
    return {"idToken": {"idToken": payload["idTag"], "type": CARD}}


# action -> a member that 1.6 alone has, one that 2.x alone has, what translates
_SHAPES: dict[str, tuple[str, str, Callable[[Payload, Notes], Payload]]] = {
    "BootNotification": ("chargePointVendor", "chargingStation", _boot),
    "StatusNotification": ("status", "connectorStatus", _status),
    "MeterValues": ("connectorId", "evseId", _meter_values),
    "Authorize": ("idTag", "idToken", _authorize),
}
