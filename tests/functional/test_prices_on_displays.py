"""The price before the start: personalMessage in 2.x, SetUserPrice in 1.6, for displays alone."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from tests.conftest import forget_services
from tests.functional.aws_requests import counted, knows_who_is_traced
from tests.functional.station import Station
from tests.functional.test_command_delivery import connect, frames_to, run_stream
from tests.network import BLOCKED_TOKEN, SITE, TOKEN, a_station, build_network, site_rules

from csms.bootstrap import configurations, profiles, services
from csms.ocpp.admission import Admission, Admitting, admit
from csms.ocpp.proofs import Rules
from csms.stations.configuration import Reading
from csms.stations.model import CurrentType, Evse

ID_TOKEN = {"idToken": TOKEN, "type": "ISO14443"}
BOTH = pytest.mark.parametrize("protocol", ["ocpp2.0.1", "ocpp2.1"])


@pytest.fixture(autouse=True)
def network(deployment: None) -> None:
    build_network()


def only_ac() -> None:
    evses = (Evse(1, CurrentType.AC, 11_000, (1,)),)
    services().stations.put(replace(a_station(), evses=evses))


def recognised(protocol: str, **fields: Any) -> dict[str, Any]:
    station = Station(protocol=protocol, **fields)
    answer: dict[str, Any] = station.call("Authorize", {"idToken": ID_TOKEN})["idTokenInfo"]
    return answer


@BOTH
def test_the_price_is_told_to_whom_it_is_for(protocol: str) -> None:
    only_ac()
    told = recognised(protocol, shows_price=True)["personalMessage"]
    assert (told["format"], told["language"]) == ("UTF8", "en")
    assert "0.4165" in told["content"] or "0.35" in told["content"]


@BOTH
def test_all_prices_of_a_station_are_told_before_an_evse_is_chosen(protocol: str) -> None:
    content = recognised(protocol, shows_price=True)["personalMessage"]["content"]
    assert content.startswith("AC: ")
    assert " | DC: " in content


@BOTH
def test_a_station_without_a_display_is_told_no_price(protocol: str) -> None:
    assert "personalMessage" not in recognised(protocol)


@BOTH
def test_who_may_not_charge_is_told_no_price(protocol: str) -> None:
    station = Station(protocol=protocol, shows_price=True)
    answer = station.call("Authorize", {"idToken": ID_TOKEN | {"idToken": BLOCKED_TOKEN}})
    assert "personalMessage" not in answer["idTokenInfo"]


@BOTH
def test_half_a_price_list_is_none(protocol: str) -> None:
    """What DC costs is not known; AC alone would mislead."""
    assert services().assignments.put(SITE, site_rules(AC="ac"), 1)
    assert "personalMessage" not in recognised(protocol, shows_price=True)


@BOTH
def test_the_start_tells_the_price_that_it_fixed(protocol: str) -> None:
    started = {
        "eventType": "Started",
        "timestamp": "2026-11-23T10:00:00Z",
        "triggerReason": "Authorized",
        "seqNo": 0,
        "transactionInfo": {"transactionId": "T1"},
        "evse": {"id": 1, "connectorId": 1},
        "idToken": ID_TOKEN,
    }
    station = Station(protocol=protocol, shows_price=True)
    info = station.call("TransactionEvent", started)["idTokenInfo"]
    assert "personalMessage" in info
    silent = started | {"transactionInfo": {"transactionId": "T2"}}
    del silent["idToken"]
    assert "updatedPersonalMessage" in station.call("TransactionEvent", silent)


def test_1_6_is_told_in_a_message_of_its_own_after_the_answer() -> None:
    only_ac()
    connect("ocpp1.6")
    station = Station(shows_price=True)
    assert station.call("Authorize", {"idTag": TOKEN})["idTagInfo"]["status"] == "Accepted"
    run_stream()
    (frame,) = frames_to()
    assert frame[2:3] == ["DataTransfer"]
    assert frame[3]["messageId"] == "SetUserPrice"
    told = json.loads(frame[3]["data"])
    assert told["idToken"] == TOKEN
    assert "kWh" in told["priceText"]
    (german,) = told["priceTextExtra"]
    assert (german["format"], german["language"]) == ("UTF8", "de")
    assert german["content"] != told["priceText"]


@pytest.mark.parametrize(
    ("token", "shows_price"), [(TOKEN, False), (BLOCKED_TOKEN, True), ("NOBODY", True)]
)
def test_1_6_without_display_or_right_to_charge_is_told_nothing(
    token: str, shows_price: bool
) -> None:
    connect("ocpp1.6")
    Station(shows_price=shows_price).call("Authorize", {"idTag": token})
    assert services().commands.of_station("CP1") == []


@pytest.mark.parametrize(("protocol", "writes"), [("ocpp1.6", 1), ("ocpp2.0.1", 0), ("ocpp2.1", 0)])
def test_it_costs_two_reads_once_a_minute_a_third_and_in_1_6_a_write(
    protocol: str, writes: int
) -> None:
    payload = {"idTag": TOKEN} if protocol == "ocpp1.6" else {"idToken": ID_TOKEN}
    forget_services()
    with counted() as requests:
        for first in (True, False):
            knows_who_is_traced(requests)
            Station(protocol=protocol, shows_price=True).call("Authorize", payload)
            assert (requests.reads, requests.writes) == (3 if first else 2, writes)


@pytest.mark.parametrize(
    ("shows_cost", "reported", "shown"),
    [
        (True, {}, True),
        (False, {"CustomDisplayCostAndPrice": "true"}, False),
        (None, {"CustomDisplayCostAndPrice": "true"}, True),
        (None, {"CustomDisplayCostAndPrice": "false"}, False),
        (None, {"TariffCostCtrlr.Available[Tariff]": "true"}, True),
        (None, {"TariffCostCtrlr.Available[Cost]": "true"}, False),
        (None, {}, False),
    ],
)
def test_the_socket_knows_from_its_first_moment_whether_prices_are_shown(
    shows_cost: bool | None, reported: dict[str, str], shown: bool
) -> None:
    station = replace(a_station(), shows_cost=shows_cost, security_profile=0, password_hash=None)
    services().stations.put(station)
    now = services().clock()
    configurations().report("CP1", {name: Reading(one, now) for name, one in reported.items()})
    shared, rules = services(), Rules(0, client_certificates=False, now=now)
    needs = Admitting(shared.stations, profiles(), shared.sites, configurations())
    admission = admit({"x-ocpp-identity": "CP1"}, needs, rules)
    assert isinstance(admission, Admission)
    assert ("shows_price" in admission.context()) is shown
