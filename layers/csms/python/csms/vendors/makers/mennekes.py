"""Mennekes wallboxes and the ACU controller."""

from csms.vendors.model import Match, Quirk, Vendor

VENDOR = Vendor(
    key="mennekes",
    name="Mennekes",
    matches=(Match(vendor="MENNEKES"),),
    quirks=(
        Quirk(
            "MEN-1",
            says="measurands in a configuration value are quoted, with blanks; the ACU sends energy"
            " only while idle",
            handled="quotes and blanks are no part of a value",
            source="evcc 3ca395543, 2db85aeed",
            grade="B",
            test="unit/vendors/test_configuration_values.py::test_lists_are_the_same_with_quotes_and_blanks",
        ),
    ),
)
