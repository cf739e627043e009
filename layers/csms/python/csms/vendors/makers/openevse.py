"""OpenEVSE with its WiFi gateway (ArduinoOcpp)."""

from csms.vendors.model import Match, Quirk, Vendor

VENDOR = Vendor(
    key="openevse",
    name="OpenEVSE",
    matches=(Match(vendor="OpenEVSE"),),
    quirks=(
        Quirk(
            "OEV-1",
            says="sampled values are numbers with fractions; minutes of them in one message",
            handled="read exactly, rounded to a whole Wh",
            source="openevse#335, PR#726, lbbrhzn#210",
            grade="A",
        ),
    ),
)
