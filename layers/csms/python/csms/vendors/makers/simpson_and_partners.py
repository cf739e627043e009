"""Simpson & Partners Home wallboxes."""

from csms.vendors.model import Match, Quirk, Vendor

VENDOR = Vendor(
    key="simpson-and-partners",
    name="Simpson & Partners",
    matches=(Match(vendor="Simpson & Partners"),),
    quirks=(
        Quirk(
            "SIM-1",
            says="CALLERROR with a text for its details",
            handled="read; the details say nothing",
            source="lbbrhzn#1911",
            grade="A",
        ),
    ),
)
