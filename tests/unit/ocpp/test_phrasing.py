from decimal import Decimal
from typing import Any

import pytest
from tests.builders import a_command

from csms.commands.sending import Call
from csms.errors import Rejected
from csms.ocpp.phrasing import own_number, phrase
from csms.stations.model import CurrentType, Evse, Station

EVSES = (Evse(1, CurrentType.AC, None, (1, 2)), Evse(2, CurrentType.DC, None, (1,)))
STATION = Station("CP1", None, 0, None, EVSES)
V16, V201 = "ocpp1.6", "ocpp2.0.1"
OWN = own_number("C1")


def said(protocol: str, action: str, **payload: Any) -> Call:
    return phrase(a_command(action=action, payload=payload), protocol, STATION)


@pytest.mark.parametrize(
    ("action", "payload", "in_1_6", "in_2_0_1"),
    [
        (
            "start",
            {"evse_id": 2, "token_id": "TAG-1"},
            Call("RemoteStartTransaction", {"connectorId": 3, "idTag": "TAG-1"}),
            Call(
                "RequestStartTransaction",
                {
                    "evseId": 2,
                    "remoteStartId": OWN,
                    "idToken": {"idToken": "TAG-1", "type": "Central"},
                },
            ),
        ),
        (
            "stop",
            {"transaction_id": "17"},
            Call("RemoteStopTransaction", {"transactionId": 17}),
            Call("RequestStopTransaction", {"transactionId": "17"}),
        ),
        ("reset", {}, Call("Reset", {"type": "Soft"}), Call("Reset", {"type": "OnIdle"})),
        (
            "reset",
            {"type": "Hard"},
            Call("Reset", {"type": "Hard"}),
            Call("Reset", {"type": "Immediate"}),
        ),
        (
            "trigger",
            {"message": "StatusNotification", "evse_id": 2},
            Call("TriggerMessage", {"requestedMessage": "StatusNotification", "connectorId": 3}),
            Call("TriggerMessage", {"requestedMessage": "StatusNotification", "evse": {"id": 2}}),
        ),
        (
            "trigger",
            {"message": "Heartbeat"},
            Call("TriggerMessage", {"requestedMessage": "Heartbeat"}),
            Call("TriggerMessage", {"requestedMessage": "Heartbeat"}),
        ),
    ],
)
def test_verb_is_said_in_each_version(
    action: str, payload: dict[str, Any], in_1_6: Call, in_2_0_1: Call
) -> None:
    assert said(V16, action, **payload) == in_1_6
    assert said(V201, action, **payload) == in_2_0_1


@pytest.mark.parametrize(
    ("protocol", "action", "payload", "message"),
    [
        (V16, "start", {"token_id": "T"}, "evse_id must be a whole number"),
        (V16, "start", {"evse_id": True, "token_id": "T"}, "evse_id must be a whole number"),
        (V16, "start", {"evse_id": -1, "token_id": "T"}, "evse_id must be a whole number"),
        (V16, "start", {"evse_id": "1", "token_id": "T"}, "evse_id must be a whole number"),
        (V16, "start", {"evse_id": 1}, "token_id is needed"),
        (V16, "start", {"evse_id": 1, "token_id": ""}, "token_id is needed"),
        (V16, "start", {"evse_id": 1, "token_id": "x" * 21}, "PropertyConstraintViolation"),
        (V16, "stop", {}, "transaction_id is needed"),
        (V16, "stop", {"transaction_id": "T1"}, "a number in OCPP 1.6"),
        (V201, "reset", {"type": "gentle"}, "soft or hard"),
        (V201, "trigger", {"message": "Nonsense"}, "PropertyConstraintViolation"),
        (V16, "dance", {}, "nothing to send in ocpp1.6 and no verb"),
        (V201, "RemoteStartTransaction", {}, "nothing to send in ocpp2.0.1"),
        (V16, "Heartbeat", {}, "nothing to send in ocpp1.6"),
        (V201, "NotifyReport", {}, "nothing to send in ocpp2.0.1"),
        (V16, "Reset", {"type": "OnIdle"}, "PropertyConstraintViolation"),
        (V201, "UnlockConnector", {}, "OccurrenceConstraintViolation"),
    ],
)
def test_what_cannot_be_said_is_refused_with_a_reason(
    protocol: str, action: str, payload: dict[str, Any], message: str
) -> None:
    with pytest.raises(Rejected, match=message):
        said(protocol, action, **payload)


def test_raw_action_is_sent_as_given() -> None:
    payload = {"connectorId": 99, "type": "Inoperative"}
    assert said(V16, "ChangeAvailability", **payload) == Call("ChangeAvailability", payload)


def test_fractions_of_an_ampere_can_be_said() -> None:
    period = {"startPeriod": 0, "limit": Decimal("8.1")}
    profile = {
        "chargingProfileId": 1,
        "stackLevel": 0,
        "chargingProfilePurpose": "TxDefaultProfile",
        "chargingProfileKind": "Absolute",
        "chargingSchedule": {"chargingRateUnit": "A", "chargingSchedulePeriod": [period]},
    }
    call = said(V16, "SetChargingProfile", connectorId=1, csChargingProfiles=profile)
    assert call.payload["csChargingProfiles"] == profile


def test_missing_number_of_ours_is_filled_in() -> None:
    call = said(V201, "GetBaseReport", reportBase="FullInventory")
    assert call.payload == {"reportBase": "FullInventory", "requestId": OWN}


def test_given_number_stays() -> None:
    call = said(V201, "GetBaseReport", reportBase="FullInventory", requestId=7)
    assert call.payload["requestId"] == 7


def test_payload_of_the_command_is_left_alone() -> None:
    command = a_command(action="GetBaseReport", payload={"reportBase": "FullInventory"})
    phrase(command, V201, STATION)
    assert command.payload == {"reportBase": "FullInventory"}


def test_own_numbers_are_positive_and_stable() -> None:
    numbers = {own_number(f"C{n}") for n in range(100)}
    assert len(numbers) == 100
    assert all(1 <= one < 1 << 31 for one in numbers)
    assert own_number("C1") == OWN
