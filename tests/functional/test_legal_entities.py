"""Who issues receipts, as the operators' API tells it."""

from __future__ import annotations

from typing import Any

import pytest
from tests.http_api import Caller

ENTITY: dict[str, Any] = {
    "name": "Ladewerk Süd GmbH",
    "address": ["Bahnhofstraße 12", "79098 Freiburg"],
    "country": "DE",
    "vat_id": "DE123456789",
    "registration": "HRB 70123",
    "email": "hilfe@ladewerk.example",
    "phone": None,
    "website": None,
    "footers": {"de": "Danke.", "en": "Thank you."},
}


def test_entity_that_nobody_described_lacks_everything(operator: Caller) -> None:
    found = operator.get("/legal-entities/network")
    assert found.status == 200
    assert found.json["missing"] == ["name", "address", "country", "vat_id", "contact"]


def test_entity_is_kept_and_warned_about(operator: Caller) -> None:
    put = operator.put("/legal-entities/network", ENTITY)
    assert (put.status, put.json) == (200, {**ENTITY, "entity_id": "network", "missing": []})
    assert operator.get("/legal-entities/network").json == put.json
    assert operator.get("/legal-entities/other").json["name"] is None
    less = operator.put("/legal-entities/network", {**ENTITY, "vat_id": None})
    assert less.json["missing"] == ["vat_id"]


@pytest.mark.parametrize(
    "wrong", [{"country": "Germany"}, {"footers": {"fr": "Merci"}}, {"address": ["a\nb"]}]
)
def test_wrong_entity_is_refused(operator: Caller, wrong: Any) -> None:
    assert operator.put("/legal-entities/network", ENTITY | wrong).status == 422


def test_entity_with_a_name_that_no_number_can_hold_is_refused(operator: Caller) -> None:
    assert operator.put("/legal-entities/My%20Company", ENTITY).status == 422


def test_site_names_its_address_and_entity(operator: Caller) -> None:
    site: dict[str, Any] = {"name": "Depot", "time_zone": "Europe/Berlin"}
    site["address"] = ["Hafen 1"]
    site |= {"legal_entity_id": "north-ltd", "require_verified_reading": True}
    assert operator.put("/sites/s1", site).status == 201
    found = operator.get("/sites/s1").json
    assert {name: found[name] for name in site} == site
