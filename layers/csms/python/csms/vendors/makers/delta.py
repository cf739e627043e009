"""Delta Electronics: three spellings, and DC stations that stop what never started."""

import re
from dataclasses import replace

from csms.vendors.boots import with_facts
from csms.vendors.model import Identity, Match, Quirk, Traits, Vendor

_MAC = re.compile(r"[0-9a-fA-F]{2}([:-]?[0-9a-fA-F]{2}){5}")


def _identify(said: Identity) -> Identity:
    """chargeBoxSerialNumber is a MAC address: a fact of the network, no serial."""
    box = said.facts.get("charge_box_serial_number", "")
    if not _MAC.fullmatch(box):
        return said
    said = replace(said, serial=None) if said.serial == box else said
    return with_facts(said, charge_box_serial_number=None, mac_address=box)


VENDOR = Vendor(
    key="delta",
    name="Delta Electronics",
    matches=(
        Match(vendor="Delta.Electronics"),
        Match(vendor="Delta Electronics"),
        Match(vendor="DELTA"),
    ),
    quirks=(
        Quirk(
            "DEL-1",
            says="three spellings of the vendor; a MAC address as chargeBoxSerialNumber",
            handled="one maker; the address is shown as such",
            source="sap-labs-france/ev-server; a public WebSocket test page",
            grade="A",
        ),
        Quirk(
            "DEL-2",
            says="DC: StopTransaction with transactionId 0 though nothing runs",
            handled="acknowledged and noted in the journal; no orphan to look into",
            source="sap-labs-france/ev-server bypassStopTransaction",
            grade="B",
        ),
        Quirk(
            "DEL-3",
            says="DC: no sample of Transaction.Begin, so no state of charge at the start",
            handled="the state of charge is that of the first sample, then of the newest",
            source="sap-labs-france/ev-server OCPPUtils.ts",
            grade="B",
        ),
    ),
    traits=Traits(ghost_stops=True),
    identify=_identify,
    currents={"10616": "DC"},
)
