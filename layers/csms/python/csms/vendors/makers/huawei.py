"""Huawei SCharger: no vendor in its BootNotification."""

from csms.vendors.model import Match, MeterKind, Quirk, Traits, Vendor

VENDOR = Vendor(
    key="huawei",
    name="Huawei",
    matches=(Match(vendor="Huawei"), Match(vendor="", model="ACChargePoint")),
    quirks=(
        Quirk(
            "HUA-1",
            says="BootNotification with an empty vendor; refused, it boots every 30 s",
            handled="accepted, recognised by its model",
            source="evcc#32170, evcc PR#32184, PR#19001",
            grade="A",
        ),
        Quirk(
            "HUA-2",
            says="meterValue is one object",
            handled="taken as the only item of the list",
            source="lbbrhzn#1144",
            grade="A",
        ),
        Quirk(
            "HUA-3",
            says="StartTransaction and StopTransaction in Wh, MeterValues in kWh with 2 decimals: a"
            " session without energy stops 1 Wh below its start",
            handled="the energy is that of start and stop, and never below 0",
            source="lbbrhzn#1810",
            grade="B",
        ),
        Quirk(
            "HUA-4",
            says="SetChargingProfile: a limit in amperes is ignored",
            handled="limits are sent in watts",
            source="evcc ocpp-huawei.yaml",
            grade="B",
            test="unit/vendors/test_huawei.py::test_limits_are_sent_in_watts",
        ),
    ),
    traits=Traits(
        start_stop_meter=MeterKind.REGISTER,
        meter_values_meter=MeterKind.REGISTER,
        charging_rate_unit="W",
    ),
)
