"""Keba KeContact P30, with OCPP 1.6 and 2.0.1."""

from csms.vendors.model import Key, Match, Quirk, Traits, Vendor

VENDOR = Vendor(
    key="keba",
    name="Keba",
    matches=(Match(vendor="Keba AG"), Match(vendor="Keba"), Match(model="KC-P30")),
    quirks=(
        Quirk(
            "KEB-1",
            says="2.0.1: zones without a colon, +0000",
            handled="read",
            source="m-hegele/notes 31771cab",
            grade="A",
        ),
        Quirk(
            "KEB-2",
            says="2.0.1: signed samples are in kWh and say so only in their signed part",
            handled="a signed sample without a unit is not taken for the register",
            source="m-hegele/notes 31771cab",
            grade="A",
        ),
        Quirk(
            "KEB-3",
            says="1.6: a session's samples at connector 0, without its id",
            handled="they are of the running session of the only connector",
            source="SAP fe71dd54e",
            grade="B",
        ),
        Quirk(
            "KEB-4",
            says="MaxAvailableCurrent is in milliampere",
            handled="max_current_a is in ampere",
            source="SAP Keba integration, SAP station template",
            grade="B",
            test="unit/vendors/test_keba.py::test_keba_gets_its_limit_in_milliampere",
        ),
    ),
    traits=Traits(samples_lack_transaction=True),
    configuration={"MaxAvailableCurrent": Key("max_current_a", scale="0.001")},
)
