"""Tariffs of partners, posted as OCPI objects."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from csms.web import decimal_json

if TYPE_CHECKING:
    from tests.http_api import Answer, Caller

ENERGY = {"type": "ENERGY", "price": 0.1, "vat": 19, "step_size": 1}
OBJECT = {
    "country_code": "NL",
    "party_id": "TNM",
    "id": "P-1",
    "currency": "EUR",
    "type": "REGULAR",
    "elements": [{"price_components": [ENERGY]}],
    "last_updated": "2026-11-01T00:00:00Z",
}


def imported(operator: Caller, document: Any, **more: Any) -> Answer:
    body = {"format": "ocpi-2.2.1", "document": document} | more
    return operator.post("/tariffs/imports", body)


def test_an_imported_tariff_is_published_once(operator: Caller) -> None:
    first = imported(operator, OBJECT | {"start_date_time": "2026-01-01T00:00:00Z"})
    assert first.status == 201
    assert first.json["notes"][0].startswith("start_date_time:")
    assert first.json["warnings"] == []
    again = imported(operator, OBJECT)
    assert (again.status, again.json["version"], again.json["notes"]) == (200, 1, [])
    stored = decimal_json.loads(operator.get("/tariffs/P-1").text)
    assert stored["elements"][0]["price_components"][0]["price"] == Decimal("0.1")
    assert stored["party_id"] == "TNM"


def test_what_went_out_comes_in_and_out_again_as_it_was(operator: Caller) -> None:
    imported(operator, OBJECT)
    out = decimal_json.loads(operator.get("/tariffs/P-1/exports/ocpi-2.2.1").text)
    body = {"format": "ocpi-2.2.1", "document": out, "tariff_id": "P-2"}
    assert operator.call("POST", "/tariffs/imports", decimal_json.dumps(body)).status == 201
    back = decimal_json.loads(operator.get("/tariffs/P-2/exports/ocpi-2.2.1").text)
    assert back == out | {"id": "P-2"}


def test_a_tariff_that_the_lint_refuses_is_not_stored(operator: Caller) -> None:
    dearest = OBJECT | {"elements": [{"price_components": [{"type": "PARKING_TIME", "price": 6}]}]}
    refused = imported(operator, dearest)
    assert refused.status == 422
    assert "charging_is_free" in refused.text
    assert operator.get("/tariffs/P-1").status == 404


@pytest.mark.parametrize(
    ("document", "place"),
    [
        (OBJECT | {"id": None}, "tariff.id"),
        (OBJECT | {"elements": []}, "tariff.elements"),
        ([], "document"),
        (OBJECT | {"elements": [{"price_components": [ENERGY | {"price": 10**20}]}]}, "price"),
        (OBJECT | {"elements": [{"price_components": [ENERGY | {"unit": "kWh"}]}]}, "unit"),
        (OBJECT | {"max_price": {"excl_vat": 1, "incl_vat": 0.5}}, "max_price"),
    ],
)
def test_what_is_no_tariff_is_refused_with_its_place(
    operator: Caller, document: Any, place: str
) -> None:
    refused = imported(operator, document)
    assert refused.status == 422
    assert place in refused.text


def test_only_forms_that_are_known_are_read(operator: Caller) -> None:
    assert imported(operator, OBJECT, format="ocpi-3.0").status == 422
    assert imported(operator, OBJECT, tariff_id="").status == 422
