"""Growatt THOR, Project EV and other ATESS stations: one platform, `G_*` configuration keys."""

import re
from decimal import Decimal

from csms.vendors.answers import plain
from csms.vendors.model import Key, Match, MeterKind, Notes, Payload, Quirk, Traits, Vendor

_THEIR_ZONE = re.compile(r"UTC([+-])(\d{1,2}):(\d\d)")
_OUR_ZONE = re.compile(r"([+-])(\d\d):(\d\d)")


def _start(payload: Payload, notes: Notes) -> Payload:  # noqa: ARG001
    """reservationId 0 stands for none; ours begin with 1."""
    if payload.get("reservationId") != 0:
        return payload
    return {name: value for name, value in payload.items() if name != "reservationId"}


def _number(text: str) -> str:
    return plain(Decimal(text))


def _two_decimals(text: str) -> str:
    return format(Decimal(text), ".2f")


def _offset(text: str) -> str:
    """`UTC+0:00` as `+00:00`."""
    found = _THEIR_ZONE.fullmatch(text.strip())
    if found is None:
        raise ValueError("no offset")
    return f"{found[1]}{found[2]:0>2}:{found[3]}"


def _utc_offset(text: str) -> str:
    found = _OUR_ZONE.fullmatch(text.strip())
    if found is None:
        raise ValueError("no offset")
    return f"UTC{found[1]}{int(found[2])}:{found[3]}"


VENDOR = Vendor(
    key="growatt",
    name="Growatt (ATESS platform)",
    matches=(
        Match(vendor="Growatt"),
        Match(vendor="ATESS"),
        Match(vendor="Project EV"),
        Match(model="THOR_"),
        Match(serial="TAG0"),
    ),
    quirks=(
        Quirk(
            "GRO-0",
            says="three names of one platform: Growatt THOR, Project EV, ATESS",
            handled="recognised by vendor, model THOR_ or serial TAG0",
            source="lbbrhzn#1709, #1466; evcc#15768",
            grade="A",
        ),
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
        ),
        Quirk(
            "GRO-3",
            says="GetConfiguration answers G_* keys: currents with decimals, the zone as UTC+0:00;"
            " TriggerMessage(MeterValues) is Rejected outside of a session",
            handled="read and set as max_current_a and station_zone; the refusal is the answer",
            source="evcc#15768",
            grade="A",
        ),
    ),
    traits=Traits(start_stop_meter=MeterKind.SESSION, meter_values_meter=MeterKind.REGISTER),
    incoming={"StartTransaction": _start},
    currents={"THOR_": "AC"},
    configuration={
        "G_MaxCurrent": Key("max_current_a", read=_number, write=_two_decimals),
        "G_TimeZone": Key("station_zone", read=_offset, write=_utc_offset),
    },
)
