"""Charge Amps Halo."""

from csms.vendors.model import Match, Quirk, Vendor

VENDOR = Vendor(
    key="charge-amps",
    name="Charge Amps",
    matches=(Match(vendor="Charge Amps"),),
    quirks=(
        Quirk(
            "CHA-1",
            says="units Hz and Celsius; voltages on L1, not L1-N",
            handled="an unknown word costs no reading; phases are taken under both names",
            source="lbbrhzn#1576, #1969; mobilityhouse PR#70; OCPP.Core PR#81",
            grade="A",
        ),
    ),
)
