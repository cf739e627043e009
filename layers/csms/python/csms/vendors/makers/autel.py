"""Autel MaxiCharger: a firmware for each module."""

from csms.vendors.boots import with_facts
from csms.vendors.model import Identity, Match, Quirk, Vendor


def _identify(said: Identity) -> Identity:
    """`PFA0102|V0.00.00|V1.38.00||2.4.3.0`: each module's own, by its place; one may be empty."""
    modules = (said.firmware or "").split("|")
    if len(modules) == 1:
        return said
    named = enumerate(modules, 1)
    return with_facts(said, **{f"firmware_module_{place}": one or None for place, one in named})


VENDOR = Vendor(
    key="autel",
    name="Autel",
    matches=(Match(vendor="Autel"),),
    quirks=(
        Quirk(
            "AUT-1",
            says="firmware by modules; connector 0 is Available while connector 1 is not",
            handled="a fact for each module; connector 0 is the station, never a connector",
            source="lbbrhzn docs/supported-devices.md, #1523",
            grade="B",
        ),
    ),
    identify=_identify,
)
