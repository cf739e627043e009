"""Local authorization lists: wanted by the operator, held by the station, seen in the API."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from tests.functional.list_charger import ListCharger
from tests.functional.test_command_delivery import connect
from tests.network import BLOCKED_TOKEN, TOKEN, build_network

from csms.bootstrap import local_lists, services
from csms.clock import from_text
from csms.drivers.model import Token, TokenStatus

if TYPE_CHECKING:
    from tests.http_api import Caller

PATH = "/stations/CP1/local-list"
ALL = pytest.mark.parametrize("protocol", ["ocpp1.6", "ocpp2.0.1", "ocpp2.1"])
V2 = ("ocpp2.0.1", "ocpp2.1")
EXPIRES = "2031-05-01T10:00:00.000Z"
Item = dict[str, Any]


@pytest.fixture(autouse=True)
def network(operator: Caller) -> None:
    build_network()


def want(operator: Caller, *token_ids: str) -> Item:
    answer = operator.put(PATH, {"token_ids": token_ids})
    assert answer.status == 200, answer
    view: Item = answer.json
    return view


def shown(operator: Caller) -> Item:
    view: Item = operator.get(PATH).json
    return view


def put_token(operator: Caller, token_id: str, **fields: Any) -> None:
    assert operator.put(f"/tokens/{token_id}", fields).status in {200, 201}


def command(operator: Caller, action: str, **payload: Any) -> str:
    body = {"action": action, "payload": payload}
    answer = operator.post("/stations/CP1/commands", body)
    assert answer.status == 202, answer
    command_id: str = answer.json["command_id"]
    return command_id


def a_charger(operator: Caller, protocol: str = "ocpp1.6", most: int = 20) -> ListCharger:
    """That holds the driver's token and the blocked one, as wanted."""
    charger = ListCharger(protocol, most)
    want(operator, TOKEN, BLOCKED_TOKEN)
    charger.live()
    return charger


@ALL
def test_wanted_list_reaches_the_station_in_its_versions_words(
    operator: Caller, protocol: str
) -> None:
    put_token(operator, "CARD", status="Accepted", group_id="FAMILY", expires_at=EXPIRES)
    put_token(operator, "CAR", type="eMAID")
    charger = ListCharger(protocol)
    before = want(operator, "card", "CAR", BLOCKED_TOKEN, "NOBODY")
    assert (before["state"], before["drift"]) == ("pending", None)
    charger.live()
    (message,) = charger.lists()
    assert message["updateType"] == "Full"
    if protocol == "ocpp1.6":
        assert message["localAuthorizationList"] == [
            {"idTag": BLOCKED_TOKEN, "idTagInfo": {"status": "Blocked"}},
            {"idTag": "CAR", "idTagInfo": {"status": "Accepted"}},
            {
                "idTag": "CARD",
                "idTagInfo": {
                    "status": "Accepted",
                    "expiryDate": EXPIRES,
                    "parentIdTag": "FAMILY",
                },
            },
        ]
    else:
        family = {"idToken": "FAMILY", "type": "Central"}
        assert message["localAuthorizationList"] == [
            {
                "idToken": {"idToken": BLOCKED_TOKEN, "type": "ISO14443"},
                "idTokenInfo": {"status": "Blocked"},
            },
            {"idToken": {"idToken": "CAR", "type": "eMAID"}, "idTokenInfo": {"status": "Accepted"}},
            {
                "idToken": {"idToken": "CARD", "type": "ISO14443"},
                "idTokenInfo": {
                    "status": "Accepted",
                    "cacheExpiryDateTime": EXPIRES,
                    "groupIdToken": family,
                },
            },
        ]
    after = shown(operator)
    assert (after["state"], after["drift"], after["answer"]) == ("current", False, "Accepted")
    assert after["confirmed_version"] == charger.list.version > after["version"] > 0
    assert after["held_tokens"] == 3
    entries = {one["token_id"]: one for one in after["entries"]}
    assert [entries[one]["listed"] for one in ("CARD", "CAR", "NOBODY")] == [True, True, False]
    assert entries["NOBODY"]["status"] == "Unknown"
    assert entries[BLOCKED_TOKEN]["status"] == "Blocked"
    assert entries["CARD"]["held"] is True


