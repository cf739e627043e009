"""Legrand Green'Up stations."""

from csms.vendors.model import Match, Quirk, Vendor

VENDOR = Vendor(
    key="legrand",
    name="Legrand",
    matches=(Match(vendor="Legrand"),),
    quirks=(
        Quirk(
            "LEG-1",
            says='errorCode "Error"; message ids of 20 digits; connectors 1 to 4 are of two kinds',
            handled="OtherError, its own word is the vendor's code; ids are text",
            source="lbbrhzn#1248",
            grade="A",
        ),
    ),
)
