"""Which tariff applies where and for whom: rules in, prices of sessions and reasons out."""

from __future__ import annotations

from itertools import permutations
from typing import TYPE_CHECKING, Any

import pytest
from tests.conftest import forget_services
from tests.functional.aws_requests import counted, knows_who_is_traced
from tests.functional.station import Station
from tests.network import TOKEN, tariff_document

from csms.bootstrap import services
from csms.drivers.app_tokens import app_token_id
from csms.drivers.model import Token, TokenStatus
from csms.tariffs.document import tariff_from_document

if TYPE_CHECKING:
    from tests.http_api import Answer, Caller

ACME_TOKEN = "TAG-ACME"
PRICES = {"cheap": "0.20", "contract": "0.30", "near": "0.40", "nearest": "0.50", "later": "0.60"}
pytestmark = pytest.mark.usefixtures("network", "tariffs")


@pytest.fixture
def tariffs(network: None) -> None:
    for tariff_id, price in PRICES.items():
        put_tariff(tariff_id, price)
    acme = Token(ACME_TOKEN, TokenStatus.ACCEPTED, "driver-2", organisation_id="acme")
    services().tokens.put(acme)


def put_tariff(tariff_id: str, price: str, **fields: Any) -> None:
    document = tariff_document(tariff_id, price) | fields
    services().tariffs.put(tariff_from_document(document, 1))


def rules(operator: Caller, place: str, *wanted: dict[str, Any]) -> Answer:
    return operator.put(f"/{place}/tariffs", {"rules": list(wanted)})


def a_rule(tariff_id: str, **fields: Any) -> dict[str, Any]:
    return {"tariff_id": tariff_id, **fields}


def asked(operator: Caller, **query: Any) -> dict[str, Any]:
    answer = operator.get("/stations/CP1/tariff", **query)
    assert answer.status == 200, answer
    found: dict[str, Any] = answer.json
    return found


def start(connector: int = 1, token: str = TOKEN, minute: int = 0) -> Station:
    station = Station()
    facts = {"connectorId": connector, "idTag": token, "meterStart": 1000}
    at = {"timestamp": f"2026-11-23T10:{minute:02d}:00Z"}
    station.call("StartTransaction", facts | at)
    return station


def newest(operator: Caller) -> dict[str, Any]:
    session: dict[str, Any] = operator.get("/sessions").json["items"][0]
    return session


def test_rules_are_kept_and_shown_most_specific_first(operator: Caller) -> None:
    wanted = (
        a_rule("near"),
        a_rule("nearest", evse_id=2, connector_id=1, valid_from="2026-01-01T01:00:00+01:00"),
        a_rule("contract", organisation_id="acme", group_id="fleet", current_type="DC"),
    )
    put = rules(operator, "stations/CP1", *wanted)
    assert put.status == 200
    shown = operator.get("/stations/CP1/tariffs").json
    assert shown == put.json
    assert [one["tariff_id"] for one in shown["rules"]] == ["contract", "nearest", "near"]
    assert [one["place"] for one in shown["rules"]] == ["station", "connector", "station"]
    assert shown["rules"][1]["valid_from"] == "2026-01-01T00:00:00.000Z"
    assert shown["version"] == 1
    assert rules(operator, "stations/CP1").json == {"rules": [], "version": 2}


def test_nearest_place_wins_and_each_reason_can_be_asked(operator: Caller) -> None:
    rules(operator, "network", a_rule("cheap"))
    rules(operator, "stations/CP1", a_rule("near"), a_rule("nearest", evse_id=2))
    found = asked(operator, evse_id=2)
    assert (found["tariff_id"], found["tariff_version"], found["current_type"]) == (
        "nearest",
        1,
        "DC",
    )
    assert found["why"] == "The price for everybody at this EVSE."
    assert found["rule"]["place"] == "evse"
    others = [(one["rule"]["tariff_id"], one["code"]) for one in found["others"]]
    assert others == [
        ("near", "less_specific"),
        ("dc", "less_specific"),
        ("ac", "other_current_type"),
        ("cheap", "less_specific"),
    ]
    assert "its place" in found["others"][0]["why"]
    assert asked(operator, evse_id=1)["tariff_id"] == "near"