@ALL
def test_change_of_the_list_is_sent_as_a_difference(operator: Caller, protocol: str) -> None:
    charger = a_charger(operator, protocol)
    put_token(operator, "NEW")
    charger.live()
    want(operator, TOKEN, "NEW")
    charger.live()
    message = charger.lists()[-1]
    assert message["updateType"] == "Differential"
    gone, new = message["localAuthorizationList"]
    assert gone.keys() == {"idTag"} if protocol == "ocpp1.6" else {"idToken"}
    assert charger.list.name(new) == "NEW"
    assert charger.list.entries.keys() == {TOKEN, "NEW"}
    assert shown(operator)["drift"] is False


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"status": "Blocked"}, {"status": "Blocked"}),
        ({"expires_at": EXPIRES}, {"status": "Accepted", "expiryDate": EXPIRES}),
        (
            {"expires_at": "2020-01-01T00:00:00Z"},
            {"status": "Expired", "expiryDate": "2020-01-01T00:00:00.000Z"},
        ),
        ({"group_id": "FAMILY"}, {"status": "Accepted", "parentIdTag": "FAMILY"}),
        ({"group_id": "F" * 21}, {"status": "Accepted"}),
    ],
)
def test_change_of_a_token_drifts_and_is_told(operator: Caller, fields: Item, said: Item) -> None:
    charger = a_charger(operator)
    put_token(operator, TOKEN.lower(), driver_id="driver-1", **fields)
    assert shown(operator)["drift"] is True
    charger.live()
    (item,) = charger.lists()[-1]["localAuthorizationList"]
    assert item == {"idTag": TOKEN, "idTagInfo": said}
    assert shown(operator)["drift"] is False


def test_forgotten_token_is_taken_off_and_put_back_when_it_is_known_again(
    operator: Caller,
) -> None:
    charger = a_charger(operator)
    assert operator.delete(f"/tokens/{TOKEN}").status == 204
    charger.live()
    assert charger.lists()[-1]["localAuthorizationList"] == [{"idTag": TOKEN}]
    assert charger.list.entries.keys() == {BLOCKED_TOKEN}
    put_token(operator, TOKEN)
    charger.live()
    assert charger.list.entries.keys() == {TOKEN, BLOCKED_TOKEN}
    assert shown(operator)["drift"] is False


def test_token_change_that_a_list_does_not_say_sends_nothing(operator: Caller) -> None:
    charger = a_charger(operator)
    sent = len(charger.asked)
    put_token(operator, TOKEN, driver_id="driver-2", concurrent=False)
    charger.live()
    assert len(charger.asked) == sent


def test_token_that_left_the_list_is_told_no_more(operator: Caller) -> None:
    charger = a_charger(operator)
    want(operator, BLOCKED_TOKEN)
    charger.live()
    sent = len(charger.asked)
    put_token(operator, TOKEN, status="Blocked")
    charger.live()
    assert len(charger.asked) == sent
    assert local_lists().holders(TOKEN) == []


@pytest.mark.parametrize("protocol", V2)
def test_another_type_of_a_token_sends_the_full_list(operator: Caller, protocol: str) -> None:
    charger = a_charger(operator, protocol)
    put_token(operator, TOKEN, type="MacAddress")
    charger.live()
    assert charger.lists()[-1]["updateType"] == "Full"
    assert shown(operator)["drift"] is False


@ALL
def test_big_list_is_split_by_what_the_station_takes(operator: Caller, protocol: str) -> None:
    names = [f"TAG-{number}" for number in range(7)]
    for name in names:
        put_token(operator, name)
    charger = ListCharger(protocol, most=3)
    want(operator, *names)
    charger.live()
    sent = [(one["updateType"], len(one["localAuthorizationList"])) for one in charger.lists()]
    assert sent == [("Full", 3), ("Differential", 3), ("Differential", 1)]
    assert charger.list.entries.keys() == set(names)
    assert shown(operator)["drift"] is False


def test_list_that_breaks_the_message_limit_is_split_by_bytes(operator: Caller) -> None:
    names, until = [f"{number:036d}" for number in range(600)], from_text(EXPIRES)
    for name in names:
        token = Token(name, TokenStatus.ACCEPTED, group_id="G" * 36, expires_at=until)
        services().tokens.put(token)
    charger = ListCharger("ocpp2.0.1", most=10_000)
    want(operator, *names)
    charger.live()
    assert len(charger.lists()) == 2
    assert len(charger.list.entries) == 600
    assert shown(operator)["drift"] is False


def test_empty_list_empties_the_station(operator: Caller) -> None:
    charger = a_charger(operator)
    want(operator)
    charger.live()
    assert charger.list.entries == {}
    assert shown(operator)["state"] == "current"
    charger.boot()
    assert charger.actions()[-1] == "GetLocalListVersion"
    assert (shown(operator)["state"], shown(operator)["reported_version"]) == ("current", 0)


