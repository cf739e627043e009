"""Vestel EVC04 wallboxes."""

from csms.vendors.model import Match, MeterKind, Quirk, Traits, Vendor

VENDOR = Vendor(
    key="vestel",
    name="Vestel",
    matches=(Match(vendor="VESTEL"),),
    quirks=(
        Quirk(
            "VES-1",
            says="MeterValues without any sample; the register counts the session",
            handled="answered, nothing is kept of it; the register is taken for what it is",
            source="lbbrhzn#466, its user guide",
            grade="A",
        ),
    ),
    traits=Traits(meter_values_meter=MeterKind.SESSION),
)
