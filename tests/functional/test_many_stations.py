"""A network as `make seed-many` makes it: what a page costs, and that its figures are right."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest
from tests.functional.aws_requests import counted

from csms import bootstrap
from seed_many.__main__ import a_site, seed_station, stations

if TYPE_CHECKING:
    from tests.http_api import Caller

COUNT = 60


@pytest.fixture
def many(operator: Caller) -> Caller:
    for number in range(2):
        bootstrap.services().sites.put(a_site(number))
    for station in stations(COUNT):
        seed_station(station)
    return operator


def rows(caller: Caller, **query: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    cursor: dict[str, str] = {}
    while True:
        page = caller.get("/stations/states", limit=500, **query, **cursor).json
        found += page["items"]
        if page["next"] is None:
            return found
        cursor = {"cursor": page["next"]}


def test_the_overview_counts_what_the_list_shows(many: Caller) -> None:
    listed = rows(many)
    seen = many.get("/reports/overview").json["stations"]
    assert seen["total"] == len(listed) == COUNT
    by_status = Counter(one["status"] for one in listed)
    assert {name: seen[name] for name in by_status} == dict(by_status)
    assert seen["online"] == sum(one["online"] for one in listed)
    at_site = rows(many, site_id="many-000")
    assert len(at_site) == 50
    faulted = rows(many, status="faulted")
    assert len(faulted) == by_status["faulted"] > 0


def test_overview_and_pages_cost_few_requests(many: Caller) -> None:
    with counted() as requests:
        many.get("/reports/overview")
    assert len(requests.operations) <= 26
    with counted() as requests:
        assert len(many.get("/stations/states", limit=200).json["items"]) == COUNT
    assert len(requests.operations) <= 20
    with counted() as requests:
        many.get("/reports/revenue", group="site", by="month")
    assert len(requests.operations) <= 16
