"""go-e Charger V4."""

from csms.vendors.model import Match, Quirk, Traits, Vendor

VENDOR = Vendor(
    key="go-e",
    name="go-e",
    matches=(Match(vendor="go-e"),),
    quirks=(
        Quirk(
            "GOE-1",
            says="StopTransaction with id -1 and a time before its start",
            handled="the running session is meant; it does not end before it began",
            source="go-eCharger-API-v2#106",
            grade="A",
        ),
        Quirk(
            "GEN-3",
            says="message ids begin anew at 531531531 with each boot",
            handled="a repeat is told by what it says, never by its id",
            source="go-eCharger-API-v2#106",
            grade="A",
        ),
    ),
    traits=Traits(stops_before_start=True),
)
