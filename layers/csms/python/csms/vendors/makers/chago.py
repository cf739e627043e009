"""Chago stations."""

from csms.vendors.model import Match, Quirk, Vendor

VENDOR = Vendor(
    key="chago",
    name="Chago",
    matches=(Match(vendor="Chago"),),
    quirks=(
        Quirk(
            "CHG-1",
            says="local time marked Z until the clock is set: hours ahead",
            handled="the moment of receipt",
            source="steve#136",
            grade="A",
        ),
    ),
    vendor_ids=("Chago",),
)
