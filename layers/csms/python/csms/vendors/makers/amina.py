"""Amina S wallboxes."""

from csms.vendors.model import Match, Notes, Payload, Quirk, Vendor

_EVENT = "AMINA_INFO"


def _status(payload: Payload, notes: Notes) -> Payload:
    """What is for information only comes in the form of a status, too."""
    if payload["errorCode"] == "NoError" and payload.get("vendorErrorCode") == _EVENT:
        notes.is_event = True
        severity = notes.facts.get("extra", {}).get("severity")
        notes.facts["event"] = {"code": _EVENT} | ({"severity": severity} if severity else {})
    return payload


VENDOR = Vendor(
    key="amina",
    name="Amina",
    matches=(Match(vendor="Amina"),),
    quirks=(
        Quirk(
            "AMI-1",
            says="StatusNotification with NoError and AMINA_INFO tells of an event",
            handled="it goes into the journal; the status stays as it is",
            source="documentation.aminacharging.com",
            grade="B",
        ),
    ),
    incoming={"StatusNotification": _status},
    vendor_ids=("amina",),
)
