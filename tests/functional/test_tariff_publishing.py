"""Tariffs: examined, published in versions, tried, described."""

from __future__ import annotations

import json
from typing import Any

import pytest
from tests.conftest import forget_services
from tests.functional import stations_at_work as station
from tests.functional.test_broken_tariffs import damage_tariff
from tests.http_api import Caller
from tests.network import build_network

from csms import bootstrap

ENERGY = {"type": "ENERGY", "price": 0.49, "vat": 19}
NIGHT = {"start_time": "22:00", "end_time": "06:00"}


def element(kind: str, price: float, when: dict[str, Any] | None = None) -> dict[str, Any]:
    component = {"type": kind, "price": price, "vat": 19}
    return {"price_components": [component], "restrictions": when or {}}


def tariff(*elements: dict[str, Any], **fields: Any) -> dict[str, Any]:
    whole = elements or (element("ENERGY", 0.49),)
    return {"currency": "EUR", "tax_included": "YES", "elements": list(whole)} | fields


REAL = tariff(
    element("ENERGY", 0.39, NIGHT),
    element("ENERGY", 0.49),
    element("PARKING_TIME", 6, {"min_idle": 900}),
    parking_cap={"per_session": 12},
)
SUPPOSED = {
    "started_at": "2026-11-23T20:00:00+01:00",
    "time_zone": "Europe/Berlin",
    "energy_wh": 22_000,
    "charging_s": 14_400,
    "idle_s": 5_400,
}


@pytest.fixture
def profiles(operator: Caller, monkeypatch: pytest.MonkeyPatch) -> Caller:
    """A deployment that keeps the law of AFIR."""
    monkeypatch.setenv("TARIFF_PROFILES", "AFIR")
    forget_services()
    return operator


def test_what_is_wrong_is_refused_with_code_place_and_message(operator: Caller) -> None:
    wrong = tariff(element("ENERGY", 0.39, NIGHT), element("TIME", 1, {"min_idle": 60}))
    refused = operator.put("/tariffs/t1", wrong)
    assert refused.status == 422
    assert refused.json["type"].endswith(":rejected")
    found = [(one["code"], one["pointer"]) for one in refused.json["errors"]]
    assert found == [
        ("never_holds", "/elements/1/price_components/0"),
        ("no_default", "/elements/0/price_components/0"),
    ]
    assert all(one["detail"] for one in refused.json["errors"])
    assert operator.get("/tariffs/t1").status == 404


def test_what_is_odd_is_published_with_a_warning(operator: Caller) -> None:
    odd = tariff({"price_components": [ENERGY | {"step_size": 100}]})
    created = operator.put("/tariffs/t1", odd)
    assert created.status == 201
    (warning,) = created.json["warnings"]
    assert (warning["code"], warning["severity"]) == ("step_size", "warning")
    assert operator.put("/tariffs/t1", created.json).json["version"] == 1


def test_the_law_that_a_deployment_chose_is_kept(profiles: Caller) -> None:
    assert profiles.put("/tariffs/t1", REAL).status == 201
    refused = profiles.put("/tariffs/t2", tariff(element("ENERGY", 1), element("FLAT", 1)))
    assert refused.status == 422
    assert [one["code"] for one in refused.json["errors"]] == ["charges_per_session"]


def test_versions_stay_as_they_were(operator: Caller) -> None:
    for price in (0.49, 0.59):
        operator.put("/tariffs/t1", tariff(element("ENERGY", price)))
    listed = operator.get("/tariffs/t1/versions").json["items"]
    assert [one["version"] for one in listed] == [2, 1]
    assert all(one["published_at"].endswith("Z") for one in listed)
    first = operator.get("/tariffs/t1/versions/1").json
    assert first["elements"][0]["price_components"][0]["price"] == 0.49
    assert operator.get("/tariffs/t1/versions/3").status == 404
    (head,) = operator.get("/tariffs").json["items"]
    assert head == listed[0]
    assert (head["tariff_id"], head["currency"]) == ("t1", "EUR")


