"""FoxESS A series: its OCPP 2.0.1 is a translated 1.6."""

from csms.vendors.model import Match, Notes, Payload, Quirk, Vendor


def _status(payload: Payload, notes: Notes) -> Payload:
    """2.0.1: Available comes after each transaction, also while the cable is in."""
    if payload.get("connectorStatus") == "Available":
        notes.facts["info"] = "plug state unknown"
    return payload


VENDOR = Vendor(
    key="foxess",
    name="FoxESS",
    matches=(Match(vendor="FoxESS"),),
    quirks=(
        Quirk(
            "FOX-2",
            says="2.0.1: Available after each transaction, the cable still in",
            handled="shown as available with the plug state unknown",
            source="lbbrhzn docs/supported-devices.md, confirmed by the maker",
            grade="B",
        ),
    ),
    incoming={"StatusNotification": _status},
)
