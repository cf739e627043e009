"""EVBox: Elvi, BusinessLine and others, known as `EV-BOX`."""

from csms.vendors.makers.evbox.extensions import connection_info, status_twin
from csms.vendors.model import Key, Match, Quirk, Vendor

VENDOR = Vendor(
    key="evbox",
    name="EVBox",
    matches=(Match(vendor="EV-BOX"), Match(vendor="EVBox")),
    quirks=(
        Quirk(
            "EVB-1",
            says="DataTransfer evbStatusNotification: 25 values by position",
            handled="those whose meaning is known are read and kept in the journal",
            source="evcc PR#14733",
            grade="A",
        ),
        Quirk(
            "EVB-2",
            says='info such as "B;400" in normal use; a DataTransfer repeats each status',
            handled="the DataTransfer sets no status and tells no fault",
            source="evcc PR#14733",
            grade="A",
        ),
        Quirk(
            "EVB-3",
            says="StartTransaction without Authorize before; meterStart 0 where there is no meter",
            handled="the tag is authorised at the start",
            source="evcc PR#14733",
            grade="A",
        ),
        Quirk(
            "EVB-4",
            says="DataTransfer evbConnectionInfo without vendorId",
            handled="the sender's own vendorId",
            source="a public CSMS, repository not identified",
            grade="B",
        ),
        Quirk(
            "EVB-5",
            says="evb_MaximumStationCurrent and other limits are in deci-ampere",
            handled="max_current_a and the limit of evbStatusNotification are in ampere",
            source="SAP EVBOX integration, evcc const.go",
            grade="B",
            test="unit/vendors/test_evbox.py::test_evbox_gets_its_limit_in_deci_ampere",
        ),
        Quirk(
            "EVB-6",
            says="Elvi set to autostart rejects RemoteStopTransaction",
            handled="the command shows the refusal; the session stays open",
            source="lbbrhzn#870, evcc ocpp-evbox-elvi.yaml",
            grade="B",
        ),
    ),
    extensions={
        ("EV-BOX", "evbStatusNotification"): status_twin,
        ("EV-BOX", "evbConnectionInfo"): connection_info,
    },
    vendor_ids=("EV-BOX",),
    currents={"G4E-": "AC"},
    configuration={"evb_MaximumStationCurrent": Key("max_current_a", scale="0.1")},
)
