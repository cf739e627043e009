"""FoxESS A series: its OCPP 2.0.1 is a translated 1.6."""

from csms.vendors.model import Match, Notes, Payload, Quirk, Traits, Vendor


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
            "FOX-1",
            says="2.0.1: messages in the shape of 1.6; SetChargingProfile fails by 1.6's schema",
            handled="payloads of 1.6 are translated; a limit is not sent in 2.x: use OCPP 1.6",
            source="lbbrhzn docs/supported-devices.md, confirmed by the maker",
            grade="B",
        ),
        Quirk(
            "FOX-2",
            says="2.0.1: Available after each transaction, the cable still in",
            handled="shown as available with the plug state unknown",
            source="lbbrhzn docs/supported-devices.md, confirmed by the maker",
            grade="B",
        ),
    ),
    traits=Traits(unsupported_in_2x=frozenset({"SetChargingProfile"})),
    incoming_2x={"StatusNotification": _status},
)