def test_of_two_who_change_the_same_version_the_second_is_told(operator: Caller) -> None:
    operator.put("/tariffs/t1", tariff())
    seen = operator.get("/tariffs/t1").json
    one = seen | {"elements": [element("ENERGY", 0.59)]}
    other = seen | {"elements": [element("ENERGY", 0.69)]}
    assert operator.put("/tariffs/t1", one).json["version"] == 2
    late = operator.put("/tariffs/t1", other)
    assert late.status == 409
    assert "version 2" in late.json["detail"]
    assert operator.get("/tariffs/t1").json["version"] == 2


def test_a_broken_tariff_can_be_replaced(operator: Caller) -> None:
    build_network()
    damage_tariff("null")
    assert operator.get("/tariffs/ac").status == 422
    replaced = operator.put("/tariffs/ac", tariff())
    assert (replaced.status, replaced.json["version"]) == (200, 2)


def test_a_lint_stores_nothing_and_says_all(operator: Caller) -> None:
    wrong = tariff(element("ENERGY", 0.39, NIGHT), element("FLAT", 1))
    found = operator.post("/tariffs/lint", wrong, profiles="AFIR,UK").json
    assert found["publishable"] is False
    assert {one["code"] for one in found["findings"]} == {
        "no_default",
        "charges_per_session",
        "currency",
    }
    slow = operator.post("/tariffs/lint", REAL, profiles="AFIR", max_power_w=22_000).json
    assert (slow["publishable"], slow["findings"]) == (True, [])
    assert slow["description"]["de"][0] == (
        "Energie: 0,39 EUR/kWh (22:00-06:00 Uhr), sonst 0,49 EUR/kWh"
    )
    assert operator.get("/tariffs").json["items"] == []
    assert operator.post("/tariffs/lint", REAL, profiles="MARS").status == 422


def test_a_supposed_session_is_priced_with_its_reasons(operator: Caller) -> None:
    """20:00 to 24:00: half of the energy before 22:00; 90 min idle, 75 of them after the grace."""
    operator.put("/tariffs/t1", REAL)
    shown = operator.post("/tariffs/t1/price", SUPPOSED).json
    lines = {(one["item"], one["price"]): one for one in shown["cost_lines"]}
    assert lines["energy", "0.49"]["amount"] == "5.39"
    assert lines["energy", "0.39"]["amount"] == "4.29"
    assert (lines["parking_time", "6"]["quantity"], shown["idle_seconds_billed"]) == ("1.25", 4500)
    assert shown["cost"]["gross"] == {"minor": 1718, "currency": "EUR"}
    assert sum(one["gross"]["minor"] for one in shown["cost_lines"]) == 1718
    (idle,) = shown["idle"]
    assert (idle["start"], idle["ended_by"]) == ("2026-11-23T23:00:00.000Z", "unplugged")


def test_a_document_is_tried_before_it_is_published(operator: Caller) -> None:
    periods = [
        {
            "start": "2026-11-23T10:00:00Z",
            "end": "2026-11-23T11:00:00Z",
            "state": "CHARGING",
            "energy_wh": 7000,
        },
        {"start": "2026-11-23T11:00:00Z", "end": "2026-11-23T15:15:00Z", "state": "PARKED"},
    ]
    tried = operator.post("/tariffs/price", {"tariff": REAL, "session": {"periods": periods}}).json
    assert tried["cost"]["gross"]["minor"] == 343 + 1200
    (capped,) = [one for one in tried["cost_lines"] if one["item"] == "parking_time"]
    assert (capped["amount"], capped["waived"]) == ("12", "12")
    assert operator.get("/tariffs").json["items"] == []


