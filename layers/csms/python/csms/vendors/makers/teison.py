"""Teison: a firmware of many parts."""

from dataclasses import replace

from csms.vendors.boots import with_facts
from csms.vendors.model import Identity, Match, Quirk, Vendor


def _identify(said: Identity) -> Identity:
    """`V1.5@25238bf+100,F8.gl,ws,...`: the version, and what is built in."""
    version, _, parts = (said.firmware or "").partition(",")
    if not parts:
        return said
    return with_facts(replace(said, firmware=version), firmware_parts=parts)


VENDOR = Vendor(
    key="teison",
    name="Teison",
    matches=(Match(vendor="TEISON"),),
    quirks=(
        Quirk(
            "TEI-1",
            says="BootNotification with empty iccid and imsi, and a firmware of many parts",
            handled="empty is absent; the version is what stands before the first comma",
            source="lbbrhzn#1617",
            grade="A",
        ),
    ),
    identify=_identify,
)
