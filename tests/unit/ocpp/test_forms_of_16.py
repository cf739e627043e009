"""Starts, stops and tags in odd forms: nobody else pays, nothing is refused without need."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from tests.builders import at_text
from tests.memory_network import V16, V201, MemoryNetwork, a_network
from tests.network import TOKEN

from csms.charging.model import ChargingSession
from csms.charging.ports import SessionFilter
from csms.charging.vocabulary import SessionState
from csms.drivers.model import Token, TokenStatus
from csms.ocpp.handshake import Connection

ONE_SOCKET = replace(V16, places=((1, 1),))
OTHER_TAG = "A" * 20
START = {"connectorId": 1, "idTag": TOKEN, "meterStart": 482_310, "timestamp": at_text(0)}


@pytest.fixture
def network() -> MemoryNetwork:
    found = a_network()
    found.tokens.put(Token(OTHER_TAG, TokenStatus.ACCEPTED, "driver-2"))
    return found


def send(
    network: MemoryNetwork, action: str, payload: dict[str, Any], connection: Connection = V16
) -> tuple[list[Any], tuple[str, ...]]:
    outcome = network.receive(json.dumps([2, "1", action, payload]), connection)
    assert outcome.reply is not None
    return json.loads(outcome.reply), outcome.anomalies


def answer(
    network: MemoryNetwork, action: str, payload: dict[str, Any], connection: Connection = V16
) -> Any:
    reply, _ = send(network, action, payload, connection)
    assert reply[0] == 3, reply
    return reply[2]


def sessions(network: MemoryNetwork) -> list[ChargingSession]:
    return network.sessions.page(SessionFilter(station_id="CP1"), 10, None)[0]


def orphans(network: MemoryNetwork) -> list[Any]:
    return network.sessions.orphans_of("CP1", 10, None)[0]


@pytest.mark.parametrize(
    "tag", [OTHER_TAG + "B", OTHER_TAG + "-ELSE", "AA AA" + OTHER_TAG, "A\x00" + "A" * 19]
)
def test_a_tag_that_begins_like_another_driver_s_is_not_that_driver_s(
    network: MemoryNetwork, tag: str
) -> None:
    assert answer(network, "Authorize", {"idTag": tag})["idTagInfo"]["status"] == "Invalid"
    started = answer(network, "StartTransaction", START | {"idTag": tag})
    assert started["idTagInfo"]["status"] == "Invalid"
    (session,) = sessions(network)
    assert session.state is SessionState.REFUSED
    assert session.payer is not None
    assert session.payer.driver_id is None


@pytest.mark.parametrize("around", ["\x10\x0e", "\x00", "  ", "\u00a0", "\u200b"])
def test_control_characters_and_blanks_around_a_tag_do_not_count(
    network: MemoryNetwork, around: str
) -> None:
    for tag in (OTHER_TAG + around, around + OTHER_TAG):
        reply, anomalies = send(network, "Authorize", {"idTag": tag})
        assert reply[2]["idTagInfo"]["status"] == "Accepted"
        assert "IDTAG_TRIMMED" in anomalies


@pytest.mark.parametrize("tag", ["T\x00AG-1", "TA\u200bG-1", "TAG\x1b-1", "T AG-1"])
def test_control_characters_inside_of_a_tag_make_it_another_one(
    network: MemoryNetwork, tag: str
) -> None:
    assert answer(network, "Authorize", {"idTag": tag})["idTagInfo"]["status"] == "Invalid"
    token = {"idToken": {"idToken": tag, "type": "ISO14443"}}
    assert answer(network, "Authorize", token, V201)["idTokenInfo"]["status"] != "Accepted"


def test_a_stop_with_a_tag_that_is_too_long_is_one_by_the_session_s_tag(
    network: MemoryNetwork,
) -> None:
    started = answer(network, "StartTransaction", START | {"idTag": OTHER_TAG})
    stop = {"idTag": OTHER_TAG + "-", "meterStop": 490_000, "timestamp": at_text(60)}
    answer(network, "StopTransaction", stop | {"transactionId": started["transactionId"]})
    (session,) = sessions(network)
    assert session.stop is not None
    assert session.stop.token_id == OTHER_TAG
    assert "stopped_by_other_token" not in session.flags


@pytest.mark.parametrize("said", ["482,310", "482.310", 482.31, "0,482", 7.5, "1_000", "٣٤", "1e5"])
def test_a_register_that_is_none_of_wh_is_unknown(network: MemoryNetwork, said: Any) -> None:
    reply, anomalies = send(network, "StartTransaction", START | {"meterStart": said})
    assert reply[0] == 3
    assert {"FIELD_DROPPED", "REQUIRED_FIELD_MISSING"} <= set(anomalies)
    (session,) = sessions(network)
    assert session.start is not None
    assert session.start.reading is not None
    assert session.start.reading.register_wh is None


@pytest.mark.parametrize(
    ("said", "read"), [("482310,5", 482_311), (482310.4, 482_310), ("7.0", 7), (482310.0, 482_310)]
)
def test_a_tenth_of_a_watt_hour_is_rounded(network: MemoryNetwork, said: Any, read: int) -> None:
    answer(network, "StartTransaction", START | {"meterStart": said})
    (session,) = sessions(network)
    assert session.start is not None
    assert session.start.reading is not None
    assert session.start.reading.register_wh == read


@pytest.mark.parametrize("said", [None, "", "null", ["$id"], "$id.5", "$id,5", True, {}, "absent"])
def test_a_stop_whose_id_cannot_be_read_ends_the_session_that_is_meant(
    network: MemoryNetwork, said: Any
) -> None:
    given = answer(network, "StartTransaction", START)["transactionId"]
    stop = {"idTag": TOKEN, "meterStop": 489_330, "timestamp": at_text(60), "transactionId": said}
    if said == "absent":
        del stop["transactionId"]
    text = json.dumps([2, "2", "StopTransaction", stop]).replace("$id", str(given))
    outcome = network.receive(text, V16)
    assert outcome.reply is not None
    assert json.loads(outcome.reply)[0] == 3
    assert "REQUIRED_FIELD_MISSING" in outcome.anomalies
    (session,) = sessions(network)
    assert session.stop is not None
    assert session.stop.matched
    assert session.energy_wh == 7_020


def test_a_fraction_of_an_id_is_no_id(network: MemoryNetwork) -> None:
    first = answer(network, "StartTransaction", START)["transactionId"]
    answer(network, "StartTransaction", START | {"connectorId": 2})
    answer(network, "StopTransaction", {"transactionId": first + 0.4, "timestamp": at_text(60)})
    assert all(one.stop is None for one in sessions(network))
    assert orphans(network)


@pytest.mark.parametrize(
    "stop",
    [{}, {"transactionId": 0}, {"transactionId": None, "meterStop": -1}, {"timestamp": "soon"}],
)
def test_a_stop_that_says_nothing_ends_nobody_s_session(
    network: MemoryNetwork, stop: dict[str, Any]
) -> None:
    answer(network, "StartTransaction", START)
    assert answer(network, "StopTransaction", stop) == {}
    (session,) = sessions(network)
    assert session.stop is None
    (orphan,) = orphans(network)
    assert orphan.kind == "stop"


@pytest.mark.parametrize("said", [None, "", "null", 0.5, "1,6", [1], "absent"])
def test_a_start_without_connector_is_one_at_the_only_connector(
    network: MemoryNetwork, said: Any
) -> None:
    start = START | {"connectorId": said}
    if said == "absent":
        del start["connectorId"]
    reply, anomalies = send(network, "StartTransaction", start)
    assert reply[0] == 4
    assert "REFUSED" in anomalies
    assert sessions(network) == []
    reply, anomalies = send(network, "StartTransaction", start, ONE_SOCKET)
    assert reply[0] == 3
    assert "REQUIRED_FIELD_MISSING" in anomalies
    (session,) = sessions(network)
    assert session.start is not None
    assert (session.start.evse_id, session.start.connector_id) == (1, 1)


@pytest.mark.parametrize(
    ("told", "tag"),
    [
        ({"idTag": None, "IDTAG": TOKEN}, TOKEN),
        ({"IDTAG": TOKEN, "idTag": ""}, TOKEN),
        ({"idTag": ["x"], "idtag": TOKEN}, TOKEN),
        ({"idtag": TOKEN, "IDTAG": TOKEN}, TOKEN),
        ({"idTag": TOKEN, "IDTAG": OTHER_TAG}, TOKEN),
        ({"IDTAG": OTHER_TAG, "idtag": TOKEN}, None),
        ({"idtag": TOKEN, "IDTAG": OTHER_TAG}, None),
    ],
)
def test_of_several_spellings_the_one_that_can_be_meant_counts(
    network: MemoryNetwork, told: dict[str, Any], tag: str | None
) -> None:
    start = {name: one for name, one in START.items() if name != "idTag"} | told
    answer(network, "StartTransaction", start)
    (session,) = sessions(network)
    assert (session.payer.token_id if session.payer else None) == tag


@pytest.mark.parametrize("slot", ["", ","])
def test_a_member_that_stands_twice_is_noted_and_the_last_one_counts(
    network: MemoryNetwork, slot: str
) -> None:
    text = json.dumps([2, "1", "StartTransaction", START])
    text = text.replace('{"', f'{{"meterStart": 1, {slot}"', 1)
    outcome = network.receive(text, V16)
    assert outcome.anomalies.count("DUPLICATE_MEMBER") == 1
    assert ("JSON_REPAIRED" in outcome.anomalies) is bool(slot)
    (session,) = sessions(network)
    assert session.start is not None
    assert session.start.reading is not None
    assert session.start.reading.register_wh == START["meterStart"]