@ALL
def test_boot_compares_and_repairs(operator: Caller, protocol: str) -> None:
    charger = a_charger(operator, protocol)
    connect(protocol)
    charger.boot()
    assert charger.actions()[-1] == "GetLocalListVersion"
    assert shown(operator)["drift"] is False
    assert shown(operator)["reported_version"] == charger.list.version
    charger.list.entries, charger.list.version = {}, 0
    connect(protocol)
    charger.boot()
    assert charger.lists()[-1]["updateType"] == "Full"
    assert charger.list.entries.keys() == {TOKEN, BLOCKED_TOKEN}
    assert shown(operator)["drift"] is False


def test_list_of_somebody_else_is_replaced_with_a_higher_number(operator: Caller) -> None:
    charger = ListCharger("ocpp1.6")
    charger.list.entries, charger.list.version = {"OLD": {"status": "Accepted"}}, 4_000
    want(operator, TOKEN)
    charger.live()
    assert charger.list.entries.keys() == {TOKEN}
    assert charger.list.version == 4_001


def test_version_mismatch_is_followed_by_the_full_list_once(operator: Caller) -> None:
    charger = a_charger(operator)
    charger.refuse = [{"status": "VersionMismatch"}] * 2
    put_token(operator, TOKEN, status="Blocked")
    charger.live()
    assert [one["updateType"] for one in charger.lists()[1:]] == ["Differential", "Full"]
    assert charger.refuse == []
    view = shown(operator)
    assert (view["state"], view["answer"], view["drift"]) == ("refused", "VersionMismatch", True)
    charger.boot()
    assert shown(operator)["state"] == "current"


def test_failed_is_visible_and_tried_again_after_a_boot(operator: Caller) -> None:
    charger = ListCharger("ocpp1.6")
    charger.refuse = [{"status": "Failed"}]
    want(operator, TOKEN)
    charger.live()
    view = shown(operator)
    assert (view["state"], view["answer"], view["held_tokens"]) == ("refused", "Failed", None)
    charger.boot()
    assert shown(operator)["state"] == "current"


@pytest.mark.parametrize("answer", [{"status": "NotSupported"}, {"error": "NotImplemented"}])
def test_station_without_lists_is_left_alone_until_it_is_wanted_again(
    operator: Caller, answer: Item
) -> None:
    charger = ListCharger("ocpp1.6")
    charger.refuse = [answer]
    want(operator, TOKEN)
    charger.live()
    view = shown(operator)
    assert view["state"] == "unsupported"
    assert view["answer"] == answer.get("status", answer.get("error"))
    sent = len(charger.asked)
    put_token(operator, TOKEN, status="Blocked")
    charger.boot()
    assert len(charger.asked) == sent
    want(operator, TOKEN)
    charger.live()
    assert shown(operator)["state"] == "current"


def test_number_of_minus_one_means_no_lists(operator: Caller) -> None:
    charger = ListCharger("ocpp1.6")
    charger.list.version, charger.list.entries = -1, {"any": {}}
    want(operator, TOKEN)
    charger.live()
    view = shown(operator)
    assert (view["state"], view["reported_version"]) == ("unsupported", -1)
    assert charger.lists() == []


@pytest.mark.parametrize("arrived", [True, False])
def test_lost_answer_is_told_by_the_lists_number(operator: Caller, arrived: bool) -> None:
    charger = a_charger(operator)
    take = charger.list.take

    def lose(payload: Item) -> Any:
        charger.list.take = take  # type: ignore[method-assign]
        if arrived:
            take(payload)

    charger.list.take = lose  # type: ignore[method-assign]
    put_token(operator, TOKEN, status="Blocked")
    charger.live()
    kinds = [one["updateType"] for one in charger.lists()[1:]]
    assert kinds == (["Differential"] if arrived else ["Differential"] * 2)
    assert charger.list.entries[TOKEN]["status"] == "Blocked"
    assert shown(operator)["drift"] is False


def test_station_that_never_answers_is_given_up(operator: Caller) -> None:
    charger = a_charger(operator)
    charger.refuse = [None] * 9
    put_token(operator, TOKEN, status="Blocked")
    charger.live()
    assert 1 < 9 - len(charger.refuse) < 5
    assert shown(operator)["state"] == "pending"
    assert shown(operator)["pending_version"] is not None


