"""Id tokens, local lists and reservations, each behaviour through the deployed handlers."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from tests.functional.list_charger import ListCharger
from tests.functional.station import Station
from tests.functional.test_reservations import order, tell, until
from tests.network import BLOCKED_TOKEN, TOKEN

from csms.clock import to_text

if TYPE_CHECKING:
    from tests.conformance.conftest import World
    from tests.http_api import Caller

ALL = pytest.mark.parametrize("protocol", ["ocpp1.6", "ocpp2.0.1", "ocpp2.1"])
NOW = datetime.now(UTC).replace(microsecond=0)
PAST, FUTURE = (to_text(NOW + timedelta(days=days)) for days in (-1, 365))
TOKENS: dict[str, dict[str, Any]] = {
    "CHILD": {"group_id": "FAMILY", "expires_at": FUTURE},
    "OVER": {"expires_at": PAST},
    "BLOCKED-OVER": {"status": "Blocked", "expires_at": PAST},
    "LONG-GROUP": {"group_id": "G" * 37},
}


def put_tokens(operator: Caller) -> None:
    for token_id, fields in TOKENS.items():
        assert operator.put(f"/tokens/{token_id}", fields).status == 201


def ask(protocol: str, token: str, kind: str = "ISO14443") -> dict[str, Any]:
    """The station's Authorize; the answer fits the schema."""
    station = Station(protocol=protocol)
    if protocol == "ocpp1.6":
        return dict(station.call("Authorize", {"idTag": token})["idTagInfo"])
    id_token = {"idToken": token, "type": kind}
    return dict(station.call("Authorize", {"idToken": id_token})["idTokenInfo"])


def charge(protocol: str, token: str) -> dict[str, Any]:
    """The start of a session with this token."""
    station = Station(protocol=protocol)
    if protocol == "ocpp1.6":
        facts = {"connectorId": 1, "idTag": token, "meterStart": 0, "timestamp": to_text(NOW)}
        return dict(station.call("StartTransaction", facts)["idTagInfo"])
    event = {
        "eventType": "Started",
        "timestamp": to_text(NOW),
        "triggerReason": "Authorized",
        "seqNo": 0,
        "transactionInfo": {"transactionId": token},
        "evse": {"id": 1, "connectorId": 1},
        "idToken": {"idToken": token, "type": "ISO14443"},
    }
    return dict(station.call("TransactionEvent", event)["idTokenInfo"])


@ALL
@pytest.mark.parametrize("present", [ask, charge])
def test_behaviour_36_each_reason_to_refuse_has_its_own_word(
    world: World, protocol: str, present: Any
) -> None:
    put_tokens(world.operator)
    unknown = "Invalid" if protocol == "ocpp1.6" else "Unknown"
    said = {
        token: present(protocol, token)["status"]
        for token in (TOKEN, BLOCKED_TOKEN, "OVER", "BLOCKED-OVER", "NOBODY")
    }
    assert list(said.values()) == ["Accepted", "Blocked", "Expired", "Blocked", unknown]


@ALL
@pytest.mark.parametrize("present", [ask, charge])
def test_behaviour_36_group_and_expiry_are_told(world: World, protocol: str, present: Any) -> None:
    put_tokens(world.operator)
    info = present(protocol, "child")
    if protocol == "ocpp1.6":
        assert (info["parentIdTag"], info["expiryDate"]) == ("FAMILY", FUTURE)
    else:
        assert info["groupIdToken"] == {"idToken": "FAMILY", "type": "Central"}
        assert info["cacheExpiryDateTime"] == FUTURE


@ALL
@pytest.mark.parametrize("present", [ask, charge])
def test_behaviour_36_a_group_that_a_version_has_no_room_for_is_left_out(
    world: World, protocol: str, present: Any
) -> None:
    put_tokens(world.operator)
    assert present(protocol, "LONG-GROUP") == {"status": "Accepted"}


@pytest.mark.parametrize("protocol", ["ocpp2.0.1", "ocpp2.1"])
def test_behaviour_36_a_token_counts_whatever_type_the_station_names(
    world: World, protocol: str
) -> None:
    for kind in ("Central", "ISO15693", "Local", "eMAID", "MacAddress", "KeyCode"):
        assert ask(protocol, TOKEN.lower(), kind)["status"] == "Accepted"
    assert ask(protocol, "", "NoAuthorization")["status"] == "Unknown", "nobody would pay"


@ALL
def test_behaviour_36_a_token_keeps_its_type(world: World, protocol: str) -> None:
    operator = world.operator
    assert operator.put("/tokens/CAR", {"type": "eMAID"}).json["type"] == "eMAID"
    assert operator.put("/tokens/CAR", {"status": "Blocked"}).json["type"] == "eMAID"
    assert operator.put("/tokens/CARD", {}).json["type"] == "ISO14443"
    assert operator.put("/tokens/CARD", {"type": "Paper"}).status == 422
    assert ask(protocol, "car")["status"] == "Blocked"


@ALL
def test_behaviour_36_a_local_list_says_what_authorize_says(world: World, protocol: str) -> None:
    put_tokens(world.operator)
    charger = ListCharger(protocol)
    names = [TOKEN, BLOCKED_TOKEN, *TOKENS]
    body = {"token_ids": [one.lower() for one in names]}
    assert world.operator.put("/stations/CP1/local-list", body).status == 200
    charger.live()
    assert charger.list.entries == {name: ask(protocol, name) for name in names}


@ALL
def test_behaviour_36_a_blocked_token_is_refused_offline_too(world: World, protocol: str) -> None:
    charger = ListCharger(protocol)
    world.operator.put("/stations/CP1/local-list", {"token_ids": [TOKEN]})
    charger.live()
    world.operator.put(f"/tokens/{TOKEN}", {"status": "Blocked"})
    charger.live()
    assert charger.list.entries == {TOKEN: {"status": "Blocked"}}


@pytest.mark.parametrize(
    ("protocol", "asked"),
    [
        ("ocpp1.6", {"key": "AllowOfflineTxForUnknownId", "value": "false"}),
        (
            "ocpp2.0.1",
            {
                "setVariableData": [
                    {
                        "component": {"name": "AuthCtrlr"},
                        "variable": {"name": "OfflineTxForUnknownIdEnabled"},
                        "attributeValue": "false",
                    }
                ]
            },
        ),
    ],
)
def test_behaviour_44_who_may_charge_offline_is_one_setting_in_all_versions(
    world: World, protocol: str, asked: dict[str, Any]
) -> None:
    setting = {"key": "AllowOfflineTxForUnknownId", "value": False}
    call = order(world.operator, protocol, "set_configuration", "Accepted", **setting)
    assert call[3] == asked


@ALL
@pytest.mark.parametrize("status", ["Faulted", "Unavailable"])
def test_behaviour_40_a_connector_that_fails_ends_its_reservation(
    world: World, protocol: str, status: str
) -> None:
    wanted = {"evse_id": 2, "token_id": TOKEN, "expires_at": until()}
    call = order(world.operator, protocol, "reserve", "Accepted", **wanted)
    number = call[3]["reservationId" if protocol == "ocpp1.6" else "id"]
    tell(protocol, status)
    view = world.operator.get(f"/reservations/{number}").json
    assert (view["state"], view["end_reason"]) == ("cancelled", status)