@pytest.mark.parametrize(
    "wrong",
    [
        {},
        SUPPOSED | {"periods": []},
        SUPPOSED | {"energy_wh": -1},
        SUPPOSED | {"time_zone": "Mars/Olympus"},
        SUPPOSED | {"charging_s": 0},
        SUPPOSED | {"started_at": "yesterday"},
        SUPPOSED | {"duration": 5},
        {
            "periods": [
                {
                    "start": "2026-11-23T11:00:00Z",
                    "end": "2026-11-23T10:00:00Z",
                    "state": "CHARGING",
                }
            ]
        },
    ],
)
def test_a_session_that_cannot_be_is_not_priced(operator: Caller, wrong: Any) -> None:
    operator.put("/tariffs/t1", REAL)
    refused = operator.post("/tariffs/t1/price", wrong)
    assert refused.status == 422
    assert refused.json["detail"]
    assert operator.post("/tariffs/t2/price", SUPPOSED).status == 404
    assert operator.post("/tariffs/t1/price", SUPPOSED, version=2).status == 404


def test_a_driver_reads_all_of_a_price_before_the_start(operator: Caller) -> None:
    build_network()
    operator.put("/tariffs/ac", REAL)
    driver = Caller("client_api", {"sub": "driver-1"})
    price = driver.get("/stations/CP1").json["evses"][0]["price"]
    assert (price["price_per_kwh"], price["conditional"]) == ("0.39", True)
    assert price["description"]["en"] == [
        "Energy: 0.39 EUR/kWh (22:00-06:00), otherwise 0.49 EUR/kWh",
        "Idle fee: 0.10 EUR/min (from 15 min after the end of charging),"
        " at most 12.00 EUR per session",
        "Prices include 19 % VAT.",
    ]
    assert driver.get("/tariffs/ac").json["description"] == price["description"]


def test_a_session_keeps_its_version(operator: Caller) -> None:
    build_network()
    session = station.start()
    operator.put("/tariffs/ac", REAL)
    shown = operator.get(f"/sessions/{session.session_id}").json
    assert (shown["tariff_id"], shown["tariff_version"]) == ("ac", 1)
    first = bootstrap.services().tariffs.version("ac", 1)
    assert first is not None
    assert shown["tariff_fingerprint"] == first.fingerprint


@pytest.mark.parametrize(
    "extra",
    [
        '"preauthorize_amount": 1E+9999999',
        '"preauthorize_amount": 1E-9999999',
        '"preauthorize_amount": 1E+99999999999999999999',
        '"tariff_alt_url": "\\ud800"',
        '"energy_mix": ' + "[" * 5_000 + "]" * 5_000,
        '"tariff_alt_url": "' + "x" * 65_536 + '"',
    ],
    ids=["huge", "tiny", "no number", "surrogate", "deep", "long"],
)
def test_what_cannot_be_kept_with_each_session_is_refused(operator: Caller, extra: str) -> None:
    text = json.dumps(REAL).removesuffix("}") + f", {extra}}}"
    refused = operator.call("PUT", "/tariffs/t1", text)
    assert refused.status in {400, 422}
    assert refused.json["status"] == refused.status
    assert operator.get("/tariffs/t1").status == 404


@pytest.mark.parametrize(
    "moment", ["9999-12-31T22:00:00Z", "0001-01-01T00:00:00+14:00", "1999-12-31T23:59:59Z"]
)
def test_no_supposed_session_is_beyond_the_calendar(operator: Caller, moment: str) -> None:
    periods = [{"start": moment, "end": moment, "state": "CHARGING"}]
    for session in (SUPPOSED | {"started_at": moment}, {"periods": periods}):
        assert operator.post("/tariffs/price", {"tariff": REAL, "session": session}).status == 422


def test_no_supposed_session_lasts_for_ever(operator: Caller) -> None:
    period = {"start": "2026-01-01T00:00:00Z", "end": "2027-06-01T00:00:00Z", "state": "CHARGING"}
    trial = {"tariff": REAL, "session": {"periods": [period]}}
    assert operator.post("/tariffs/price", trial).status == 422
