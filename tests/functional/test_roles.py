"""Who may do what: every route of the operators' API, each role, and callers kept to sites."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from fastapi.routing import APIRoute
from tests.functional import stations_at_work as stations
from tests.http_api import Caller
from tests.network import TOKEN

from csms import bootstrap
from csms.audit.model import AuditFilter
from csms.figures.counting import count_station
from csms.operators.roles import GROUP_OF, Role
from operator_api.access import ACCESS, KEEP_TO_SITES, READING, SHOW_OWN_SITES
from operator_api.app import ROUTERS

if TYPE_CHECKING:
    from collections.abc import Iterator

ROUTES = sorted(
    (method, route.path, tag)
    for tag, router in ROUTERS.items()
    for route in router.routes
    if isinstance(route, APIRoute)
    for method in route.methods or ()
)
# What cannot be read is no order: these say what a tariff would cost, and change nothing.
TRIALS = {"Tariff trials", "Tariff imports"}


def a_caller(*roles: Role, sites: str | None = None, subject: str = "u1") -> Caller:
    groups = " ".join(GROUP_OF[role] for role in roles)
    claims: dict[str, Any] = {"sub": subject, "cognito:groups": f"[{groups}]"}
    return Caller("operator_api", claims | ({"custom:sites": sites} if sites else {}))


def asked(caller: Caller, method: str, path: str) -> int:
    """The status of a request to a route, with names that nothing has."""
    filled = path
    while "{" in filled:
        before, _, rest = filled.partition("{")
        filled = f"{before}nothing{rest.partition('}')[2]}"
    body: dict[str, str] | None = None if method in READING else {}
    return caller.call(method, filled, body=body).status


def test_every_router_says_who_may_use_it() -> None:
    assert ACCESS.keys() == ROUTERS.keys()
    assert {tag for _, _, tag in ROUTES} == ACCESS.keys()
    paths = {path for _, path, _ in ROUTES}
    assert paths >= SHOW_OWN_SITES | KEEP_TO_SITES


@pytest.mark.usefixtures("network")
@pytest.mark.parametrize("role", [Role.VIEWER, Role.OPERATOR, Role.FINANCE])
def test_a_role_is_refused_exactly_where_another_is_needed(role: Role) -> None:
    caller = a_caller(role)
    for method, path, tag in ROUTES:
        access = ACCESS[tag]
        needed = access.read if method in READING else access.change
        refused = asked(caller, method, path) == 403
        assert refused is (needed not in {role, Role.VIEWER}), (method, path)


@pytest.mark.usefixtures("network")
def test_a_viewer_can_change_nothing() -> None:
    changing = [one for one in ROUTES if one[0] not in READING and one[2] not in TRIALS]
    assert len(changing) > 40
    for method, path, _ in changing:
        assert asked(a_caller(Role.VIEWER), method, path) == 403, (method, path)


@pytest.mark.usefixtures("network")
def test_a_refusal_names_the_role_that_is_missing() -> None:
    refused = a_caller(Role.VIEWER).put("/stations/CP9", {})
    assert refused.status == 403
    assert "operator-staff" in refused.json["detail"]
    assert bootstrap.services().stations.get("CP9") is None
    assert "operator-admins" in a_caller(Role.FINANCE).get("/users").json["detail"]


@pytest.mark.usefixtures("network")
def test_what_of_a_site_decides_on_money_is_changed_by_finance() -> None:
    """PUT /sites has it beside name and place, which are anybody's who runs the network."""
    site = {"name": "Car park", "time_zone": "Europe/Berlin", "tariff_ids": {"AC": "ac"}}
    finance, operator = a_caller(Role.FINANCE, Role.OPERATOR), a_caller(Role.OPERATOR)
    assert finance.put("/sites/site-1", site).status == 200
    changes: list[dict[str, Any]] = [
        {"tariff_ids": {}},
        {"tariff_ids": {"AC": "dc"}},
        {"legal_entity_id": "other"},
        {"require_verified_reading": True},
    ]
    for change in changes:
        refused = operator.put("/sites/site-1", site | change)
        assert refused.status == 403
        assert f"{next(iter(change))}: send it as it is" in refused.json["detail"]
    assert operator.get("/sites/site-1").json["tariff_ids"] == {"AC": "ac"}
    assert operator.put("/sites/site-1", site | {"name": "New"}).json["name"] == "New"
    assert operator.put("/sites/site-8", site).status == 403
    assert operator.get("/sites/site-8").status == 404
    assert operator.put("/sites/site-8", site | {"tariff_ids": {}}).status == 201


