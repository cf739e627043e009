"""Sigenergy EVDC. How it calls itself in BootNotification is not public."""

from csms.vendors.model import Match, Quirk, Vendor

VENDOR = Vendor(
    key="sigen",
    name="Sigenergy",
    matches=(Match(vendor="Sigen"), Match(vendor="Sigenergy")),
    quirks=(
        Quirk(
            "SIG-1",
            says="StopTransaction with a tag of 21 characters, without reason, sent again for days",
            handled="the tag is cut to its 20 characters; the stop counts at its own time",
            source="lbbrhzn#1803",
            grade="A",
        ),
    ),
)
