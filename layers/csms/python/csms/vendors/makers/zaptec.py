"""Zaptec Go 2 with its local OCPP."""

from csms.vendors.model import Match, Quirk, Traits, Vendor

VENDOR = Vendor(
    key="zaptec",
    name="Zaptec",
    matches=(Match(vendor="Zaptec"), Match(serial="GPN")),
    quirks=(
        Quirk(
            "ZAP-1",
            says="one entry for each measurand, at connector 0, without a transaction's id; a"
            " register just above 2^32",
            handled="one entry at connector 1, of its running session; a jump of the register is"
            " not delivered energy",
            source="evcc#29190",
            grade="A",
        ),
        Quirk(
            "ZAP-2",
            says="no StopTransaction at all",
            handled="Available ends the session at its last sample, till a real stop comes",
            source="evcc e407006e0",
            grade="B",
        ),
    ),
    traits=Traits(samples_lack_transaction=True, ends_without_stop=True),
)
