"""Bender/ebee charge controllers, also in stations of Webasto and others."""

from csms.vendors.model import Key, Match, Quirk, Vendor

VENDOR = Vendor(
    key="bender",
    name="Bender (ebee), Webasto",
    matches=(
        Match(vendor="Bender GmbH Co. KG"),
        Match(vendor="Ebee"),
        Match(vendor="Webasto"),
        Match(model="CC612_"),
        Match(model="CC613_"),
    ),
    quirks=(
        Quirk(
            "BEND-1",
            says="StartTransaction without timestamp and meterStart",
            handled="the moment of receipt; the register is unknown, never 0",
            source="SAP 827ecc364",
            grade="B",
        ),
        Quirk(
            "BEND-2",
            says="connector 0 is Available while a connector charges",
            handled="connector 0 is the station, never a connector's status",
            source="SAP 943c9d658, citrineos ChargingStation.ts",
            grade="B",
        ),
        Quirk(
            "BEND-3",
            says="error codes in another case, mode3Error of OCPP 1.5; the meaning in info",
            handled="the standard's word; info is kept",
            source="dlm.energy ocpp-errors",
            grade="B",
        ),
        Quirk(
            "BEND-4",
            says='configuration booleans are "1" and "0"',
            handled="the same as true and false",
            source="SAP templates",
            grade="B",
            test="unit/vendors/test_configuration_values.py::test_truth_has_many_words",
        ),
    ),
    configuration={"OperatorCurrentLimit": Key("max_current_a")},
)
