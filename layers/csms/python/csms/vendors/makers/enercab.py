"""Enercab stations, known as `ELEDIO`."""

from csms.vendors.model import Match, Quirk, Vendor

VENDOR = Vendor(
    key="enercab",
    name="Enercab",
    matches=(Match(vendor="ELEDIO"),),
    quirks=(
        Quirk(
            "ELE-1",
            says='numbers with blanks, " 9.6"; Origin: file:// at the upgrade; current on L1 only',
            handled="read; the origin is not looked at; a lone phase is the total",
            source="evcc PR#16523, 68cc29a96",
            grade="A",
        ),
    ),
)
