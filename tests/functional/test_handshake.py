"""The WebSocket upgrade: authorizer, $connect and $disconnect."""

from __future__ import annotations

import base64
from dataclasses import replace
from typing import Any

import pytest
from tests.conftest import forget_services
from tests.functional.station import CONTEXT
from tests.functional.station import Station as Frames
from tests.http_api import Caller
from tests.network import PASSWORD, a_station, build_network

from csms.bootstrap import services
from csms.errors import Unauthorized
from csms.stations.credentials import PendingProfile, expecting_profile
from csms.stations.model import Station
from ocpp_gateway import authorize, connect, disconnect

ARN = "arn:aws:execute-api:eu-central-1:123456789012:api/dev/$connect"


@pytest.fixture(autouse=True)
def network(deployment: None) -> None:
    build_network()


def basic(user: str, password: str) -> str:
    return "Basic " + base64.b64encode(f"{user}:{password}".encode()).decode()


def upgrade(**changes: str | None) -> dict[str, Any]:
    headers = {
        "x-origin-secret": "from-our-edge",
        "x-ocpp-identity": "CP1",
        "Authorization": basic("CP1", PASSWORD),
        "Sec-WebSocket-Protocol": "ocpp1.6",
    } | {name.replace("_", "-"): value for name, value in changes.items()}
    kept = {name: value for name, value in headers.items() if value is not None}
    return {"type": "REQUEST", "methodArn": ARN, "headers": kept}


def test_the_right_password_is_admitted_with_the_stations_facts() -> None:
    answer = authorize.handler(upgrade(), CONTEXT)

    assert answer["principalId"] == "CP1"
    assert answer["policyDocument"]["Statement"][0] == {
        "Action": "execute-api:Invoke",
        "Effect": "Allow",
        "Resource": ARN,
    }
    assert answer["context"] == {
        "station_id": "CP1",
        "protocol": "ocpp1.6",
        "site_id": "site-1",
        "places": "1.1 2.1",
        "time_zone": "Europe/Berlin",
    }


@pytest.mark.parametrize(
    "changes",
    [
        {"Authorization": None},
        {"Authorization": basic("CP1", "wrong")},
        {"Authorization": basic("CP2", PASSWORD)},
        {"Authorization": "Basic not-base64!"},
        {"Authorization": "Bearer token"},
        {"x_ocpp_identity": "unknown"},
        {"x_ocpp_identity": None},
        {"x_ocpp_identity": "x" * 49},
        {"x_origin_secret": "guessed"},
        {"x_origin_secret": None},
    ],
)
def test_everybody_else_is_unauthorized(changes: dict[str, str | None]) -> None:
    with pytest.raises(Unauthorized, match=r"^Unauthorized$"):
        authorize.handler(upgrade(**changes), CONTEXT)


@pytest.mark.parametrize(
    ("offered", "chosen"),
    [
        ("ocpp1.6", "ocpp1.6"),
        ("ocpp1.6,ocpp2.0.1", "ocpp2.0.1"),
        ("ocpp2.0.1, ocpp1.6", "ocpp2.0.1"),
        ("ocpp1.5, ocpp1.6", "ocpp1.6"),
        ("ocpp1.5", ""),
    ],
)
def test_the_newest_common_version_wins(offered: str, chosen: str) -> None:
    answer = authorize.handler(upgrade(Sec_WebSocket_Protocol=offered), CONTEXT)

    assert answer["context"]["protocol"] == chosen


def test_an_identity_is_percent_decoded() -> None:
    services().stations.put(Station("RPC/1", a_station().password_hash, 1, None, a_station().evses))
    event = upgrade(x_ocpp_identity="RPC%2F1", Authorization=basic("RPC/1", PASSWORD))

    assert authorize.handler(event, CONTEXT)["principalId"] == "RPC/1"


