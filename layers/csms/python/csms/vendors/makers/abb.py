"""ABB Terra AC wallboxes and Terra 53 DC stations."""

from dataclasses import replace

from csms.vendors.boots import with_facts
from csms.vendors.model import (
    Identity,
    Match,
    Notes,
    Payload,
    Quirk,
    Traits,
    Vendor,
)

# What Terra AC really measures; asked for more it says yes, and reboots (ABB-8).
MEASURANDS = (
    "Current.Import", "Current.Offered", "Energy.Active.Import.Register", "Power.Active.Import",
    "Voltage",
)  # fmt: skip


def _identify(said: Identity) -> Identity:
    """`CDT_TACW7::NET_WIFI` and `TAC1Z9120406710257::V1.6.7`, taken apart."""
    model, _, network = said.model.partition("::")
    board, parted, version = (said.firmware or "").partition("::")
    found = replace(
        said,
        model=model.removeprefix("CDT_"),
        firmware=version if parted else said.firmware,
    )
    return with_facts(
        found,
        network=network.removeprefix("NET_") or None,
        board=board if parted else None,
    )


def _status(payload: Payload, notes: Notes) -> Payload:  # noqa: ARG001
    """An error code beside any status but Faulted is none (Terra 53)."""
    if payload["errorCode"] == "NoError" or payload["status"] == "Faulted":
        return payload
    return payload | {"errorCode": "NoError"}


VENDOR = Vendor(
    key="abb",
    name="ABB",
    matches=(Match(vendor="ABB"),),
    quirks=(
        Quirk(
            "ABB-0",
            says="Terra AC joins model and network, board and firmware by `::`; the serial number"
            " may stand in chargeBoxSerialNumber alone",
            handled="taken apart; network and board are facts of the boot",
            source="mikuso#76, evcc#6817",
            grade="A",
        ),
        Quirk(
            "ABB-1",
            says='StatusNotification with "null" in info, "0x0000" as vendorErrorCode and no time',
            handled="placeholders are nothing, the time is that of receipt",
            source="evcc#6817, mikuso#76, SAP fc98abb11",
            grade="A",
        ),
        Quirk(
            "ABB-2",
            says="Terra AC up to 1.8: MeterValues with a transactionId count the session,"
            " those without one the meter's life; meterStart is 0",
            handled="found out for each station by its own sessions; samples without a"
            " transaction never move a session on",
            source="lbbrhzn PR#919, #366, #374",
            grade="A",
        ),
        Quirk(
            "ABB-3",
            says="StartTransaction is sent again after each reconnect, no stop ever",
            handled="the same start gets the same id",
            source="mobilityhouse#186",
            grade="A",
        ),
        Quirk(
            "ABB-4",
            says="a DC sample for comparison: message ids `n:m`, SoC as decimal text",
            handled="nothing to do",
            source="evcc#30114",
            grade="A",
        ),
        Quirk(
            "ABB-5",
            says="Terra 53: MeterValues with a wrong or no real transactionId",
            handled="the connector's session moves on",
            source="SAP dc7b71a41, 2b92c6d7a",
            grade="B",
        ),
        Quirk(
            "ABB-6",
            says="Terra 53: no StopTransaction when the user unlocks the car, only Available",
            handled="an estimated stop at the last sample, till a real one comes",
            source="SAP 32887c417, 638a43fcb",
            grade="B",
        ),
        Quirk(
            "ABB-7",
            says="Terra 53: an error code beside Finishing at normal ends",
            handled="no error unless the connector is Faulted",
            source="SAP d28ad9ccf",
            grade="B",
        ),
        Quirk(
            "ABB-8",
            says="Terra AC up to 1.8.21 accepts every measurand, and reboots when asked for it",
            handled="no other is ever asked for",
            source="lbbrhzn#1275 docs",
            grade="B",
            test="unit/vendors/test_abb.py::test_abb_is_asked_only_for_what_terra_ac_measures",
        ),
        Quirk(
            "ABB-9",
            says="SetChargingProfile works at stack level 0 only",
            handled="sent with stack level 0",
            source="evcc b20253830",
            grade="B",
            test="unit/vendors/test_abb.py::test_abb_gets_profiles_at_stack_level_0",
        ),
        Quirk(
            "ABB-10",
            says="session data only as Sample.Clock",
            handled="clock-aligned samples that name a session count as any other",
            source="SAP filterMeterValuesOnSpecificChargingStations",
            grade="B",
        ),
    ),
    traits=Traits(highest_stack_level=0, measurands=MEASURANDS, ends_without_stop=True),
    identify=_identify,
    currents={"CDT_TACW": "AC", "MD_TERRA_53": "DC"},
    incoming={"StatusNotification": _status},
)
