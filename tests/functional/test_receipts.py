"""Receipts at the surface: a session goes in, a document comes out of both APIs and by its link."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader
from tests.conftest import forget_services
from tests.functional import stations_at_work as station
from tests.functional.aws_requests import counted
from tests.functional.test_legal_entities import ENTITY
from tests.http_api import Answer, Caller
from tests.network import DRIVER, top_up

from csms import bootstrap
from csms.charging.model import ChargingSession
from csms.drivers.model import Driver


@pytest.fixture
def anybody() -> Caller:
    """Without a sign-in."""
    return Caller("client_api", None)


def settled(meter_stop: int = 11_000) -> ChargingSession:
    session = station.start()
    station.stop(session, meter_stop)
    station.settle(session)
    return session


def issued(meter_stop: int = 11_000) -> ChargingSession:
    session = settled(meter_stop)
    station.issue_receipt(session)
    return session


def receipt_path(session: ChargingSession) -> str:
    return f"/sessions/{session.session_id}/receipt"


def text_of(answer: Answer) -> str:
    reader = PdfReader(BytesIO(answer.body))
    told = " ".join(page.extract_text() for page in reader.pages)
    return " ".join(told.replace("\xa0", " ").split())


def test_receipt_says_what_was_delivered_and_how_it_was_paid(
    driver: Caller, operator: Caller
) -> None:
    top_up(300)
    bootstrap.services().drivers.put(Driver(DRIVER, "Jörg Müller"))
    operator.put("/legal-entities/network", ENTITY)
    session = issued()
    receipt = driver.get(receipt_path(session)).json
    assert (receipt["number"], receipt["kind"]) == ("R-000001", "receipt")
    assert (receipt["issuer"]["name"], receipt["issuer"]["missing"]) == (ENTITY["name"], [])
    assert (receipt["driver_id"], receipt["driver_name"]) == (DRIVER, "Jörg Müller")
    assert receipt["place"]["site_name"] == "Depot"
    assert receipt["place"]["current_type"] == "AC"
    assert (receipt["meter_start_wh"], receipt["meter_stop_wh"]) == (1000, 11_000)
    assert receipt["meter"]["end"] == {"wh": 11_000, "origin": "station"}
    assert receipt["energy_wh"] == 10_000
    # 10 kWh at 0.35 without tax are 3.50; with 19 % VAT 4.165, rounded once.
    line = receipt["lines"][0]
    told = ("item", "quantity", "unit", "price_net", "price_gross", "vat_percent")
    assert [line[name] for name in told] == ["energy", "10", "kWh", "0.35", "0.4165", "19"]
    assert (line["net"]["minor"], line["gross"]["minor"]) == (350, 417)
    assert [(one["net"]["minor"], one["tax"]["minor"]) for one in receipt["taxes"]] == [(350, 67)]
    assert receipt["cost"]["gross"] == {"minor": 417, "currency": "EUR"}
    assert receipt["payment"]["from_balance"] == {"minor": 300, "currency": "EUR"}
    assert receipt["payment"]["owed"] == {"minor": 117, "currency": "EUR"}
    assert receipt["payment"]["transfer_id"] == f"chg:{session.session_id}"
    assert (receipt["tariff_id"], receipt["tariff_version"]) == ("ac", 1)
    assert receipt["signed"] is None


def test_receipt_is_there_once_it_is_issued(driver: Caller) -> None:
    session = station.start()
    path = receipt_path(session)
    assert "running" in driver.get(path).json["detail"]
    station.stop(session, 11_000)
    ended = driver.get(path)
    assert (ended.status, ended.json["type"]) == (409, "urn:stationmaster:problem:conflict")
    station.issue_receipt(session)
    assert "being settled" in driver.get(path).json["detail"]
    station.settle(session)
    assert "being issued" in driver.get(path).json["detail"]
    station.issue_receipt(session)
    assert driver.get(path).status == 200


def test_event_that_comes_again_issues_nothing_new(driver: Caller) -> None:
    session = issued()
    first = driver.get(receipt_path(session)).json
    station.issue_receipt(session)
    assert driver.get(receipt_path(session)).json == first


def test_issuing_costs_the_same_however_many_receipts_there_are(network: None) -> None:
    told = []
    for minute in range(3):
        session = station.start(after_minutes=minute)
        station.stop(session, 11_000)
        station.settle(session)
        with counted() as requests:
            forget_services()
            station.issue_receipt(session)
        told.append(sorted(requests.operations))
    assert told[0] == told[1] == told[2]
    assert told[0].count("TransactWriteItems") == 1
    assert len(told[0]) <= 10


def test_receipt_keeps_what_it_said(driver: Caller, operator: Caller) -> None:
    operator.put("/legal-entities/network", ENTITY)
    session = issued()
    before = driver.get(receipt_path(session)).json
    operator.put("/legal-entities/network", ENTITY | {"name": "Another Ltd"})
    site = {"name": "Renamed", "time_zone": "UTC"}
    operator.put("/sites/site-1", site)
    assert driver.get(receipt_path(session)).json == before


def test_receipt_without_legal_data_says_what_is_missing(driver: Caller) -> None:
    receipt = driver.get(receipt_path(issued())).json
    assert receipt["issuer"]["missing"] == ["name", "address", "country", "vat_id", "contact"]
    assert any("not stated" in one for one in receipt["remarks"])


def test_site_of_another_entity_has_numbers_of_its_own(driver: Caller, operator: Caller) -> None:
    tariffs = {"AC": "ac", "DC": "dc"}
    site: dict[str, Any] = {"name": "North", "time_zone": "Europe/Berlin", "tariff_ids": tariffs}
    assert operator.put("/sites/site-1", site | {"legal_entity_id": "north-ltd"}).status == 200
    session = issued()
    assert driver.get(receipt_path(session)).json["number"] == "NORTH-LTD-R-000001"


def test_receipt_of_nothing_delivered_says_so(driver: Caller) -> None:
    receipt = driver.get(receipt_path(issued(1000))).json
    assert (receipt["energy_wh"], receipt["payment"]) == (0, None)
    assert receipt["cost"]["gross"] == {"minor": 0, "currency": "EUR"}
    assert sum(one["gross"]["minor"] for one in receipt["lines"]) == 0


def test_language_is_the_readers(driver: Caller) -> None:
    session = issued()
    german = driver.print(receipt_path(session), accept_language="de-DE, en;q=0.5").json
    assert german["lines"][0]["text"] == "Elektrische Energie"
    english = driver.print(receipt_path(session), accept_language="fr").json
    assert english["lines"][0]["text"] == "Electric energy"


@pytest.mark.parametrize("way", ["accept", "format", "path"])
def test_receipt_can_be_printed(driver: Caller, way: str) -> None:
    session = issued()
    path = receipt_path(session)
    if way == "accept":
        printed = driver.print(path, accept="application/pdf", accept_language="de")
    else:
        printed = driver.get(f"{path}.pdf") if way == "path" else driver.get(path, format="pdf")
    assert printed.status == 200
    assert printed.headers["content-type"] == "application/pdf"
    assert printed.headers["content-disposition"] == 'inline; filename="R-000001.pdf"'
    told = text_of(printed)
    assert "R-000001" in told
    assert ("4,17 €" if way == "accept" else "€4.17") in told


def test_another_drivers_receipt_is_as_unknown_as_none(driver: Caller, stranger: Caller) -> None:
    session = issued()
    for path in (receipt_path(session), f"{receipt_path(session)}.pdf"):
        assert stranger.get(path).status == 404
    assert stranger.get(f"/sessions/{session.session_id}/credit-notes").status == 404


def test_operator_finds_any_receipt(driver: Caller, operator: Caller) -> None:
    session = issued()
    mine = driver.get(receipt_path(session)).json
    assert operator.get(receipt_path(session)).json == mine
    assert operator.get("/receipts/r-000001").json == mine
    assert text_of(operator.print("/receipts/R-000001", accept="application/pdf"))
    unknown = operator.get("/receipts/R-000002")
    assert (unknown.status, "R-000002" in unknown.json["detail"]) == (404, True)


def test_link_opens_the_receipt_without_a_sign_in(driver: Caller, anybody: Caller) -> None:
    mine = driver.get(receipt_path(issued())).json
    assert mine["link"].startswith("https://api.example.com/client/v1/receipts/")
    path = mine["link"].removeprefix("https://api.example.com/client/v1")
    assert anybody.get(path).json == mine
    browser = anybody.print(path, accept="text/html,application/xhtml+xml,*/*;q=0.8")
    assert browser.headers["content-type"] == "application/pdf"


@pytest.mark.parametrize("token", ["A" * 32, "short", "R-000001"])
def test_guessed_link_opens_nothing(driver: Caller, anybody: Caller, token: str) -> None:
    issued()
    assert anybody.get(f"/receipts/{token}").status in {404, 422}
    assert anybody.get("/sessions").status == 401


def test_session_of_nobody_that_cost_nothing_has_no_receipt(
    operator: Caller, network: None
) -> None:
    session = station.start(token_id=None)
    station.stop(session, 1000)
    station.settle(session)
    station.issue_receipt(session)
    assert operator.get(receipt_path(session)).status == 409
    assert operator.get("/receipts/R-000001").status == 404