@pytest.fixture
def two_sites(credit: None) -> Iterator[dict[str, str]]:
    """Station CP1 at site-1 and CP2 at site-2, a session at each."""
    admin = a_caller(Role.ADMIN)
    admin.put("/sites/site-2", {"name": "Yard", "time_zone": "UTC"})
    admin.put("/stations/CP2", {"site_id": "site-2", "evses": [{"current_type": "AC"}]})
    sessions = {}
    for station_id in ("CP1", "CP2"):
        sessions[station_id] = stations.start(TOKEN, station_id=station_id).session_id
        count_station(station_id, bootstrap.counting())
    yield sessions


def test_who_is_kept_to_a_site_sees_only_what_is_there(two_sites: dict[str, str]) -> None:
    caller = a_caller(Role.OPERATOR, sites="site-1 site-9")
    listed = {
        path: [one[name] for one in caller.get(path).json["items"]]
        for path, name in {
            "/stations": "station_id",
            "/stations/states": "station_id",
            "/sessions": "session_id",
            "/sites": "site_id",
        }.items()
    }
    assert listed == {
        "/stations": ["CP1"],
        "/stations/states": ["CP1"],
        "/sessions": [two_sites["CP1"]],
        "/sites": ["site-1"],
    }
    for path in (
        "/stations/{}", "/stations/{}/orphans", "/stations/{}/frames", "/stations/{}/profile",
    ):  # fmt: skip
        assert caller.get(path.format("CP1")).status == 200, path
        assert caller.get(path.format("CP2")).status == 403, path
    assert caller.get(f"/sessions/{two_sites['CP1']}").status == 200
    assert caller.get(f"/sessions/{two_sites['CP2']}").status == 403
    assert caller.post(f"/sessions/{two_sites['CP2']}/close", {"reason": "x"}).status == 403
    assert caller.get("/sites/site-2").status == 403
    command = {"action": "reset", "payload": {}}
    assert caller.post("/stations/CP2/commands", command).status == 403
    assert caller.post("/stations/CP1/commands", command).status == 202


def test_who_is_kept_to_sites_reaches_nothing_that_is_of_all(two_sites: dict[str, str]) -> None:
    """Whatever is not known to be theirs: also what a new route will show."""
    caller = a_caller(Role.ADMIN, sites="site-9")
    shown = {(method, path) for method, path, _ in ROUTES if asked(caller, method, path) != 403}
    allowed = {("GET", path) for path in SHOW_OWN_SITES}
    unknown_station = {
        (method, path)
        for method, path, _ in ROUTES
        if path.endswith("/stations/{station_id:path}") and method == "GET"
    }
    look_themselves = {(method, path) for method, path, _ in ROUTES if path in KEEP_TO_SITES}
    assert shown <= allowed | unknown_station | look_themselves


def test_a_station_is_neither_made_at_nor_moved_to_another_site(two_sites: dict[str, str]) -> None:
    caller = a_caller(Role.OPERATOR, sites="site-1")
    assert caller.put("/stations/CP1", {"site_id": "site-2"}).status == 403
    assert caller.put("/stations/CP2", {"site_id": "site-1"}).status == 403
    assert caller.put("/stations/CP1", {"site_id": "site-1"}).status == 200
    assert caller.delete("/stations/CP2").status == 403
    station = bootstrap.services().stations.get("CP2")
    assert station is not None
    assert station.site_id == "site-2"


WINDOW = {"starts_at": "2026-11-29T08:00:00Z", "ends_at": "2026-11-29T10:00:00Z", "reason": "Cable"}