def test_an_identity_with_colons_is_admitted_by_its_password() -> None:
    """A MAC address, e.g.: HTTP ends a user at the first colon."""
    services().stations.put(replace(a_station(), station_id="00:1A:2B"))

    def answer(user: str, password: str) -> dict[str, Any]:
        event = upgrade(x_ocpp_identity="00%3A1A%3A2B", Authorization=basic(user, password))
        return authorize.handler(event, CONTEXT)

    assert answer("00:1A:2B", PASSWORD)["principalId"] == "00:1A:2B"
    for user, password in (("00:1A:2B", "wrong"), ("00:1A", PASSWORD), ("00", PASSWORD)):
        with pytest.raises(Unauthorized):
            answer(user, password)


def test_profile_0_is_a_decision_for_one_station() -> None:
    services().stations.put(Station("OPEN", None, 0, None, ()))

    event = upgrade(x_ocpp_identity="OPEN", Authorization=None)
    assert authorize.handler(event, CONTEXT)["principalId"] == "OPEN"


def test_profile_3_is_never_let_in_by_a_password() -> None:
    services().stations.put(replace(a_station(), security_profile=3))

    with pytest.raises(Unauthorized):
        authorize.handler(upgrade(), CONTEXT)


def test_a_deployment_without_an_origin_secret_admits_nobody(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("ORIGIN_SECRET", "")
    forget_services()

    for sent in (None, ""):
        with pytest.raises(Unauthorized):
            authorize.handler(upgrade(x_origin_secret=sent), CONTEXT)


def connect_event(connection_id: str, at_ms: int, protocol: str = "ocpp1.6") -> dict[str, Any]:
    context = Frames(connection_id=connection_id, protocol=protocol).request_context()
    return {"requestContext": context | {"connectedAt": at_ms}}


def test_connect_echoes_the_version_and_notes_the_socket() -> None:
    answer = connect.handler(connect_event("c-1", 1_795_435_200_000), CONTEXT)

    assert answer == {"statusCode": 200, "headers": {"Sec-WebSocket-Protocol": "ocpp1.6"}}
    assert services().stations.state("CP1").online


def test_connect_without_an_offer_answers_none_and_is_counted(operator: Caller) -> None:
    event = connect_event("c-1", 1_795_435_200_000)
    event["requestContext"]["authorizer"]["assumed"] = "1"

    assert connect.handler(event, CONTEXT) == {"statusCode": 200}
    assert services().stations.state("CP1").online
    (found,) = operator.get("/stations/CP1/anomalies").json["items"]
    assert (found["name"], found["count"]) == ("SUBPROTOCOL_ASSUMED", 1)


def test_connect_without_a_common_version_is_400() -> None:
    answer = connect.handler(connect_event("c-1", 1_795_435_200_000, protocol=""), CONTEXT)

    assert answer == {"statusCode": 400}
    assert not services().stations.state("CP1").online


def test_a_late_disconnect_of_an_old_socket_changes_nothing() -> None:
    connect.handler(connect_event("c-1", 1_795_435_200_000), CONTEXT)
    connect.handler(connect_event("c-2", 1_795_435_260_000), CONTEXT)
    disconnect.handler(connect_event("c-1", 1_795_435_200_000), CONTEXT)

    connection = services().stations.state("CP1").connection
    assert connection is not None
    assert connection.connection_id == "c-2"


def test_a_disconnect_ends_the_socket() -> None:
    connect.handler(connect_event("c-1", 1_795_435_200_000), CONTEXT)
    disconnect.handler(connect_event("c-1", 1_795_435_200_000), CONTEXT)

    state = services().stations.state("CP1")
    assert not state.online
    assert state.connection is not None
    assert state.connection.disconnected_at is not None


def test_a_change_of_credentials_that_is_overtaken_is_made_again() -> None:
    stations = services().stations
    overtaken: list[Station] = []
    higher = PendingProfile(3, "C1")

    def slow(station: Station) -> Station:
        if not overtaken:
            overtaken.append(station)
            stations.change_credentials("CP1", lambda one: expecting_profile(one, higher))
        return replace(station, password_hash="new")

    stations.change_credentials("CP1", slow)
    found = stations.get("CP1")
    assert found is not None
    assert (found.password_hash, found.credentials.pending_profile) == ("new", 3)