def test_session_gets_the_tariff_that_was_told_and_keeps_it(operator: Caller) -> None:
    rules(operator, "stations/CP1", a_rule("nearest", evse_id=2, connector_id=1))
    start(connector=2)
    rules(operator, "stations/CP1")
    session = newest(operator)
    assert (session["tariff_id"], session["tariff_version"]) == ("nearest", 1)
    assert session["tariff_reason"] == "The price for everybody at this connector."


@pytest.mark.parametrize("place", ["network", "sites/site-1", "stations/CP1"])
def test_contract_of_the_payers_organisation_goes_before_any_place(
    operator: Caller, place: str
) -> None:
    rules(operator, "stations/CP1", a_rule("nearest", evse_id=1))
    before = operator.get(f"/{place}/tariffs").json["rules"]
    kept = [{name: one[name] for name in one if name != "place"} for one in before]
    rules(operator, place, *kept, a_rule("contract", organisation_id="acme"))
    assert asked(operator, evse_id=1, token_id=ACME_TOKEN)["tariff_id"] == "contract"
    assert asked(operator, evse_id=1)["tariff_id"] == "nearest"
    start(token=ACME_TOKEN)
    session = newest(operator)
    assert (session["organisation_id"], session["tariff_id"]) == ("acme", "contract")
    start(connector=2, token=TOKEN)
    assert newest(operator)["tariff_id"] == "dc"


def test_rule_holds_from_its_first_moment_by_the_start_of_the_session(operator: Caller) -> None:
    rules(operator, "stations/CP1", a_rule("later", valid_from="2026-11-23T10:30:00Z"))
    assert asked(operator, evse_id=1, at="2026-11-23T10:29:59Z")["tariff_id"] == "ac"
    assert asked(operator, evse_id=1, at="2026-11-23T11:30:00+01:00")["tariff_id"] == "later"
    start(minute=29)
    assert newest(operator)["tariff_id"] == "ac"
    start(minute=31)
    assert newest(operator)["tariff_id"] == "later"


def test_nothing_assigned_is_not_free(operator: Caller) -> None:
    rules(operator, "sites/site-1")
    found = asked(operator, evse_id=1)
    assert (found["tariff_id"], found["rule"], found["others"]) == (None, None, [])
    start()
    session = newest(operator)
    assert (session["tariff_id"], session["flags"]) == (None, ["no_tariff"])


def test_tariff_that_turned_to_the_other_current_type_is_used_by_nobody(operator: Caller) -> None:
    rules(operator, "stations/CP1", a_rule("near"))
    changed = tariff_document("near", "0.1") | {"current_type": "DC"}
    services().tariffs.put(tariff_from_document(changed, 2))
    found = asked(operator, evse_id=1)
    assert (found["tariff_id"], found["tariff_version"]) == ("near", None)
    start()
    assert newest(operator)["flags"] == ["no_tariff"]
    assert asked(operator, evse_id=2)["tariff_version"] == 2


@pytest.mark.parametrize(
    ("place", "wrong", "says"),
    [
        ("network", [a_rule("nowhere")], "rules[0].tariff_id: tariff nowhere is not known"),
        ("network", [a_rule("near", evse_id=1)], "rules[0].evse_id"),
        ("sites/site-1", [a_rule("near", evse_id=1)], "rules[0].evse_id"),
        ("stations/CP1", [a_rule("near", evse_id=3)], "station CP1 has no EVSE 3"),
        ("stations/CP1", [a_rule("near", connector_id=1)], "rules[0].connector_id"),
        ("stations/CP1", [a_rule("near", evse_id=1, connector_id=2)], "has no connector 2"),
        ("stations/CP1", [a_rule("near", evse_id=1, current_type="DC")], "EVSE 1 is AC"),
        ("network", [a_rule("only-ac", current_type="DC")], "only-ac is for AC only"),
        ("network", [a_rule("only-ac")], "say AC"),
        ("stations/CP1", [a_rule("only-ac", evse_id=2)], "only-ac is for AC only"),
        ("network", [a_rule("near"), a_rule("cheap")], "rules[1]: says when rules[0] does"),
        (
            "network",
            [a_rule("near", valid_from="2026-01-02T00:00:00Z", valid_to="2026-01-02T00:00:00Z")],
            "rules[0].valid_to",
        ),
        ("network", [a_rule("kroner")], "this network's currency is EUR"),
        ("network", [a_rule("near", nearer=True)], "nearer"),
        ("network", [a_rule("near", valid_from="2026-01-02T00:00:00")], "valid_from"),
        ("network", [a_rule("near", current_type="XX")], "current_type"),
    ],
)
def test_rule_that_could_not_hold_is_refused_with_the_reason(
    operator: Caller, place: str, wrong: list[dict[str, Any]], says: str
) -> None:
    put_tariff("only-ac", "0.1", current_type="AC")
    put_tariff("kroner", "5", currency="NOK")
    before = operator.get(f"/{place}/tariffs").json
    refused = rules(operator, place, *wrong)
    assert refused.status == 422
    assert says in refused.text
    assert operator.get(f"/{place}/tariffs").json == before


