"""Schneider Electric EVlink wallboxes and stations."""

from csms.vendors.model import Key, Match, Quirk, Vendor
from csms.vendors.samples import without_wrong_totals

VENDOR = Vendor(
    key="schneider",
    name="Schneider Electric",
    matches=(Match(vendor="Schneider Electric"),),
    quirks=(
        Quirk(
            "SCH-1",
            says="serial numbers of up to 33 characters",
            handled="kept whole",
            source="lbbrhzn#213, #1622; mobilityhouse#122, #128, #273",
            grade="A",
        ),
        Quirk(
            "SCH-2",
            says="standard configuration keys in lower case; the limit of the socket is"
            " maxintensitysocket",
            handled="keys are compared whatever their case; the limit is max_current_a",
            source="SAP templates 01dd2be6b, evcc d5045cc89",
            grade="B",
        ),
        Quirk(
            "SCH-3",
            says="a total that disagrees with its three phases",
            handled="more than 10 % off, the phases count",
            source="SAP assertConsistencyInConsumption",
            grade="B",
        ),
        Quirk(
            "SCH-4",
            says="EVB1A22P4KI (2018): a second StartTransaction with meterStart 0 ends a session",
            handled="the first session ends with an estimated stop at its last sample",
            source="Java-OCA-OCPP#74",
            grade="C",
        ),
    ),
    incoming={"MeterValues": without_wrong_totals},
    configuration={"maxintensitysocket": Key("max_current_a")},
)
