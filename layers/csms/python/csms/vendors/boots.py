"""Who a station is, from what it says of itself at its boot."""

from dataclasses import replace

from csms.vendors.anomalies import Anomaly
from csms.vendors.model import Identity, Notes, Payload, Vendor, begins
from csms.vendors.registry import recognise

# Facts of BootNotification that are worth showing, by the names of 1.6.
FACTS = {
    "chargeBoxSerialNumber": "charge_box_serial_number",
    "iccid": "iccid",
    "imsi": "imsi",
    "meterSerialNumber": "meter_serial_number",
    "meterType": "meter_type",
}


def identified(payload: Payload, notes: Notes) -> tuple[Vendor, Identity]:
    """The maker, and the station's identity with what the maker writes into it taken apart."""
    said = _of_2x(payload) if "chargingStation" in payload else _of_16(payload)
    if not said.vendor.strip():
        notes.add(Anomaly.EMPTY_VENDOR)
    vendor = recognise(said)
    known = with_facts(said, current_type=current_of(said.model, vendor))
    return vendor, vendor.identify(known) if vendor.identify else known


def current_of(model: str, vendor: Vendor) -> str | None:
    """AC or DC, where it is known of the model."""
    return next((one for start, one in vendor.currents.items() if begins(model, start)), None)


def _of_16(payload: Payload) -> Identity:
    facts = {name: payload[key] for key, name in FACTS.items() if key in payload}
    serial = payload.get("chargePointSerialNumber") or payload.get("chargeBoxSerialNumber")
    return Identity(
        payload.get("chargePointVendor", ""),
        payload.get("chargePointModel", ""),
        payload.get("firmwareVersion"),
        serial,
        facts,
    )


def _of_2x(payload: Payload) -> Identity:
    station = payload["chargingStation"]
    return Identity(
        station.get("vendorName", ""),
        station.get("model", ""),
        station.get("firmwareVersion"),
        station.get("serialNumber"),
        {name: str(value) for name, value in station.get("modem", {}).items()},
    )


def with_facts(identity: Identity, **facts: str | None) -> Identity:
    """The identity with facts added; None takes one away."""
    both = {**identity.facts, **facts}
    return replace(identity, facts={name: one for name, one in both.items() if one is not None})