def test_tariff_for_one_current_type_holds_where_that_is(operator: Caller) -> None:
    put_tariff("only-ac", "0.1", current_type="AC")
    assert rules(operator, "stations/CP1", a_rule("only-ac", evse_id=1)).status == 200
    assert rules(operator, "network", a_rule("only-ac", current_type="AC")).status == 200


def test_first_assignment_fixes_the_currency_of_a_network(operator: Caller) -> None:
    put_tariff("kroner", "5", currency="NOK")
    refused = operator.put("/tariff-defaults", {"AC": "kroner"})
    assert refused.status == 422
    assert "EUR" in refused.json["detail"]
    site = {"name": "Depot", "time_zone": "UTC", "tariff_ids": {"AC": "kroner"}}
    assert operator.put("/sites/site-1", site).status == 422


def test_rules_that_changed_since_they_were_looked_at_are_not_overwritten(operator: Caller) -> None:
    version = operator.get("/network/tariffs").json["version"]
    wanted = {"rules": [a_rule("near")], "version": version}
    assert operator.put("/network/tariffs", wanted).json["version"] == version + 1
    refused = operator.put("/network/tariffs", wanted | {"rules": []})
    assert refused.status == 409
    assert len(operator.get("/network/tariffs").json["rules"]) == 1


def test_tariffs_of_site_and_network_are_rules_too(operator: Caller) -> None:
    extra = a_rule("contract", organisation_id="acme")
    rules(operator, "sites/site-1", a_rule("near", current_type="AC"), extra)
    site = operator.get("/sites/site-1").json
    assert site["tariff_ids"] == {"AC": "near"}
    assert operator.put("/sites/site-1", site | {"tariff_ids": {"DC": "dc"}}).status == 200
    shown = operator.get("/sites/site-1/tariffs").json["rules"]
    assert [(one["tariff_id"], one["organisation_id"]) for one in shown] == [
        ("contract", "acme"),
        ("dc", None),
    ]
    assert operator.put("/tariff-defaults", {"AC": "cheap"}).json == {"AC": "cheap"}
    assert asked(operator, evse_id=1)["tariff_id"] == "cheap"
    assert operator.get("/tariff-defaults").json == {"AC": "cheap"}


@pytest.mark.parametrize(
    "path", ["/sites/none/tariffs", "/stations/none/tariffs", "/stations/none/tariff"]
)
def test_unknown_place_is_not_found(operator: Caller, path: str) -> None:
    assert operator.get(path).status == 404
    if path.endswith("s"):
        assert operator.put(path, {"rules": []}).status == 404


def test_who_is_asked_about_must_exist(operator: Caller) -> None:
    assert operator.get("/stations/CP1/tariff", token_id="NOBODY").status == 404
    assert operator.get("/stations/CP1/tariff", evse_id=7).status == 422
    assert operator.get("/stations/CP1/tariff", at="2026-01-01T00:00:00").status == 422


