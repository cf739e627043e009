"""myenergi zappi wallboxes."""

from csms.vendors.model import Match, Quirk, Vendor

VENDOR = Vendor(
    key="myenergi",
    name="myenergi",
    matches=(Match(vendor="myenergi"), Match(model="zappi")),
    quirks=(
        Quirk(
            "ZPP-1",
            says="the total energy stands on phase N",
            handled="a lone phase is the total",
            source="evcc#27206",
            grade="A",
        ),
    ),
)
