"""Short forms of 2.x that mean one thing only: a tag without its object, a unit beside a value."""

from typing import Any

from csms.vendors.anomalies import Anomaly
from csms.vendors.model import Notes, Payload

# What a tag is where the station does not say: the answer does not depend on it.
CARD = "ISO14443"


def spelled_out(payload: Payload, notes: Notes) -> Payload:
    """The payload of 2.x in full; the same object if nothing is short."""
    token = payload.get("idToken")
    if isinstance(token, str):
        payload = payload | {"idToken": _noted({"idToken": token, "type": CARD}, notes)}
    elif isinstance(token, dict) and "idToken" in token and "type" not in token:
        payload = payload | {"idToken": _noted(token | {"type": CARD}, notes)}
    entries = payload.get("meterValue")
    if isinstance(entries, list):
        payload = payload | {"meterValue": [_entry(one, notes) for one in entries]}
    return payload


def _entry(entry: Any, notes: Notes) -> Any:
    samples = entry.get("sampledValue") if isinstance(entry, dict) else None
    if not isinstance(samples, list):
        return entry
    return entry | {"sampledValue": [_sample(one, notes) for one in samples]}


def _sample(sample: Any, notes: Notes) -> Any:
    """1.6 has `unit` beside the value; whatever form it is in, it must not get lost: a missing
    unit means Wh.
    """
    if not isinstance(sample, dict):
        return sample
    unit = sample.get("unitOfMeasure")
    if isinstance(unit, str):
        return _noted(sample | {"unitOfMeasure": {"unit": unit}}, notes)
    if "unit" in sample and unit is None:
        rest = {name: value for name, value in sample.items() if name != "unit"}
        return _noted(rest | {"unitOfMeasure": {"unit": sample["unit"]}}, notes)
    return sample


def _noted(payload: Payload, notes: Notes) -> Payload:
    notes.add(Anomaly.SHORTHAND)
    return payload
