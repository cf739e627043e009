"""Each verb, in the words of both versions, against their schemas."""

from decimal import Decimal
from typing import Any

import pytest
from tests.builders import NOW, a_command

from csms.clock import to_text
from csms.commands.sending import Call
from csms.errors import Rejected
from csms.ocpp.configuration_names import SAME, key_of, place_of
from csms.ocpp.phrasing import VERBS, own_number, phrase
from csms.stations.model import CurrentType, Evse, Station

EVSES = (Evse(1, CurrentType.AC, None, (1, 2)), Evse(2, CurrentType.DC, None, (1,)))
STATION = Station("CP1", None, 0, None, EVSES)
V16, V201 = "ocpp1.6", "ocpp2.0.1"
OWN, CREATED = own_number("C1"), to_text(NOW)
AT, LATER = "2026-11-23T10:00:00Z", "2026-11-24T10:00:00Z"
URL = "https://example.com/x"
SIGNED = {"signingCertificate": "PEM", "signature": "SIG"}
PERIODS = [{"startPeriod": 0, "limit": 11000}, {"startPeriod": 60, "limit": 6, "numberPhases": 1}]
ASKED_PERIODS = [{"limit": 11000}, {"start_s": 60, "limit": 6, "phases": 1}]


def said(protocol: str, action: str, payload: dict[str, Any]) -> Call:
    return phrase(a_command(action=action, payload=payload), protocol, STATION)


def variable(component: str, name: str, **more: str) -> dict[str, Any]:
    return {"component": {"name": component}, "variable": {"name": name}, **more}


