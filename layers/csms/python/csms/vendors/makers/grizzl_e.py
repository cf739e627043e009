"""Grizzl-E Smart of United Chargers."""

from csms.vendors.boots import with_facts
from csms.vendors.model import Identity, Match, MeterKind, Quirk, Traits, Vendor


def _identify(said: Identity) -> Identity:
    """The signal's strength stands where a SIM card's number belongs."""
    signal = said.facts.get("iccid", "")
    if not signal.startswith("-"):
        return said
    return with_facts(said, iccid=None, rssi_dbm=signal)


VENDOR = Vendor(
    key="grizzl-e",
    name="Grizzl-E (United Chargers)",
    matches=(Match(vendor="United Chargers"), Match(serial="GRS-")),
    quirks=(
        Quirk(
            "GRZ-1",
            says="the Wi-Fi signal in iccid",
            handled="a fact of its own",
            source="lbbrhzn#176",
            grade="A",
        ),
        Quirk(
            "GRZ-1",
            says="no sub-protocol is offered",
            handled="OCPP 1.6 is assumed where the identity is proven",
            source="lbbrhzn#442, steve#1109",
            grade="A",
            test="unit/ocpp/test_admission.py::test_a_station_that_offers_no_version_speaks_1_6_if_its_identity_is_proven",
        ),
        Quirk(
            "GRZ-2",
            says="answers to GetConfiguration that are cut or lack their list",
            handled="the command ends at once; with an empty list, all it asked for is unknown",
            source="lbbrhzn#176, #442, #1652",
            grade="A",
        ),
        Quirk(
            "GRZ-3",
            says="CALLERROR of 4 elements",
            handled="read",
            source="lbbrhzn#899",
            grade="A",
        ),
        Quirk(
            "GRZ-4",
            says="MeterValues count the session, start and stop the meter's life",
            handled="never subtracted from one another",
            source="lbbrhzn#2093",
            grade="B",
        ),
    ),
    traits=Traits(
        start_stop_meter=MeterKind.REGISTER,
        meter_values_meter=MeterKind.SESSION,
    ),
    identify=_identify,
)