def test_driver_sees_the_price_of_their_own_group_and_why(
    operator: Caller, driver: Caller, stranger: Caller
) -> None:
    app = app_token_id("driver-1")
    assert (
        operator.put(f"/tokens/{app}", {"driver_id": "driver-1", "group_id": "club"}).status == 201
    )
    rules(operator, "network", a_rule("contract", group_id="club"))
    for shown in (
        driver.get("/stations/CP1").json["evses"][0],
        driver.get("/stations").json["items"][0]["evses"][0],
        driver.get("/stations/CP1/tariff", evse_id=1).json,
    ):
        assert shown["price"]["tariff_id"] == "contract"
        assert shown["price_reason"] == "The price for group club in the whole network."
    other = stranger.get("/stations/CP1/tariff", evse_id=1)
    assert other.json["price"]["tariff_id"] == "ac"
    assert "club" not in other.text
    assert stranger.get("/stations/none/tariff").status == 404
    assert stranger.get("/stations/CP1/tariff", evse_id=9).status == 422


ACME = {"idToken": ACME_TOKEN, "type": "ISO14443"}


def event(kind: str, seq_no: int, **more: Any) -> dict[str, Any]:
    return {
        "eventType": kind,
        "timestamp": f"2026-11-23T10:{seq_no:02d}:00Z",
        "triggerReason": "MeterValuePeriodic",
        "seqNo": seq_no,
        "transactionInfo": {"transactionId": "tx-1", "chargingState": "Charging"},
    } | more


LATER_TOKEN = [
    event("Started", 0, evse={"id": 2, "connectorId": 1}),
    event("Updated", 1, idToken=ACME),
    event("Updated", 2),
]
LATER_PLACE = [
    event("Started", 0, idToken=ACME),
    event("Updated", 1, evse={"id": 2, "connectorId": 1}),
    event("Updated", 2),
]


@pytest.mark.parametrize("events", [LATER_TOKEN, LATER_PLACE], ids=["token", "place"])
@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_who_and_where_may_be_known_later_in_any_order_and_twice(
    operator: Caller, events: list[dict[str, Any]], order: tuple[int, ...]
) -> None:
    rules(
        operator,
        "stations/CP1",
        a_rule("contract", organisation_id="acme", evse_id=2),
        a_rule("cheap", organisation_id="acme", evse_id=1),
    )
    station = Station(protocol="ocpp2.0.1")
    for number in order:
        for _ in range(2):
            station.call("TransactionEvent", events[number])
    session = newest(operator)
    assert (session["tariff_id"], session["evse_id"]) == ("contract", 2)
    assert (session["organisation_id"], session["flags"]) == ("acme", [])
    assert session["tariff_reason"] == "The price for organisation acme at this EVSE."


def test_token_at_the_end_decides_too(operator: Caller) -> None:
    rules(operator, "network", a_rule("contract", organisation_id="acme"))
    station = Station(protocol="ocpp2.0.1")
    station.call("TransactionEvent", event("Started", 0, evse={"id": 2, "connectorId": 1}))
    station.call("TransactionEvent", event("Ended", 2, idToken=ACME))
    assert newest(operator)["tariff_id"] == "contract"


def test_session_keeps_its_version_when_the_same_tariff_is_chosen_again(operator: Caller) -> None:
    rules(operator, "network", a_rule("contract", group_id="somebody-else"))
    station = Station(protocol="ocpp2.0.1")
    station.call("TransactionEvent", LATER_TOKEN[0])
    services().tariffs.put(tariff_from_document(tariff_document("dc", "9.99"), 2))
    station.call("TransactionEvent", LATER_TOKEN[1])
    assert (newest(operator)["tariff_id"], newest(operator)["tariff_version"]) == ("dc", 1)


@pytest.mark.parametrize("asking", [False, True])
def test_choice_for_a_later_token_costs_three_requests_once_and_none_where_no_rule_asks(
    operator: Caller, asking: bool
) -> None:
    if asking:
        rules(operator, "network", a_rule("contract", organisation_id="acme"))
    station = Station(protocol="ocpp2.0.1")
    token = ["PutItem", "UpdateItem", "GetItem", "BatchGetItem", "UpdateItem"]
    forget_services()
    with counted() as requests:
        knows_who_is_traced(requests)
        station.call("TransactionEvent", LATER_TOKEN[0])
        assert len(requests.operations) == 3
        requests.operations.clear()
        station.call("TransactionEvent", LATER_TOKEN[1])
        choice = ["BatchGetItem", "GetItem", "UpdateItem"] if asking else []
        assert requests.operations == [*token, *choice]
        requests.operations.clear()
        station.call("TransactionEvent", LATER_TOKEN[1])
        assert requests.reads == 1, "its repeat chooses nothing"