CASES: list[tuple[Any, ...]] = [
    (
        "reserve",
        {"token_id": "TAG-1", "expires_at": "2026-01-31T12:00:00Z", "reservation_id": 7},
        Call(
            "ReserveNow",
            {
                "connectorId": 0,
                "expiryDate": "2026-01-31T12:00:00.000Z",
                "idTag": "TAG-1",
                "reservationId": 7,
            },
        ),
        Call(
            "ReserveNow",
            {
                "id": 7,
                "expiryDateTime": "2026-01-31T12:00:00.000Z",
                "idToken": {"idToken": "TAG-1", "type": "Central"},
            },
        ),
    ),
    (
        "cancel_reservation",
        {"reservation_id": 7},
        Call("CancelReservation", {"reservationId": 7}),
        Call("CancelReservation", {"reservationId": 7}),
    ),
    (
        "unlock",
        {"evse_id": 1, "connector_id": 2},
        Call("UnlockConnector", {"connectorId": 2}),
        Call("UnlockConnector", {"evseId": 1, "connectorId": 2}),
    ),
    (
        "unlock",
        {"evse_id": 2},
        Call("UnlockConnector", {"connectorId": 3}),
        Call("UnlockConnector", {"evseId": 2, "connectorId": 1}),
    ),
    (
        "set_availability",
        {"available": False},
        Call("ChangeAvailability", {"connectorId": 0, "type": "Inoperative"}),
        Call("ChangeAvailability", {"operationalStatus": "Inoperative"}),
    ),
    (
        "set_availability",
        {"available": True, "evse_id": 1, "connector_id": 2},
        Call("ChangeAvailability", {"connectorId": 2, "type": "Operative"}),
        Call(
            "ChangeAvailability",
            {"operationalStatus": "Operative", "evse": {"id": 1, "connectorId": 2}},
        ),
    ),
    ("clear_cache", {}, Call("ClearCache", {}), Call("ClearCache", {})),
    (
        "trigger",
        {"message": "SignChargingStationCertificate"},
        Call("ExtendedTriggerMessage", {"requestedMessage": "SignChargePointCertificate"}),
        Call("TriggerMessage", {"requestedMessage": "SignChargingStationCertificate"}),
    ),
    (
        "get_configuration",
        {},
        Call("GetConfiguration", {}),
        Call("GetBaseReport", {"reportBase": "ConfigurationInventory", "requestId": OWN}),
    ),
    (
        "get_configuration",
        {"keys": ["HeartbeatInterval", "SampledDataCtrlr.TxUpdatedInterval"]},
        Call("GetConfiguration", {"key": ["HeartbeatInterval", "MeterValueSampleInterval"]}),
        Call(
            "GetVariables",
            {
                "getVariableData": [
                    variable("OCPPCommCtrlr", "HeartbeatInterval"),
                    variable("SampledDataCtrlr", "TxUpdatedInterval"),
                ]
            },
        ),
    ),
    (
        "set_configuration",
        {"key": "LocalPreAuthorize", "value": True},
        Call("ChangeConfiguration", {"key": "LocalPreAuthorize", "value": "true"}),
        Call(
            "SetVariables",
            {
                "setVariableData": [
                    variable("AuthCtrlr", "LocalPreAuthorize", attributeValue="true")
                ]
            },
        ),
    ),
    (
        "set_charging_profile",
        {"periods": ASKED_PERIODS, "evse_id": 2},
        Call(
            "SetChargingProfile",
            {
                "connectorId": 3,
                "csChargingProfiles": {
                    "chargingProfileId": OWN,
                    "stackLevel": 0,
                    "chargingProfilePurpose": "TxDefaultProfile",
                    "chargingProfileKind": "Relative",
                    "chargingSchedule": {
                        "chargingRateUnit": "W",
                        "chargingSchedulePeriod": PERIODS,
                    },
                },
            },
        ),
        Call(
            "SetChargingProfile",
            {
                "evseId": 2,
                "chargingProfile": {
                    "id": OWN,
                    "stackLevel": 0,
                    "chargingProfilePurpose": "TxDefaultProfile",
                    "chargingProfileKind": "Relative",
                    "chargingSchedule": [
                        {
                            "id": OWN,
                            "chargingRateUnit": "W",
                            "chargingSchedulePeriod": PERIODS,
                        }
                    ],
                },
            },
        ),
    ),
    (
        "set_charging_profile",
        {"periods": ASKED_PERIODS, "purpose": "station_max", "unit": "A", "profile_id": 7,
         "stack_level": 2, "duration_s": 90, "valid_to": LATER},
        Call(
            "SetChargingProfile",
            {
                "connectorId": 0,
                "csChargingProfiles": {
                    "chargingProfileId": 7,
                    "stackLevel": 2,
                    "chargingProfilePurpose": "ChargePointMaxProfile",
                    "chargingProfileKind": "Absolute",
                    "validTo": LATER,
                    "chargingSchedule": {
                        "chargingRateUnit": "A",
                        "chargingSchedulePeriod": PERIODS,
                        "duration": 90,
                        "startSchedule": CREATED,
                    },
                },
            },
        ),
        Call(
            "SetChargingProfile",
            {
                "evseId": 0,
                "chargingProfile": {
                    "id": 7,
                    "stackLevel": 2,
                    "chargingProfilePurpose": "ChargingStationMaxProfile",
                    "chargingProfileKind": "Absolute",
                    "validTo": LATER,
                    "chargingSchedule": [
                        {
                            "id": 7,
                            "chargingRateUnit": "A",
                            "chargingSchedulePeriod": PERIODS,
                            "duration": 90,
                            "startSchedule": CREATED,
                        }
                    ],
                },
            },
        ),
    ),
    (
        "clear_charging_profile",
        {"evse_id": 2, "purpose": "default", "stack_level": 1},
        Call(
            "ClearChargingProfile",
            {"connectorId": 3, "chargingProfilePurpose": "TxDefaultProfile", "stackLevel": 1},
        ),
        Call(
            "ClearChargingProfile",
            {
                "chargingProfileCriteria": {
                    "evseId": 2,
                    "chargingProfilePurpose": "TxDefaultProfile",
                    "stackLevel": 1,
                }
            },
        ),
    ),
    (
        "clear_charging_profile",
        {"profile_id": 7},
        Call("ClearChargingProfile", {"id": 7}),
        Call("ClearChargingProfile", {"chargingProfileId": 7}),
    ),
    (
        "get_composite_schedule",
        {"duration_s": 600, "evse_id": 2, "unit": "A"},
        Call("GetCompositeSchedule", {"connectorId": 3, "duration": 600, "chargingRateUnit": "A"}),
        Call("GetCompositeSchedule", {"evseId": 2, "duration": 600, "chargingRateUnit": "A"}),
    ),
    (
        "get_diagnostics",
        {"url": URL, "from": AT, "until": LATER, "retries": 2, "retry_interval_s": 9},
        Call(
            "GetDiagnostics",
            {"location": URL, "startTime": AT, "stopTime": LATER, "retries": 2,
             "retryInterval": 9},
        ),
        Call(
            "GetLog",
            {
                "logType": "DiagnosticsLog",
                "requestId": OWN,
                "log": {"remoteLocation": URL, "oldestTimestamp": AT, "latestTimestamp": LATER},
                "retries": 2,
                "retryInterval": 9,
            },
        ),
    ),
    (
        "get_diagnostics",
        {"url": URL, "log": "security"},
        *[
            Call(
                "GetLog",
                {"logType": "SecurityLog", "requestId": OWN, "log": {"remoteLocation": URL}},
            )
        ]
        * 2,
    ),
    (
        "update_firmware",
        {"url": URL},
        Call("UpdateFirmware", {"location": URL, "retrieveDate": CREATED}),
        Call(
            "UpdateFirmware",
            {"requestId": OWN, "firmware": {"location": URL, "retrieveDateTime": CREATED}},
        ),
    ),
    (
        "update_firmware",
        {"url": URL, "retrieve_at": AT, "install_at": LATER, "signature": "SIG",
         "signing_certificate": "PEM"},
        *[
            Call(
                action,
                {
                    "requestId": OWN,
                    "firmware": {
                        "location": URL,
                        "retrieveDateTime": AT,
                        "installDateTime": LATER,
                        **SIGNED,
                    },
                },
            )
            for action in ("SignedUpdateFirmware", "UpdateFirmware")
        ],
    ),
    (
        "get_local_list_version",
        {},
        Call("GetLocalListVersion", {}),
        Call("GetLocalListVersion", {}),
    ),
    (
        "send_local_list",
        {"update": "full"},
        Call("SendLocalList", {"listVersion": 1, "updateType": "Full"}),
        Call("SendLocalList", {"versionNumber": 1, "updateType": "Full"}),
    ),
    (
        "data_transfer",
        {"vendor_id": "V", "message_id": "M", "data": "D"},
        *[Call("DataTransfer", {"vendorId": "V", "messageId": "M", "data": "D"})] * 2,
    ),
    (
        "rotate_password",
        {"password": "0123456789abcdef"},
        Call("ChangeConfiguration", {"key": "AuthorizationKey", "value": "0123456789abcdef"}),
        Call(
            "SetVariables",
            {
                "setVariableData": [
                    variable(
                        "SecurityCtrlr", "BasicAuthPassword", attributeValue="0123456789abcdef"
                    )
                ]
            },
        ),
    ),
    (
        "renew_certificate",
        {},
        Call("ExtendedTriggerMessage", {"requestedMessage": "SignChargePointCertificate"}),
        Call("TriggerMessage", {"requestedMessage": "SignChargingStationCertificate"}),
    ),
]  # fmt: skip


