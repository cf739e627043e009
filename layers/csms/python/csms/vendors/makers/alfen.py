"""Alfen stations (NG9xx, Eve)."""

import re

from csms.vendors.anomalies import Anomaly
from csms.vendors.model import Match, Notes, Payload, Quirk, Traits, Vendor

# How Alfen numbers its stations: `ACE0177305` (steve#1347).
_SERIAL = re.compile(r"ACE\d{7}")


def _start(payload: Payload, notes: Notes) -> Payload:
    """Plug and charge without a card: the station's serial number stands in place of a tag."""
    if _SERIAL.fullmatch(payload.get("idTag", "")):
        notes.add(Anomaly.SYNTHETIC_TAG)
    return payload


VENDOR = Vendor(
    key="alfen",
    name="Alfen",
    matches=(Match(vendor="Alfen BV"),),
    quirks=(
        Quirk(
            "ALF-0",
            says="chargeBoxSerialNumber is a name that users set",
            handled="a fact of the boot; the serial number is chargePointSerialNumber",
            source="steve#1347",
            grade="A",
        ),
        Quirk(
            "ALF-1",
            says="PlugAndChargeIdentifier: the own serial number in place of a tag; offline starts"
            " come again after the boot until they are answered",
            handled="each start gets a transaction id; register the serial number as a token to"
            " accept it",
            source="steve#1347, evcc cp_setup.go",
            grade="A",
        ),
        Quirk(
            "ALF-2",
            says="firmware 5.4 to 5.8 sends 9223372036854775807 as transactionId",
            handled="the connector's session is meant",
            source="ocpp-go#188, steve#740",
            grade="A",
        ),
        Quirk(
            "ALF-3",
            says="measurands are known with their phase only: Current.Import.L1, Voltage.L1-N",
            handled="asked for with their phases",
            source="lbbrhzn#19",
            grade="B",
            test="unit/vendors/test_alfen.py::test_alfen_is_asked_for_measurands_by_phase",
        ),
    ),
    traits=Traits(phased_measurands=True),
    incoming={"StartTransaction": _start},
)
