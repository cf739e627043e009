"""The lists that a dashboard shows: whole, in pages, and in few requests."""

from __future__ import annotations

from typing import Any

import pytest
from tests.functional.aws_requests import counted
from tests.functional.stations_at_work import connect, report_status
from tests.http_api import Caller

from csms import bootstrap
from csms.charging.ports import SessionFilter
from csms.figures.counting import count_station
from csms.web.pagination import Paging

SITE = {"name": "Depot", "time_zone": "UTC", "latitude": 53.5, "longitude": 9.9}
EVSES = [{"current_type": "AC", "max_power_w": 22000, "connectors": 2}]


def everything(caller: Caller, path: str, **query: Any) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = []
    cursor: dict[str, str] = {}
    while True:
        page = caller.get(path, **query, **cursor).json
        items += page["items"]
        if page["next"] is None:
            return items
        cursor = {"cursor": page["next"]}


def test_sites_are_listed_with_their_place_on_the_map(operator: Caller) -> None:
    operator.put("/sites/s1", SITE | {"address": ["Hafenstraße 1"]})
    operator.put("/sites/s2", {"name": "Yard", "time_zone": "Europe/Berlin"})
    shown = sorted(everything(operator, "/sites", limit=1), key=lambda one: one["site_id"])
    assert shown[0] == {
        "site_id": "s1",
        "name": "Depot",
        "time_zone": "UTC",
        "address": ["Hafenstraße 1"],
        "latitude": 53.5,
        "longitude": 9.9,
        "currency": None,
    }
    assert [shown[1][name] for name in ("site_id", "latitude")] == ["s2", None]
    assert operator.get("/sites/s1").json["longitude"] == 9.9


@pytest.mark.parametrize("wrong", [{"latitude": 91}, {"longitude": None}, {"latitude": None}])
def test_half_a_position_is_refused(operator: Caller, wrong: dict[str, Any]) -> None:
    assert operator.put("/sites/s1", SITE | wrong).status == 422


def test_drivers_and_tokens_are_listed_and_searched(operator: Caller) -> None:
    for number in range(12):
        operator.put(f"/drivers/d{number}", {"display_name": f"Ada {number}"})
        operator.put(f"/tokens/tag-{number}", {"driver_id": f"d{number % 2}"})
    assert len(everything(operator, "/drivers", limit=5)) == 12
    assert [one["driver_id"] for one in everything(operator, "/drivers", search="ada 7")] == ["d7"]
    mine = everything(operator, "/tokens", driver_id="d1", limit=2)
    assert {one["driver_id"] for one in mine} == {"d1"}
    assert len(mine) == 6
    assert [one["token_id"] for one in everything(operator, "/tokens", search="-11")] == ["TAG-11"]


def test_station_rows_show_how_stations_stand(operator: Caller) -> None:
    operator.put("/sites/s1", SITE)
    for name in ("CP1", "CP2", "CP3", "CP4"):
        station = {"site_id": "s1", "name": f"Bay {name}", "evses": EVSES}
        assert operator.put(f"/stations/{name}", station).status == 201
    for name, word in {"CP1": "Charging", "CP2": "Faulted", "CP3": "Available"}.items():
        connect(name)
        report_status(word, station_id=name)
    for name in ("CP1", "CP2", "CP3", "CP4"):
        count_station(name, bootstrap.counting())
    rows = {one["station_id"]: one for one in everything(operator, "/stations/states")}
    standing = {name: row["status"] for name, row in rows.items()}
    assert standing == {
        "CP1": "charging",
        "CP2": "faulted",
        "CP3": "available",
        "CP4": "offline",
    }
    assert rows["CP1"]["name"] == "Bay CP1"
    assert (rows["CP1"]["latitude"], rows["CP1"]["longitude"]) == (53.5, 9.9)
    assert [one["status"] for one in rows["CP1"]["connectors"]] == ["Charging", None]
    assert rows["CP4"]["last_seen_at"] is None
    faulted = everything(operator, "/stations/states", status="faulted")
    assert [one["station_id"] for one in faulted] == ["CP2"]
    assert everything(operator, "/stations/states", site_id="s2") == []
    assert len(everything(operator, "/stations/states", search="bay cp4")) == 1


def test_a_page_of_stations_costs_few_requests(operator: Caller) -> None:
    """Three items of each station and one of each connector and itself, 100 in a request."""
    operator.put("/sites/s1", SITE)
    for number in range(200):
        operator.put(f"/stations/CP{number:03}", {"site_id": "s1", "evses": EVSES})
    with counted() as requests:
        shown = operator.get("/stations", limit=200).json
    assert len(shown["items"]) == 200
    assert len(requests.operations) <= 25


def test_who_polls_gets_nothing_as_long_as_nothing_changed(operator: Caller) -> None:
    operator.put("/sites/s1", SITE)
    first = operator.get("/sites")
    tag = first.headers["etag"]
    again = operator.print("/sites", if_none_match=tag)
    assert (again.status, again.text) == (304, "")
    assert again.headers["etag"] == tag
    assert operator.print("/sites", if_none_match=f'"other", {tag}').status == 304
    operator.put("/sites/s2", SITE)
    changed = operator.print("/sites", if_none_match=tag)
    assert changed.status == 200
    assert changed.headers["etag"] != tag
    assert "etag" not in operator.get("/sites/unknown").headers


def test_caller_sees_who_they_are(deployment: None) -> None:
    claims = {"sub": "u1", "email": "u@example.com", "cognito:groups": "[operators]"}
    shown = Caller("operator_api", claims).get("/me").json
    assert shown == {
        "subject": "u1",
        "email": "u@example.com",
        "name": None,
        "roles": ["finance", "operator", "viewer"],
        "sites": [],
    }


def forged(following: str, *scope: object) -> str:
    """A cursor that is sealed right: there is no secret in the seal."""
    _, cursor = Paging(1, None).read(lambda _limit, _cursor: ([], following), *scope)
    assert cursor is not None
    return cursor


@pytest.mark.parametrize("following", ["2026-11~", "9999-13|x", "1" * 5_000 + "|", "x", "-1|"])
def test_a_forged_cursor_is_refused(operator: Caller, network: None, following: str) -> None:
    claims = {"sub": "u1", "cognito:groups": "[operator-viewers]", "custom:sites": "site-1 site-2"}
    kept = Caller("operator_api", claims)
    lists: tuple[tuple[Caller, str, tuple[object, ...]], ...] = (
        (operator, "/sessions", (SessionFilter(), [])),
        (operator, "/sites", ("sites",)),
        (kept, "/sites/states", ("site states", ["site-1", "site-2"])),
    )
    for caller, path, scope in lists:
        assert caller.get(path, cursor=forged(following, *scope)).status == 422, path
