"""ABL wallboxes (eMH)."""

from csms.vendors.model import Match, Quirk, Vendor

VENDOR = Vendor(
    key="abl",
    name="ABL",
    matches=(Match(vendor="ABL"), Match(model="ABL_")),
    quirks=(
        Quirk(
            "ABL-1",
            says='"none" in info and vendorErrorCode; no MeterValues while a session is paused',
            handled="placeholders are nothing; silence ends no session",
            source="evcc#7458, #15559",
            grade="A",
        ),
    ),
    vendor_ids=("ABL",),
)