@pytest.mark.parametrize(("action", "payload", "in_1_6", "in_2_0_1"), CASES)
def test_verb_is_said_in_each_version(
    action: str, payload: dict[str, Any], in_1_6: Call, in_2_0_1: Call
) -> None:
    assert said(V16, action, payload) == in_1_6
    assert said(V201, action, payload) == in_2_0_1


def test_every_verb_has_a_case() -> None:
    """The first four have theirs in `test_phrasing.py`, the others differ by version."""
    elsewhere = {"start", "stop", "reset", "trigger", "set_default_tariff"}
    elsewhere |= {"tell_cost", "tell_final_cost", "tell_price"}
    assert {case[0] for case in CASES} | elsewhere >= VERBS.keys()


def test_a_cost_is_told_as_the_very_number() -> None:
    payload = {"transaction_id": "T1", "total_cost": "12.30"}
    cost = {"totalCost": Decimal("12.30"), "transactionId": "T1"}
    assert said(V201, "tell_cost", payload) == Call("CostUpdated", cost)


def transferred(message_id: str, text: str) -> Call:
    vendor_id = "org.openchargealliance.costmsg"
    return Call("DataTransfer", {"vendorId": vendor_id, "messageId": message_id, "data": text})


def test_costs_and_prices_are_told_to_1_6_displays_as_a_document_in_a_text() -> None:
    prices = {"state": "Charging", "chargingPrice": {"kWhPrice": Decimal("0.123")}}
    cost = {"transaction_id": "7", "total_cost": "1.20", "measured_at": AT, "register_wh": 1234}
    assert said(V16, "tell_cost", cost | {"prices": prices}) == transferred(
        "RunningCost",
        f'{{"transactionId":7,"timestamp":"{AT}","meterValue":1234,"cost":1.20,'
        '"state":"Charging","chargingPrice":{"kWhPrice":0.123}}',
    )
    final = {"transaction_id": "7", "total_cost": "3.31", "text": "3.31 EUR", "link": URL}
    assert said(V16, "tell_final_cost", final) == transferred(
        "FinalCost",
        f'{{"transactionId":7,"cost":3.31,"priceText":"3.31 EUR","qrCodeText":"{URL}"}}',
    )
    price = {"token_id": "TAG-1", "text": "0.42 €/kWh", "texts": {"de": "0,42 €/kWh"}}
    assert said(V16, "tell_price", price) == transferred(
        "SetUserPrice",
        '{"idToken":"TAG-1","priceText":"0.42 €/kWh","priceTextExtra":'
        '[{"format":"UTF8","language":"de","content":"0,42 €/kWh"}]}',
    )