def test_maintenance_is_announced_at_ones_own_sites_and_seen_there(
    two_sites: dict[str, str],
) -> None:
    caller, all_sites = a_caller(Role.OPERATOR, sites="site-1"), a_caller(Role.OPERATOR)
    places = {
        "mine": {"site_id": "site-1"},
        "my-station": {"station_id": "CP1"},
        "theirs": {"site_id": "site-2"},
        "their-station": {"station_id": "CP2"},
    }
    for name, place in places.items():
        expected = 201 if name.startswith("m") else 403
        path = f"/maintenance-windows/{name}"
        assert caller.put(path, WINDOW | place).status == expected, name
        assert all_sites.put(path, WINDOW | place).status in {200, 201}
        assert caller.get(path).status == (200 if expected == 201 else 403), name
    listed = caller.get("/maintenance-windows").json["items"]
    assert {one["window_id"] for one in listed} == {"mine", "my-station"}
    assert len(all_sites.get("/maintenance-windows").json["items"]) == 4


def test_maintenance_of_another_site_is_neither_taken_over_nor_removed(
    two_sites: dict[str, str],
) -> None:
    caller, all_sites = a_caller(Role.OPERATOR, sites="site-1"), a_caller(Role.OPERATOR)
    all_sites.put("/maintenance-windows/theirs", WINDOW | {"station_id": "CP2"})
    all_sites.put("/maintenance-windows/mine", WINDOW | {"site_id": "site-1"})
    assert caller.put("/maintenance-windows/theirs", WINDOW | {"site_id": "site-1"}).status == 403
    assert caller.put("/maintenance-windows/mine", WINDOW | {"site_id": "site-2"}).status == 403
    assert caller.put("/maintenance-windows/new", WINDOW | {"station_id": "CP9"}).status == 403
    assert caller.delete("/maintenance-windows/theirs").status == 403
    assert all_sites.get("/maintenance-windows/theirs").json["station_id"] == "CP2"
    assert caller.delete("/maintenance-windows/mine").status == 204
    assert (
        a_caller(Role.VIEWER, sites="site-1")
        .put("/maintenance-windows/new", WINDOW | {"site_id": "site-1"})
        .status
        == 403
    )


def test_reports_are_of_ones_own_sites(two_sites: dict[str, str]) -> None:
    caller = a_caller(Role.VIEWER, sites="site-1")
    assert caller.get("/reports/overview").json["stations"]["total"] == 1
    assert caller.get("/reports/revenue").status == 200
    of_both = {"station_id": "CP2", "site_id": "site-1"}
    for query in ({"site_id": "site-2"}, {"station_id": "CP2"}, of_both):
        assert caller.get("/reports/revenue", **query).status == 403
    several = a_caller(Role.VIEWER, sites="site-1 site-2")
    assert several.get("/reports/overview").status == 422
    assert several.get("/reports/overview", site_id="site-2").json["stations"]["total"] == 1


def test_what_was_changed_is_noted_with_who_did_it(operator: Caller, network: None) -> None:
    someone = a_caller(Role.OPERATOR, subject="anna")
    someone.put("/stations/CP7", {"password": "not-for-the-log-1"})
    someone.put("/stations/CP8", {"password": "short"})
    someone.post("/sessions/unknown/close", {"reason": "gone"})
    someone.get("/stations/CP7")
    a_caller(Role.VIEWER, subject="eve").delete("/stations/CP7")
    entries, _ = bootstrap.audit_log().page(AuditFilter(), 50, None)
    told = [(one.subject, one.action, one.object_id, one.outcome) for one in reversed(entries)]
    assert told == [
        ("anna", "PUT /stations/{station_id}", "CP7", "ordered"),
        ("anna", "PUT /stations/{station_id}", "CP7", "done"),
        ("anna", "PUT /stations/{station_id}", "CP8", "ordered"),
        ("anna", "PUT /stations/{station_id}", "CP8", "refused"),
        ("anna", "POST /sessions/{session_id}/close", "unknown", "ordered"),
        ("anna", "POST /sessions/{session_id}/close", "unknown", "refused"),
    ]
    assert "not-for-the-log" not in str(entries)
    shown = operator.get("/audit", subject="anna", object_id="CP7").json["items"]
    assert [one["outcome"] for one in shown] == ["done", "ordered"]


def test_the_group_of_old_may_do_all_but_users(operator: Caller, network: None) -> None:
    assert operator.get("/me").json["roles"] == ["finance", "operator", "viewer"]
    assert operator.get("/users").status == 403
    assert operator.get("/audit").status == 200
