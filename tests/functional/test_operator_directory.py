"""Tokens, drivers, sites and tariffs of the operators' API."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from tests.http_api import Caller

from csms import bootstrap
from csms.web import decimal_json

PRICE = {"type": "ENERGY", "price": 0.49, "vat": 19, "step_size": 1}
TARIFF = {
    "currency": "EUR",
    "tax_included": "YES",
    "elements": [{"price_components": [PRICE]}],
}


def tariff_with(**changes: Any) -> dict[str, Any]:
    return {**TARIFF, "elements": [{"price_components": [PRICE | changes]}]}


def test_token_is_kept_without_regard_to_case(operator: Caller) -> None:
    wanted = {
        "status": "blocked",
        "driver_id": "d1",
        "group_id": "g1",
        "expires_at": "2027-01-01T01:00:00+01:00",
    }
    created = operator.put("/tokens/abc", wanted)
    assert created.status == 201
    assert created.json == {
        "token_id": "ABC",
        "status": "Blocked",
        "driver_id": "d1",
        "group_id": "g1",
        "organisation_id": None,
        "expires_at": "2027-01-01T00:00:00.000Z",
        "concurrent": True,
        "type": "ISO14443",
    }
    assert operator.get("/tokens/Abc").json == created.json
    replaced = operator.put("/tokens/ABC", {})
    assert replaced.status == 200
    assert replaced.json["status"] == "Accepted"
    assert replaced.json["driver_id"] is None
    assert operator.delete("/tokens/abc").status == 204
    assert operator.get("/tokens/abc").status == 404


@pytest.mark.parametrize(
    "wrong", [{"status": "Lost"}, {"expires_at": "2027-01-01T00:00:00"}, {"expires_at": "soon"}, []]
)
def test_wrong_token_is_refused(operator: Caller, wrong: Any) -> None:
    assert operator.put("/tokens/abc", wrong).status == 422


def test_driver_is_kept(operator: Caller) -> None:
    assert operator.get("/drivers/d1").status == 404
    assert operator.put("/drivers/d1", {"display_name": "Ada"}).status == 201
    assert operator.put("/drivers/d1", {"display_name": "Ada L."}).status == 200
    shown = operator.get("/drivers/d1").json
    assert shown == {"driver_id": "d1", "display_name": "Ada L."}


def test_site_is_kept_with_its_tariffs(operator: Caller) -> None:
    site = {"name": "Depot", "time_zone": "Europe/Berlin", "tariff_ids": {"AC": "t1"}}
    unknown = operator.put("/sites/s1", site)
    assert unknown.status == 422
    assert "t1" in unknown.json["detail"]
    operator.put("/tariffs/t1", TARIFF)
    assert operator.put("/sites/s1", site).status == 201
    assert operator.put("/sites/s1", site).status == 200
    absent: dict[str, Any] = {
        "address": [],
        "legal_entity_id": None,
        "require_verified_reading": False,
        "latitude": None,
        "longitude": None,
    }
    assert operator.get("/sites/s1").json == {"site_id": "s1", **site, **absent}


@pytest.mark.parametrize("zone", ["Mars/Olympus", "../etc/passwd", "", "Europe"])
def test_site_wants_a_known_time_zone(operator: Caller, zone: str) -> None:
    refused = operator.put("/sites/s1", {"name": "Depot", "time_zone": zone})
    assert refused.status == 422
    assert refused.json["errors"][0]["pointer"] == "/time_zone"
    assert "Europe/Berlin" in refused.json["detail"]


def test_tariff_keeps_exact_numbers(operator: Caller) -> None:
    body = '{"currency":"EUR","elements":[{"price_components":[{"type":"ENERGY","price":0.10000001,'
    created = operator.put("/tariffs/t1", body + '"vat":8.1}]}]}')
    assert created.status == 201
    assert '"price":0.10000001,' in created.text
    tariff = bootstrap.services().tariffs.current("t1")
    assert tariff is not None
    component = tariff.priced.elements[0].components[0]
    assert (component.price, component.vat_percent) == (
        Decimal("0.10000001"),
        Decimal("8.1"),
    )
    assert decimal_json.loads(operator.get("/tariffs/t1").text.encode())["version"] == 1


def test_tariff_gets_a_version_only_for_new_content(operator: Caller) -> None:
    assert operator.put("/tariffs/t1", TARIFF).json["version"] == 1
    same = operator.put("/tariffs/t1", operator.get("/tariffs/t1").json)
    assert (same.status, same.json["version"]) == (200, 1)
    dearer = operator.put("/tariffs/t1", tariff_with(price="0.59"))
    assert (dearer.status, dearer.json["version"]) == (200, 2)
    assert operator.get("/tariffs/t1").json["elements"][0]["price_components"][0]["price"] == 0.59


@pytest.mark.parametrize(
    "wrong",
    [
        {},
        [],
        TARIFF | {"currency": "euro"},
        TARIFF | {"currency": "eur"},
        TARIFF | {"elements": []},
        TARIFF | {"elements": ["x"]},
        TARIFF | {"elements": [{"price_components": [PRICE], "restrictions": {"start_time": "x"}}]},
        TARIFF | {"max_price": 5},
        TARIFF | {"id": "t2"},
        tariff_with(type="SOC"),
        TARIFF | {"rules": {"grace_s": 60}},
        TARIFF | {"start_date_time": "2026-01-01T00:00:00Z"},
        tariff_with(price=-1),
        tariff_with(price="NaN"),
        tariff_with(price=1e300),
        tariff_with(price=None),
        tariff_with(vat=101),
        tariff_with(step_size=1.5),
    ],
)
def test_tariff_that_cannot_be_priced_is_refused(operator: Caller, wrong: Any) -> None:
    refused = operator.put("/tariffs/t1", wrong)
    assert refused.status == 422
    assert refused.json["detail"]
    assert operator.get("/tariffs/t1").status == 404


@pytest.mark.parametrize("body", ["{", '{"elements": NaN}', ""])
def test_tariff_that_is_no_json_is_malformed(operator: Caller, body: str) -> None:
    assert operator.put("/tariffs/t1", body).status == 400


def test_network_has_default_tariffs(operator: Caller) -> None:
    assert operator.get("/tariff-defaults").json == {}
    operator.put("/tariffs/ac", TARIFF | {"current_type": "AC"})
    assert operator.put("/tariff-defaults", {"DC": "ac"}).status == 422
    assert operator.put("/tariff-defaults", {"XX": "ac"}).status == 422
    assert operator.put("/tariff-defaults", {"AC": "ac"}).status == 200
    assert operator.get("/tariff-defaults").json == {"AC": "ac"}


def test_a_terminal_serves_evses_that_there_can_be(operator: Caller) -> None:
    for evse_id in (0, 10_000, 10**40):
        evse = {"station_id": "CP1", "evse_id": evse_id}
        assert operator.put("/terminals/T-1", {"name": "Gate", "evses": [evse]}).status == 422
