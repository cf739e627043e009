from decimal import Decimal
from typing import Any

import pytest

from csms.ocpp import schemas
from csms.ocpp.call_errors import CallError, Code, code_for

V16_START = {
    "connectorId": 1,
    "idTag": "TAG-1",
    "timestamp": "2026-01-20T12:00:00Z",
    "meterStart": 0,
}
PROFILE = {
    "connectorId": 1,
    "csChargingProfiles": {
        "chargingProfileId": 1,
        "stackLevel": 0,
        "chargingProfilePurpose": "TxProfile",
        "chargingProfileKind": "Absolute",
        "chargingSchedule": {
            "chargingRateUnit": "A",
            "chargingSchedulePeriod": [{"startPeriod": 0, "limit": Decimal("8.1")}],
        },
    },
}
V201_BOOT = {"reason": "PowerUp", "chargingStation": {"model": "M", "vendorName": "V"}}
V201_STATUS = {
    "timestamp": "2026-01-20T12:00:00Z",
    "connectorStatus": "Available",
    "evseId": 1,
    "connectorId": 1,
}


def violation(protocol: str, action: str, payload: dict[str, Any]) -> CallError:
    with pytest.raises(CallError) as caught:
        schemas.check_request(protocol, action, payload)
    return caught.value


@pytest.mark.parametrize(
    ("protocol", "action", "payload"),
    [
        ("ocpp1.6", "StartTransaction", V16_START),
        ("ocpp1.6", "StartTransaction", V16_START | {"timestamp": "2026-01-20 12:00"}),
        ("ocpp1.6", "SetChargingProfile", PROFILE),
        ("ocpp2.0.1", "BootNotification", V201_BOOT),
        ("ocpp2.0.1", "StatusNotification", V201_STATUS),
        ("ocpp2.0.1", "Heartbeat", {"customData": {"vendorId": "V", "anything": [1]}}),
    ],
)
def test_good_request_passes(protocol: str, action: str, payload: dict[str, Any]) -> None:
    schemas.check_request(protocol, action, payload)


def without(payload: dict[str, Any], name: str) -> dict[str, Any]:
    return {key: value for key, value in payload.items() if key != name}


@pytest.mark.parametrize(
    ("payload", "code", "spelling"),
    [
        (
            V16_START | {"connectorId": "1"},
            Code.TYPE_CONSTRAINT_VIOLATION,
            "TypeConstraintViolation",
        ),
        (
            V16_START | {"connectorId": Decimal("1.5")},
            Code.TYPE_CONSTRAINT_VIOLATION,
            "TypeConstraintViolation",
        ),
        (
            without(V16_START, "idTag"),
            Code.OCCURRENCE_CONSTRAINT_VIOLATION,
            "OccurenceConstraintViolation",
        ),
        (V16_START | {"extra": 1}, Code.FORMAT_VIOLATION, "FormationViolation"),
        (
            V16_START | {"idTag": "x" * 21},
            Code.PROPERTY_CONSTRAINT_VIOLATION,
            "PropertyConstraintViolation",
        ),
    ],
)
def test_violation_of_1_6_has_its_code(payload: dict[str, Any], code: Code, spelling: str) -> None:
    error = violation("ocpp1.6", "StartTransaction", payload)
    assert error.code is code
    assert code_for(error.code, "ocpp1.6") == spelling


@pytest.mark.parametrize(
    ("payload", "code", "spelling"),
    [
        (
            V201_STATUS | {"evseId": "1"},
            Code.TYPE_CONSTRAINT_VIOLATION,
            "TypeConstraintViolation",
        ),
        (
            without(V201_STATUS, "evseId"),
            Code.OCCURRENCE_CONSTRAINT_VIOLATION,
            "OccurrenceConstraintViolation",
        ),
        (V201_STATUS | {"extra": 1}, Code.FORMAT_VIOLATION, "FormatViolation"),
        (
            V201_STATUS | {"connectorStatus": "Busy"},
            Code.PROPERTY_CONSTRAINT_VIOLATION,
            "PropertyConstraintViolation",
        ),
    ],
)
def test_violation_of_2_0_1_has_its_code(
    payload: dict[str, Any], code: Code, spelling: str
) -> None:
    error = violation("ocpp2.0.1", "StatusNotification", payload)
    assert error.code is code
    assert code_for(error.code, "ocpp2.0.1") == spelling


def test_too_few_items_are_an_occurrence() -> None:
    payload = {"evseId": 1, "meterValue": []}
    error = violation("ocpp2.0.1", "MeterValues", payload)
    assert error.code is Code.OCCURRENCE_CONSTRAINT_VIOLATION


def test_violation_says_where_and_quotes_nothing() -> None:
    error = violation("ocpp2.0.1", "BootNotification", V201_BOOT | {"reason": "S3cret"})
    assert error.description == "reason: Enum"
    assert "S3cret" not in str(error)


@pytest.mark.parametrize(
    ("code", "in_1_6", "in_2_0_1"),
    [
        (Code.RPC_FRAMEWORK_ERROR, "FormationViolation", "RpcFrameworkError"),
        (Code.MESSAGE_TYPE_NOT_SUPPORTED, "GenericError", "MessageTypeNotSupported"),
        (Code.NOT_IMPLEMENTED, "NotImplemented", "NotImplemented"),
        (Code.INTERNAL_ERROR, "InternalError", "InternalError"),
    ],
)
def test_codes_are_spelled_as_the_version_does(code: Code, in_1_6: str, in_2_0_1: str) -> None:
    assert (code_for(code, "ocpp1.6"), code_for(code, "ocpp2.0.1")) == (in_1_6, in_2_0_1)


def test_every_action_of_a_version_is_known() -> None:
    assert len(schemas.known_actions("ocpp1.6")) >= 28
    assert len(schemas.known_actions("ocpp2.0.1")) >= 64
    assert "StartTransaction" in schemas.known_actions("ocpp1.6")
    assert "StartTransaction" not in schemas.known_actions("ocpp2.0.1")


def test_required_members_are_known() -> None:
    assert schemas.required_members("ocpp2.0.1", "Reset") == {"type"}
    assert schemas.required_members("ocpp1.6", "Heartbeat") == frozenset()


def test_responses_are_checked_too() -> None:
    schemas.check_response("ocpp1.6", "DataTransfer", {"status": "Accepted"})
    with pytest.raises(CallError):
        schemas.check_response("ocpp2.0.1", "Heartbeat", {})
