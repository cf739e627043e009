"""Stations whose maker never set a name: vendor WWWW, a model of the specification's samples."""

from csms.vendors.model import Match, Quirk, Traits, Vendor

VENDOR = Vendor(
    key="unknown-oem",
    name="unknown maker (WWWW, EM2GO and others)",
    matches=(Match(vendor="EM2GO"), Match(firmware="AC_DCE_"), Match(firmware="AC_SCE_")),
    quirks=(
        Quirk(
            "OEM-1",
            says="vendor WWWW, model SingleSocketCharger; GetCompositeSchedule is not implemented",
            handled="recognised by the beginning of the firmware; the verb says so at once",
            source="a public test client, repository not known; evcc#19026",
            grade="A",
        ),
    ),
    traits=Traits(unsupported_actions=frozenset({"GetCompositeSchedule"})),
)
