"""Behaviours 12 and 13: certificates and serial numbers, no downgrade, rotation of passwords."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import boto3
import pytest
from moto.apigatewaymanagementapi.models import apigatewaymanagementapi_backends
from moto.core.models import DEFAULT_ACCOUNT_ID
from tests.conftest import forget_services
from tests.functional.dialling import (
    OTHER,
    PRINT,
    SUBJECT,
    V16,
    Streams,
    basic,
    certificate,
    dial,
    refused,
)
from tests.functional.test_command_delivery import frames_to
from tests.network import PASSWORD

from csms.bootstrap import services
from csms.stations.credentials import TrustedCertificate, distrusting, trusting

if TYPE_CHECKING:
    from tests.functional.station import Station
    from tests.http_api import Caller

ALWAYS = datetime(2099, 1, 1, tzinfo=UTC)
V201 = "ocpp2.0.1"
BOOT: dict[str, Any] = {
    V16: {"chargePointVendor": "V", "chargePointModel": "M"},
    V201: {"reason": "PowerUp", "chargingStation": {"vendorName": "V", "model": "M"}},
}


def register(operator: Caller, **changes: Any) -> None:
    answer = operator.put("/stations/CP1", changes)
    assert answer.status == 200, answer.text


def trust(fingerprint: str = PRINT, until: datetime = ALWAYS) -> None:
    one = TrustedCertificate(fingerprint, until)
    services().stations.change_credentials("CP1", lambda station: trusting(station, one))


def settings(monkeypatch: pytest.MonkeyPatch, **values: str) -> None:
    for name, value in values.items():
        monkeypatch.setenv(name, value)
    forget_services()


def socket_is_open(connection_id: str = "conn-1") -> bool:
    connections = apigatewaymanagementapi_backends[DEFAULT_ACCOUNT_ID]["eu-central-1"].connections
    return connection_id in connections


def answer_last(station: Station, payload: dict[str, Any]) -> list[Any]:
    frame: list[Any] = frames_to()[-1]
    station.send(json.dumps([3, frame[1], payload]))
    return frame


# -------------------------------------------------------------------- profile 3 at connect


def test_behaviour_12_a_certificate_of_the_station_opens_its_socket(operator: Caller) -> None:
    register(operator, security_profile=3)
    trust()
    dial(certificate())
    spaced = ":".join(PRINT[at : at + 2] for at in range(0, 64, 2)).upper()
    dial(certificate(spaced, "O=X, CN=prefix CP1"))
    assert operator.get("/stations/CP1").json["online"] is True


@pytest.mark.parametrize(
    "proofs",
    [
        [],
        [basic(PASSWORD.encode())],
        [certificate(OTHER)],
        [certificate(OTHER), basic(PASSWORD.encode())],
        [certificate(PRINT, "CN=SOMEBODY,O=CP1")],
        [certificate(PRINT, "")],
        [certificate(PRINT, "O=a\\,CN=CP1")],
        [{"cloudfront-viewer-cert-sha256": PRINT, "cloudfront-viewer-cert-subject": SUBJECT}],
    ],
)
def test_behaviour_12_profile_3_takes_nothing_but_its_own_certificate(
    operator: Caller, proofs: list[dict[str, str]]
) -> None:
    register(operator, security_profile=3)
    trust()
    assert refused(*proofs)


def test_behaviour_12_an_expired_certificate_is_refused(operator: Caller) -> None:
    register(operator, security_profile=3)
    trust(until=datetime.now(UTC) - timedelta(seconds=1))
    assert refused(certificate())


def test_behaviour_12_certificate_headers_count_only_where_the_edge_asks_for_them(
    operator: Caller, monkeypatch: pytest.MonkeyPatch
) -> None:
    register(operator, security_profile=3)
    trust()
    settings(monkeypatch, CLIENT_CERTIFICATES="off")
    assert refused(certificate())


def test_behaviour_12_a_renewed_certificate_replaces_the_old_one_once_it_is_used(
    operator: Caller,
) -> None:
    register(operator, security_profile=3)
    trust(PRINT)
    trust(OTHER)
    dial(certificate(PRINT))
    dial(certificate(OTHER))
    assert refused(certificate(PRINT))
    dial(certificate(OTHER))


@pytest.mark.parametrize("protocol", [V16, V201])
def test_behaviour_12_a_serial_number_that_the_certificate_does_not_name_ends_the_connection(
    operator: Caller, protocol: str
) -> None:
    register(operator, security_profile=3)
    trust()
    streams = Streams()
    station = dial(certificate(), protocol=protocol)
    apigatewaymanagementapi_backends[DEFAULT_ACCOUNT_ID]["eu-central-1"].connections.clear()
    kind, _, code, _, _ = station.answer_to("BootNotification", booting(protocol, "SN99"))
    assert (kind, code) == (4, "SecurityError")
    (finding,) = operator.get("/stations/CP1/events", kind="SecurityFinding").json["items"]
    assert finding["critical"] is True
    assert finding["content"]["type"] == "SerialNumberMismatch"
    assert finding["content"]["serialNumber"] == "SN99"
    shown = operator.get("/stations/CP1").json
    assert (shown["boot"], shown["online"]) == (None, True)
    streams.run()
    assert operator.get("/stations/CP1").json["online"] is False


@pytest.mark.parametrize("protocol", [V16, V201])
@pytest.mark.parametrize("serial", ["SN42", None, "REGISTERED"])
def test_behaviour_12_the_serial_number_of_the_certificate_or_the_record_is_accepted(
    operator: Caller, protocol: str, serial: str | None
) -> None:
    register(operator, security_profile=3, serial_number="REGISTERED")
    trust()
    station = dial(certificate(), protocol=protocol)
    assert station.call("BootNotification", booting(protocol, serial))["status"] == "Accepted"


@pytest.mark.parametrize("protocol", [V16, V201])
@pytest.mark.parametrize("serial", [{"not": "SN99"}, "S" * 2_000])
def test_behaviour_12_a_serial_number_that_cannot_be_read_is_not_the_registered_one(
    operator: Caller, protocol: str, serial: Any
) -> None:
    register(operator, security_profile=3, serial_number="REGISTERED")
    trust()
    station = dial(certificate(), protocol=protocol)
    kind, _, code, _, _ = station.answer_to("BootNotification", booting(protocol, serial))
    assert (kind, code) == (4, "SecurityError")
    (finding,) = operator.get("/stations/CP1/events", kind="SecurityFinding").json["items"]
    assert finding["content"]["serialNumber"] == "(unreadable)"
    assert operator.get("/stations/CP1").json["boot"] is None


@pytest.mark.parametrize("protocol", [V16, V201])
def test_behaviour_12_an_unreadable_serial_number_passes_where_none_is_registered(
    operator: Caller, protocol: str
) -> None:
    register(operator, security_profile=3)
    trust()
    station = dial(certificate(), protocol=protocol)
    assert station.call("BootNotification", booting(protocol, {}))["status"] == "Accepted"


def test_behaviour_12_another_member_that_cannot_be_read_says_nothing_of_the_serial_number(
    operator: Caller,
) -> None:
    register(operator, security_profile=3, serial_number="REGISTERED")
    trust()
    payload = BOOT[V16] | {"iccid": {"not": "readable"}}
    assert dial(certificate()).call("BootNotification", payload)["status"] == "Accepted"


def booting(protocol: str, serial: Any) -> dict[str, Any]:
    payload: dict[str, Any] = json.loads(json.dumps(BOOT[protocol]))
    if serial is not None and protocol == V16:
        payload["chargePointSerialNumber"] = serial
    elif serial is not None:
        payload["chargingStation"]["serialNumber"] = serial
    return payload


# -------------------------------------------------------------------- no downgrade


NETWORK = {
    "configurationSlot": 1,
    "connectionData": {
        "ocppVersion": "OCPP20",
        "ocppTransport": "JSON",
        "ocppCsmsUrl": "wss://example.com/ocpp",
        "messageTimeout": 30,
        "ocppInterface": "Wired0",
    },
}


def network_profile(profile: int) -> dict[str, Any]:
    return NETWORK | {
        "connectionData": NETWORK["connectionData"] | {"securityProfile": profile}  # type: ignore[operator]
    }


def variables(name: str, value: str) -> dict[str, Any]:
    item = {"component": {"name": "SecurityCtrlr"}, "variable": {"name": name}}
    return {"setVariableData": [item | {"attributeValue": value}]}


@pytest.mark.parametrize(
    ("protocol", "action", "payload"),
    [
        (V16, "set_configuration", {"key": "SecurityProfile", "value": 1}),
        (V16, "set_configuration", {"key": "SecurityCtrlr.SecurityProfile", "value": "1"}),
        (V16, "ChangeConfiguration", {"key": "securityprofile ", "value": " 1"}),
        (V16, "ChangeConfiguration", {"key": "SecurityCtrlr.SecurityProfile", "value": "1"}),
        (V16, "ChangeConfiguration", {"key": "securityctrlr . SECURITYPROFILE", "value": "1"}),
        (V16, "ChangeConfiguration", {"key": "Security-Profile", "value": "1"}),
        (V16, "set_configuration", {"key": "securityctrlr.securityprofile", "value": 1}),
        (V201, "set_configuration", {"key": "SecurityProfile", "value": "0"}),
        (V201, "SetVariables", variables("SecurityProfile", "1")),
        (V201, "SetVariables", variables("Security Profile", "1")),
        (V201, "SetNetworkProfile", network_profile(1)),
    ],
)
def test_behaviour_13_the_csms_sends_no_downgrade(
    operator: Caller, protocol: str, action: str, payload: dict[str, Any]
) -> None:
    register(operator, security_profile=2)
    dial(basic(PASSWORD.encode()), protocol=protocol)
    answer = operator.post("/stations/CP1/commands", {"action": action, "payload": payload})
    assert answer.status == 422
    assert "downgrade" in answer.json["detail"]


def test_behaviour_13_no_lower_profile_can_be_a_wanted_configuration(operator: Caller) -> None:
    register(operator, security_profile=2)
    wanted = {"values": {"SecurityProfile": 1}}
    assert operator.put("/stations/CP1/configuration", wanted).status == 422
    assert operator.get("/stations/CP1/configuration").json["items"] == []


@pytest.mark.parametrize(
    ("lowest", "profile", "proofs", "plain", "admitted"),
    [
        ("0", 0, [], True, True),
        ("0", 1, [], True, False),
        ("0", 2, [basic(PASSWORD.encode())], True, True),
        ("1", 0, [], True, False),
        ("1", 0, [basic(PASSWORD.encode())], True, True),
        ("2", 0, [], False, False),
        ("2", 1, [basic(PASSWORD.encode())], True, False),
        ("2", 1, [basic(PASSWORD.encode())], False, True),
        ("2", 2, [basic(PASSWORD.encode())], True, False),
        ("2", 2, [basic(PASSWORD.encode())], False, True),
        ("3", 2, [basic(PASSWORD.encode())], False, False),
        ("3", 2, [certificate()], False, True),
    ],
)
def test_behaviour_13_low_profiles_need_the_record_and_the_deployment(
    operator: Caller,
    monkeypatch: pytest.MonkeyPatch,
    lowest: str,
    profile: int,
    proofs: list[dict[str, str]],
    plain: bool,
    admitted: bool,
) -> None:
    register(operator, security_profile=profile)
    trust()
    settings(monkeypatch, LOWEST_SECURITY_PROFILE=lowest)
    assert refused(*proofs, plain=plain) is not admitted


def test_behaviour_13_a_new_station_has_what_the_deployment_asks_for(
    operator: Caller, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings(monkeypatch, LOWEST_SECURITY_PROFILE="2")
    made = operator.put("/stations/NEW", {"password": PASSWORD})
    assert made.json["security_profile"] == 2
    assert operator.put("/stations/NEW", {"security_profile": 1}).status == 422


@pytest.mark.parametrize(
    ("protocol", "action"), [(V16, "ChangeConfiguration"), (V201, "SetVariables")]
)
def test_behaviour_13_profile_3_counts_from_the_first_connection_with_it(
    operator: Caller, protocol: str, action: str
) -> None:
    register(operator, security_profile=2)
    raise_profile = {
        "action": "set_configuration",
        "payload": {"key": "SecurityProfile", "value": 3},
    }
    early = operator.post("/stations/CP1/commands", raise_profile)
    assert early.status == 422
    assert "certificate first" in early.json["detail"]

    trust()
    streams = Streams()
    assert refused(certificate()), "a certificate is no password"
    dial(basic(PASSWORD.encode()), protocol=protocol)
    assert operator.post("/stations/CP1/commands", raise_profile).status == 202
    streams.run()
    assert frames_to()[-1][2] == action
    assert operator.get("/stations/CP1").json["pending_security_profile"] == 3
    dial(basic(PASSWORD.encode()), protocol=protocol)
    assert operator.get("/stations/CP1").json["security_profile"] == 2

    dial(certificate(), protocol=protocol)
    shown = operator.get("/stations/CP1").json
    assert (shown["security_profile"], shown["pending_security_profile"]) == (3, None)
    assert shown["password_set"] is False
    assert refused(basic(PASSWORD.encode()), protocol=protocol)
    dial(certificate(), protocol=protocol)


def test_behaviour_13_a_refused_profile_is_not_waited_for(operator: Caller) -> None:
    register(operator, security_profile=1)
    trust()
    streams = Streams()
    station = dial(basic(PASSWORD.encode()))
    wanted = {"action": "set_configuration", "payload": {"key": "SecurityProfile", "value": 3}}
    operator.post("/stations/CP1/commands", wanted)
    streams.run()
    answer_last(station, {"status": "Rejected"})
    streams.run()
    assert operator.get("/stations/CP1").json["pending_security_profile"] is None
    assert refused(certificate())


# -------------------------------------------------------------------- rotation


def rotate(operator: Caller, streams: Streams) -> str:
    """Ask for a new password; what the station was sent."""
    asked = operator.post("/stations/CP1/password/rotate")
    assert asked.status == 202, asked.text
    streams.run()
    payload = frames_to()[-1][3]
    return str(payload["value"] if "value" in payload else attribute(payload))


def attribute(payload: dict[str, Any]) -> str:
    (item,) = payload["setVariableData"]
    assert (item["component"]["name"], item["variable"]["name"]) == (
        "SecurityCtrlr",
        "BasicAuthPassword",
    )
    return str(item["attributeValue"])


ACCEPTED: dict[str, Any] = {
    V16: {"status": "Accepted"},
    V201: {
        "setVariableResult": [
            {
                "attributeStatus": "Accepted",
                "component": {"name": "SecurityCtrlr"},
                "variable": {"name": "BasicAuthPassword"},
            }
        ]
    },
}


@pytest.mark.parametrize("protocol", [V16, V201])
@pytest.mark.parametrize("answered", [True, False])
@pytest.mark.parametrize("as_bytes", [True, False])
def test_behaviour_13_both_passwords_count_until_the_new_one_is_used(
    operator: Caller, protocol: str, answered: bool, as_bytes: bool
) -> None:
    streams = Streams()
    station = dial(basic(PASSWORD.encode()), protocol=protocol)
    new = rotate(operator, streams)
    assert len(new) == 40
    assert len(bytes.fromhex(new)) == 20
    if answered:
        answer_last(station, ACCEPTED[protocol])
        streams.run()
    (pending,) = operator.get("/stations/CP1/password").json["pending"]
    assert pending["state"] == ("answered" if answered else "sent")
    dial(basic(PASSWORD.encode()), protocol=protocol)
    dial(basic(bytes.fromhex(new) if as_bytes else new.encode()), protocol=protocol)
    assert refused(basic(PASSWORD.encode()), protocol=protocol)
    dial(basic(new.encode()), protocol=protocol)
    assert operator.get("/stations/CP1/password").json == {"password_set": True, "pending": []}


def test_behaviour_13_a_refused_password_is_forgotten(operator: Caller) -> None:
    streams = Streams()
    station = dial(basic(PASSWORD.encode()))
    new = rotate(operator, streams)
    answer_last(station, {"status": "Rejected"})
    streams.run()
    assert operator.get("/stations/CP1/password").json["pending"] == []
    assert refused(basic(new.encode()))
    dial(basic(PASSWORD.encode()))


def test_behaviour_13_using_a_password_leaves_a_later_one_pending(operator: Caller) -> None:
    streams = Streams()
    station = dial(basic(PASSWORD.encode()))
    first = rotate(operator, streams)
    answer_last(station, {"status": "Accepted"})
    streams.run()
    second = rotate(operator, streams)
    dial(basic(first.encode()))
    assert refused(basic(PASSWORD.encode()))
    dial(basic(second.encode()))
    assert refused(basic(first.encode()))


@pytest.mark.parametrize("protocol", [V16, V201])
def test_behaviour_13_no_secret_is_shown_nor_kept(operator: Caller, protocol: str) -> None:
    streams = Streams()
    station = dial(basic(PASSWORD.encode()), protocol=protocol)
    new = rotate(operator, streams)
    assert new not in operator.get("/stations/CP1/commands").text
    answer_last(station, ACCEPTED[protocol])
    streams.run()
    assert new not in operator.get("/stations/CP1/commands").text
    assert new not in operator.get("/stations/CP1/configuration").text
    rows = boto3.client("dynamodb").scan(TableName="StationsTable")["Items"]
    assert new not in json.dumps(rows)
    assert "(hidden)" in json.dumps(rows)


def test_behaviour_13_a_repeated_rotation_is_the_same_one(operator: Caller) -> None:
    streams = Streams()
    station = dial(basic(PASSWORD.encode()))
    first = operator.post("/stations/CP1/password/rotate", key="once")
    streams.run()
    answer_last(station, {"status": "Accepted"})
    streams.run()
    again = operator.post("/stations/CP1/password/rotate", key="once")
    assert again.json["command_id"] == first.json["command_id"]


def test_behaviour_13_secrets_of_a_network_profile_are_hidden(operator: Caller) -> None:
    dial(basic(PASSWORD.encode()), protocol=V201)
    data = network_profile(1)
    data["connectionData"] |= {
        "vpn": {"server": "s", "user": "u", "password": "PW-1", "key": "KEY-1", "type": "IPSec"},
        "apn": {"apn": "a", "apnPassword": "PW-2", "simPin": 4711, "apnAuthentication": "PAP"},
    }
    shown = operator.post(
        "/stations/CP1/commands", {"action": "SetNetworkProfile", "payload": data}
    )
    assert shown.status == 202, shown.text
    for secret in ("PW-1", "KEY-1", "PW-2", "4711"):
        assert secret not in shown.text
    assert shown.json["payload"]["connectionData"]["vpn"]["server"] == "s"


@pytest.mark.parametrize("change", ["password", "delete", "certificate", "nothing"])
def test_behaviour_13_a_revoked_station_does_not_stay_connected(
    operator: Caller, change: str
) -> None:
    if change == "certificate":
        register(operator, security_profile=3)
        trust()
    streams = Streams()
    dial(certificate() if change == "certificate" else basic(PASSWORD.encode()))
    streams.run()
    backend = apigatewaymanagementapi_backends[DEFAULT_ACCOUNT_ID]["eu-central-1"]
    backend.get_connection("conn-1")
    if change == "password":
        register(operator, password="another-password-of-ours")
    elif change == "delete":
        operator.delete("/stations/CP1")
    elif change == "certificate":
        trust_nothing()
    else:
        register(operator, password=PASSWORD, serial_number="SN42")
    streams.run()
    assert socket_is_open() is (change == "nothing")
    if change == "password":
        assert refused(basic(PASSWORD.encode()))
        dial(basic(b"another-password-of-ours"))


def trust_nothing() -> None:
    services().stations.change_credentials("CP1", lambda one: distrusting(one, PRINT))


def test_behaviour_13_a_password_of_the_operator_ends_a_rotation(operator: Caller) -> None:
    streams = Streams()
    dial(basic(PASSWORD.encode()))
    new = rotate(operator, streams)
    register(operator, password="another-password-of-ours")
    assert refused(basic(new.encode()))
