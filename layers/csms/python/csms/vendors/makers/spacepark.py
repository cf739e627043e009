"""SpacePark: nothing odd is known but its name."""

from csms.vendors.model import Match, Vendor

VENDOR = Vendor(
    key="spacepark",
    name="SpacePark",
    matches=(Match(vendor="SpacePark"),),
    currents={"EU1060_TYPE_II": "AC"},
)
