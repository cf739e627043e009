"""NEcharge Pro: limits in steps."""

from csms.vendors.model import Match, Quirk, Traits, Vendor

VENDOR = Vendor(
    key="necharge",
    name="NEcharge",
    matches=(Match(vendor="NEcharge"),),
    quirks=(
        Quirk(
            "NEC-1",
            says="SetChargingProfile knows 6, 8, 10, 13 and 16 A alone, and rounds down",
            handled="the next lower step is sent, so that what is shown is what is done",
            source="evcc ocpp-necharge.yaml",
            grade="B",
            test="unit/vendors/test_necharge.py::test_limits_are_the_next_lower_step",
        ),
    ),
    traits=Traits(limits_a=(6, 8, 10, 13, 16)),
)
