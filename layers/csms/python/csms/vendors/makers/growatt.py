"""Growatt THOR, Project EV and other ATESS stations: one platform, `G_*` configuration keys."""

from csms.vendors.model import Key, Match, MeterKind, Notes, Payload, Quirk, Traits, Vendor


def _start(payload: Payload, notes: Notes) -> Payload:  # noqa: ARG001
    """reservationId 0 stands for none; ours begin with 1."""
    if payload.get("reservationId") != 0:
        return payload
    return {name: value for name, value in payload.items() if name != "reservationId"}


VENDOR = Vendor(
    key="growatt",
    name="Growatt (ATESS platform)",
    matches=(
        Match(vendor="Growatt"),
        Match(vendor="ATESS"),
        Match(model="THOR_"),
        Match(serial="TAG0"),
    ),
    quirks=(
        Quirk(
            "GRO-1",
            says="StartTransaction with a local time without zone, reservationId 0, meterStart 0",
            handled="the station's time zone gives the moment; reservation 0 is none",
            source="evcc#10399, ocpp-go 73e165b",
            grade="A",
        ),
        Quirk(
            "GRO-2",
            says="each MeterValues repeats the register of Transaction.Begin",
            handled="an opening value is never where the meter stands",
            source="lbbrhzn#1838, #1466, #1709; evcc#15768",
            grade="A",
            test="conformance/test_behaviours.py::test_behaviour_26_a_repeated_opening_register_does_not_win",
        ),
    ),
    traits=Traits(start_stop_meter=MeterKind.SESSION, meter_values_meter=MeterKind.REGISTER),
    incoming={"StartTransaction": _start},
    configuration={"G_MaxCurrent": Key("max_current_a"), "G_TimeZone": Key("station_zone")},
)