@pytest.mark.parametrize(
    ("protocol", "action", "payload", "message"),
    [
        (V201, "tell_price", {"token_id": "T", "text": "x"}, "this is for 1.6"),
        (V201, "tell_final_cost", {"transaction_id": "7", "total_cost": "1"}, "this is for 1.6"),
        (V16, "tell_final_cost", {"transaction_id": "x", "total_cost": "1"}, "is a number"),
        (V16, "tell_cost", {"transaction_id": "7", "total_cost": "1"}, "with its prices"),
        (V16, "unlock", {}, "evse_id must be a whole number"),
        (V201, "set_default_tariff", {"tariff_id": "T"}, "in OCPP 2.1 alone"),
        (V16, "set_availability", {"available": "yes"}, "true or false"),
        (V201, "get_configuration", {"keys": "A"}, "a list of names"),
        (V201, "get_configuration", {"keys": ["Nonsense"]}, "Component.Variable"),
        (V16, "set_configuration", {"key": "A"}, "value is a text"),
        (V16, "set_configuration", {"value": "A"}, "key is needed"),
        (V16, "set_charging_profile", {}, "periods is a list"),
        (V16, "set_charging_profile", {"periods": [{}]}, "OccurrenceConstraintViolation"),
        (V201, "set_charging_profile", {"periods": [{"limit": 1}], "unit": "V"}, "unit is w or a"),
        (V201, "set_charging_profile", {"periods": [], "purpose": "x"}, "purpose is default"),
        (
            V201,
            "set_charging_profile",
            {"periods": [], "purpose": "station_max", "evse_id": 1},
            "whole station",
        ),
        (V201, "set_charging_profile", {"periods": [], "purpose": "transaction"}, "its evse_id"),
        (
            V201,
            "set_charging_profile",
            {"periods": [{"limit": 1}], "purpose": "transaction", "evse_id": 1},
            "needs transaction_id",
        ),
        (V16, "get_composite_schedule", {}, "duration_s must be a whole number"),
        (V16, "get_diagnostics", {}, "url is needed"),
        (V16, "get_diagnostics", {"url": URL, "log": "x"}, "log is diagnostics or security"),
        (V16, "update_firmware", {"url": URL, "install_at": AT}, "signed firmware only"),
        (V16, "update_firmware", {"url": URL, "signature": "x"}, "OccurrenceConstraintViolation"),
        (V16, "data_transfer", {}, "vendor_id is needed"),
        (V16, "data_transfer", {"vendor_id": "V", "data": {}}, "TypeConstraintViolation"),
    ],
)
def test_what_cannot_be_said_is_refused_with_a_reason(
    protocol: str, action: str, payload: dict[str, Any], message: str
) -> None:
    with pytest.raises(Rejected, match=message):
        said(protocol, action, payload)


def test_a_transactions_profile_names_its_transaction() -> None:
    payload = {"periods": [{"limit": 6}], "purpose": "transaction", "evse_id": 1, "unit": "a",
               "transaction_id": "17", "recurrency": "Daily", "start_at": AT}  # fmt: skip
    in_1_6 = said(V16, "set_charging_profile", payload).payload["csChargingProfiles"]
    in_2_0_1 = said(V201, "set_charging_profile", payload).payload["chargingProfile"]
    assert (in_1_6["transactionId"], in_2_0_1["transactionId"]) == (17, "17")
    assert in_1_6["chargingProfileKind"] == in_2_0_1["chargingProfileKind"] == "Recurring"
    assert in_1_6["chargingSchedule"]["startSchedule"] == AT


@pytest.mark.parametrize("value", ["", "5", 5, 0])
def test_values_are_sent_as_text(value: Any) -> None:
    call = said(V16, "set_configuration", {"key": "K", "value": value})
    assert call.payload == {"key": "K", "value": str(value)}


@pytest.mark.parametrize("key", SAME)
def test_configuration_names_have_one_counterpart(key: str) -> None:
    component, variable_name = place_of(key)
    assert key_of(f"{component}.{variable_name}") == key_of(key) == key
    assert place_of(f"{component}.{variable_name}") == SAME[key]
