"""Deviations of stations whose makers are not known: what is done about them is done for any."""

from csms.vendors.model import Quirk

QUIRKS = (
    Quirk(
        "AUTH-1",
        says="Authorize with a connectorId",
        handled="decided on the tag alone; the member is noted, and stands in the frame kept",
        source="evcc#14579",
        grade="A",
    ),
    Quirk(
        "EVE-1",
        says="StopTransaction with the placeholder -1 of a start that was offline",
        handled="the session is found by place, time, meter and tag",
        source="EVerest/libocpp#495",
        grade="B",
    ),
    Quirk(
        "GEN-1",
        says="meterStop -1 where the value is not known",
        handled="the last sample counts, estimated",
        source="ocpp-go 762373d",
        grade="B",
    ),
    Quirk(
        "GEN-2",
        says="null where {} is meant",
        handled="read as {}",
        source="steve PR#1121",
        grade="B",
    ),
    Quirk(
        "MOC-1",
        says="times of 1970 before the boot, and id -1 after it",
        handled="the moment of receipt; the session is found by place, time, meter and tag",
        source="MicroOcpp PR#354, EVerest/libocpp#495, steve#292",
        grade="B",
    ),
    Quirk(
        "NUM-1",
        says="numbers where texts are wanted, in clock-aligned samples",
        handled="written out",
        source="mobilityhouse/ocpp#353",
        grade="A",
    ),
    Quirk(
        "UNIT-1",
        says="power in kW beside energy in Wh, by phase to neutral, without a total",
        handled="each in its own unit; the phases are summed",
        source="evcc#16966",
        grade="A",
    ),
)