def test_verb_sends_what_is_wanted_as_it_was_asked_for(operator: Caller) -> None:
    charger = a_charger(operator)
    command(operator, "send_local_list", update="full")
    command(operator, "send_local_list", update="differential")
    charger.live()
    full, partial = charger.lists()[-2:]
    assert (full["updateType"], len(full["localAuthorizationList"])) == ("Full", 2)
    assert partial["updateType"] == "Differential"
    assert "localAuthorizationList" not in partial
    assert shown(operator)["drift"] is False


def test_differential_update_needs_to_know_what_is_held(operator: Caller) -> None:
    charger = ListCharger("ocpp1.6")
    charger.refuse = [{"status": "Failed"}]
    want(operator, TOKEN)
    charger.live()
    command_id = command(operator, "send_local_list", update="differential")
    charger.live()
    view = operator.get(f"/stations/CP1/commands/{command_id}").json
    assert (view["state"], view["sent_at"]) == ("failed", None)
    assert "full" in view["error"]


def test_verb_without_a_wanted_list_fails_and_says_why(operator: Caller) -> None:
    charger = ListCharger("ocpp1.6")
    command_id = command(operator, "send_local_list")
    charger.live()
    view = operator.get(f"/stations/CP1/commands/{command_id}").json
    assert (view["state"], charger.asked) == ("failed", [])
    assert "local-list" in view["error"]


def test_verb_takes_no_other_update(operator: Caller) -> None:
    body = {"action": "send_local_list", "payload": {"update": "partly"}}
    assert operator.post("/stations/CP1/commands", body).status == 422


def test_raw_list_leaves_a_doubt_that_the_next_boot_removes(operator: Caller) -> None:
    charger = a_charger(operator)
    raw = {"listVersion": 90, "updateType": "Full", "localAuthorizationList": [{"idTag": "X"}]}
    command(operator, "SendLocalList", **raw)
    charger.live()
    assert shown(operator)["drift"] is True
    charger.boot()
    assert charger.list.entries.keys() == {TOKEN, BLOCKED_TOKEN}
    assert shown(operator)["drift"] is False


def test_version_that_an_operator_asks_for_is_shown_and_sends_nothing(operator: Caller) -> None:
    charger = a_charger(operator)
    charger.list.version = 77
    command(operator, "get_local_list_version")
    charger.live()
    view = shown(operator)
    assert (view["reported_version"], view["drift"]) == (77, True)
    assert len(charger.lists()) == 1


def test_broken_answers_tell_nothing(operator: Caller) -> None:
    charger = a_charger(operator)
    charger.list.get_version = lambda: {"listVersion": "many"}  # type: ignore[method-assign]
    command(operator, "get_local_list_version")
    charger.live()
    assert shown(operator)["reported_version"] == 0
    charger.refuse = [{"status": ["Accepted"]}]
    command(operator, "send_local_list")
    charger.live()
    assert shown(operator)["drift"] is True


def test_list_wanted_of_an_offline_station_is_sent_when_it_is_back(operator: Caller) -> None:
    charger = a_charger(operator)
    services().stations.disconnect("CP1", "conn-1", services().clock())
    want(operator, TOKEN)
    charger.live()
    assert len(charger.lists()) == 1
    connect("ocpp1.6")
    charger.live()
    assert charger.list.entries.keys() == {TOKEN}


@pytest.mark.parametrize(
    "token_ids",
    [["x" * 37], ["ü"], [""], [" A"], [f"T{number}" for number in range(1001)], [5], "T", None],
)
def test_what_cannot_be_listed_is_refused(operator: Caller, token_ids: Any) -> None:
    assert operator.put(PATH, {"token_ids": token_ids}).status == 422
    assert shown(operator)["version"] is None


def test_unknown_station_has_no_list(operator: Caller) -> None:
    assert operator.get("/stations/CP9/local-list").status == 404
    assert operator.put("/stations/CP9/local-list", {"token_ids": []}).status == 404


def test_token_named_twice_is_listed_once(operator: Caller) -> None:
    view = want(operator, TOKEN, TOKEN.lower())
    assert [one["token_id"] for one in view["entries"]] == [TOKEN]


def test_token_too_long_for_1_6_is_left_out_there(operator: Caller) -> None:
    put_token(operator, "L" * 21)
    charger = ListCharger("ocpp1.6")
    want(operator, "L" * 21, TOKEN)
    charger.live()
    assert charger.list.entries.keys() == {TOKEN}
    view = shown(operator)
    assert (view["drift"], [one["listed"] for one in view["entries"]]) == (False, [False, True])
