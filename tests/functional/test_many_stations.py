"""A network as `make seed-many` makes it: what a page costs, and that its figures are right."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Any

import pytest
from tests.functional.aws_requests import counted

from csms import bootstrap
from csms.bootstrap.connecting import settings
from seed_many.network import pose_of, sites, stations
from seed_many.writing import Placed, Seeding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.http_api import Caller

    from csms.stations.model import Station

COUNT, FEW = 700, 70
A_SITE = 50


@pytest.fixture(scope="module")
def expected() -> dict[str, list[str]]:
    """Station ids by how they stand, worked out from their words alone."""
    found = defaultdict(list)
    for station in stations(COUNT):
        words = set(pose_of(station).words)
        order = [
            ("offline", not words),
            ("faulted", "Faulted" in words),
            ("charging", "Charging" in words),
            ("available", "Available" in words),
            ("occupied", "Preparing" in words),
            ("unavailable", True),
        ]
        found[next(word for word, holds in order if holds)].append(station.station_id)
    return found


def seed(count: int, *, rows_alone: bool) -> None:
    """`rows_alone`: only what lists and figures read, since the stand-in of DynamoDB is slow."""
    for site in sites(count):
        bootstrap.services().sites.put(site)

    class Rows(Seeding):
        def items_of(self, station: Station) -> Iterator[Placed]:
            items = super().items_of(station)
            return (one for one in items if one[0] == settings().figures_table)

    seeding = Rows() if rows_alone else Seeding()
    assert [*seeding.put(stations(count))][-1] == count


def pages(caller: Caller, path: str, **query: Any) -> list[list[dict[str, Any]]]:
    found: list[list[dict[str, Any]]] = []
    cursor: dict[str, str] = {}
    while True:
        page = caller.get(path, limit=500, **query, **cursor).json
        found.append(page["items"])
        if page["next"] is None:
            return found
        cursor = {"cursor": page["next"]}


def rows(caller: Caller, **query: Any) -> list[dict[str, Any]]:
    return [one for page in pages(caller, "/stations/states", **query) for one in page]


def test_a_large_network_is_counted_and_found_whole_in_few_requests(
    operator: Caller, expected: dict[str, list[str]]
) -> None:
    """One test of all: seeding is what takes its time."""
    seed(COUNT, rows_alone=True)
    _counts_are_of_all(operator, expected)
    _everything_is_found(operator, expected)
    _pages_cost_few_requests(operator)


def test_seeded_stations_are_whole(operator: Caller) -> None:
    """As if each had been written by its own messages."""
    seed(FEW, rows_alone=False)
    listed = {one["station_id"]: one for one in rows(operator)}
    assert len(listed) == FEW
    page = operator.get("/stations", limit=200).json
    assert (len(page["items"]), page["next"]) == (FEW, None)
    for one in page["items"]:
        row = listed[one["station_id"]]
        assert (one["site_id"], one["name"]) == (row["site_id"], row["name"])
        assert one["online"] == row["online"]
        words = [each["status"] for each in one["connectors"]]
        assert words == [each["status"] for each in row["connectors"] if each["status"]]


def _counts_are_of_all(many: Caller, expected: dict[str, list[str]]) -> None:
    by_status = {word: len(names) for word, names in expected.items()}
    seen = many.get("/reports/overview").json["stations"]
    assert (seen["total"], seen["online"]) == (COUNT, COUNT - by_status["offline"])
    assert {name: seen[name] for name in by_status} == by_status
    [at_sites] = pages(many, "/sites/states")
    assert len(at_sites) == COUNT // A_SITE
    summed: Counter[str] = Counter()
    for one in at_sites:
        summed.update(one["stations"])
    assert +summed == {name: number for name, number in seen.items() if number}
    [there] = [one for one in at_sites if one["site_id"] == "many-007"]
    here = rows(many, site_id="many-007")
    assert there["stations"]["total"] == len(here) == A_SITE
    assert (there["name"], there["latitude"]) == ("Car park 7", here[0]["latitude"])
    assert there["stations"]["faulted"] == sum(one["status"] == "faulted" for one in here)


def _everything_is_found(many: Caller, expected: dict[str, list[str]]) -> None:
    """A filter looks at all stations with one request, not at a page of them."""
    for word in ("offline", "unavailable"):
        [found] = pages(many, "/stations/states", status=word)
        assert sorted(one["station_id"] for one in found) == expected[word]
    last = f"MANY-{COUNT - 1:05d}"
    for search in (last, last.lower()):
        [[one]] = pages(many, "/stations/states", search=search)
        assert (one["station_id"], one["name"]) == (last, "Bay 50")
    [found] = pages(many, "/stations/states", search="bay 13", status="offline")
    assert {one["station_id"] for one in found} == {
        name for name in expected["offline"] if int(name[-5:]) % A_SITE == 12
    }
    [found] = pages(many, "/stations/states", site_id="many-013", search="many-")
    assert len(found) == A_SITE
    assert pages(many, "/stations/states", search="nothing like it") == [[]]


def _pages_cost_few_requests(many: Caller) -> None:
    """As many as with sixty stations."""
    for most, path, query in (
        (26, "/reports/overview", {}),
        (6, "/sites/states", {"limit": 500}),
        (5, "/stations/states", {"limit": 100}),
        (12, "/stations/states", {"limit": 20, "search": f"MANY-{COUNT - 1:05d}"}),
        (9, "/stations/states", {"limit": 20, "search": "nothing like it"}),
        (16, "/reports/revenue", {"group": "site", "by": "month"}),
    ):
        with counted() as requests:
            assert many.get(path, **query).status == 200
        assert len(requests.operations) <= most, (path, query, requests.operations)
