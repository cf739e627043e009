"""Who may call, and what errors look like: the same for both APIs."""

from __future__ import annotations

import base64
import json
from typing import Any

import pytest
from fastapi import APIRouter
from tests.functional.station import CONTEXT
from tests.http_api import HANDLERS, Caller, answer_of, http_event
from tests.network import build_network

from csms import bootstrap
from csms.errors import Conflict, CsmsError, NotFound, Rejected, Unauthorized, Unavailable
from csms.web.application import create_app, lambda_handler
from csms.web.authentication import Principal, groups_of

NOBODY: frozenset[str] = frozenset()
PATHS = {"client_api": "/me", "operator_api": "/stations"}


def claims(groups: Any = None) -> dict[str, Any]:
    return {"sub": "u1"} | ({} if groups is None else {"cognito:groups": groups})


@pytest.mark.usefixtures("deployment")
@pytest.mark.parametrize("function", PATHS)
@pytest.mark.parametrize("claims", [None, {}, {"cognito:groups": "[operators]"}])
def test_without_a_subject_nobody_is_signed_in(
    function: str, claims: dict[str, Any] | None
) -> None:
    refused = Caller(function, claims).get(PATHS[function])
    assert refused.status == 401
    assert refused.headers["www-authenticate"] == "Bearer"
    assert refused.headers["content-type"] == "application/problem+json"
    assert refused.json["status"] == 401


@pytest.mark.usefixtures("deployment")
def test_headers_are_not_trusted() -> None:
    """The authorizer verified no token, whatever the header holds."""
    payload = base64.urlsafe_b64encode(json.dumps(claims(["operators"])).encode()).decode()
    bearer = {"authorization": f"Bearer e30.{payload}.", "x-amzn-oidc-data": payload}
    refused = Caller("operator_api", None).call("GET", "/stations", headers=bearer)
    assert refused.status == 401


@pytest.mark.usefixtures("deployment")
@pytest.mark.parametrize(
    "groups", [None, "", "[]", [], "drivers", "[drivers admins]", "[xoperators]", ["OPERATORS"]]
)
def test_only_operators_reach_the_operators_api(groups: Any) -> None:
    caller = Caller("operator_api", claims(groups))
    for answer in (
        caller.get("/stations"),
        caller.put("/stations/CP1", {}),
        caller.put("/tariffs/t1", "no json"),
        caller.delete("/tokens/T1"),
        caller.post("/stations/CP1/commands", {"action": "reset"}),
    ):
        assert answer.status == 403
        assert "operators" in answer.json["detail"]
    assert bootstrap.services().stations.get("CP1") is None


@pytest.mark.usefixtures("deployment")
@pytest.mark.parametrize(
    "groups",
    ["operators", "[operators]", "[admins operators]", '["operators"]', ["operators", "admins"]],
)
def test_operators_are_known_in_every_spelling(groups: Any) -> None:
    assert Caller("operator_api", claims(groups)).get("/stations").status == 200


@pytest.mark.parametrize("claim", [7, None, {"operators": True}, "{}", '"operators'])
def test_strange_group_claims_give_nothing(claim: Any) -> None:
    assert "operators" not in groups_of(claim)


def test_unknown_path_and_method_are_problems(operator: Caller) -> None:
    unknown = operator.get("/nothing")
    assert (unknown.status, unknown.json["type"]) == (404, "urn:stationmaster:problem:not-found")
    wrong = operator.post("/tariff-defaults", {})
    assert wrong.status == 405
    assert wrong.headers["content-type"] == "application/problem+json"
    assert "allow" in wrong.headers


def test_body_that_is_no_json_is_malformed(operator: Caller) -> None:
    refused = operator.put("/tokens/T1", '{"status":')
    assert refused.status == 400
    assert refused.json["title"] == "The body is not JSON"


@pytest.mark.parametrize("function", PATHS)
def test_preflight_needs_no_token(function: str) -> None:
    assert Caller(function, None).call("OPTIONS", "/stations/CP1").status == 204


@pytest.mark.parametrize(
    ("error", "status", "name"),
    [
        (NotFound("x"), 404, "not-found"),
        (Conflict("x"), 409, "conflict"),
        (Rejected("x"), 422, "rejected"),
        (Unauthorized("x"), 403, "forbidden"),
        (Unavailable("internals"), 503, "unavailable"),
        (CsmsError("internals"), 500, "internal"),
        (RuntimeError("internals"), 500, "internal"),
    ],
)
def test_every_error_is_a_problem(error: Exception, status: int, name: str) -> None:
    router = APIRouter()

    @router.get("/fail")
    def fail() -> None:
        raise error

    app = create_app("Failing", "Fails.", "/v1", {"Fail": router}, lambda: Principal("u", NOBODY))
    answer = answer_of(lambda_handler(app)(http_event("GET", "/v1/fail"), CONTEXT))
    assert answer.status == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json["type"] == f"urn:stationmaster:problem:{name}"
    assert "internals" not in answer.text
    assert ("retry-after" in answer.headers) is (status == 503)


@pytest.mark.usefixtures("deployment")
def test_base64_body_is_understood() -> None:
    event = http_event("PUT", "/operator/v1/tokens/T1", None)
    event["body"] = base64.b64encode(b'{"status":"Blocked"}').decode()
    event["isBase64Encoded"] = True
    event["requestContext"]["authorizer"] = {"jwt": {"claims": claims("[operators]")}}
    answer = answer_of(HANDLERS["operator_api"](event, CONTEXT))
    assert (answer.status, answer.json["status"]) == (201, "Blocked")


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/stations/CP1", '{"password": "\\ud800-and-some-more"}'),
        ("/stations/CP1", '{"evses": [{"current_type": "AC", "evse_id": %s}]}' % ("9" * 60)),
        ("/stations/CP1", '{"evses": [{"current_type": "AC", "max_power_w": %s}]}' % ("9" * 60)),
        ("/stations/CP1", '{"evses": [{"current_type": "AC", "connectors": 99999999999}]}'),
        ("/stations/%00", "{}"),
        ("/tokens/T1", '{"expires_at": "9999-12-31T23:59:59-23:00"}'),
        ("/tokens/T1", "null"),
        ("/drivers/d1", '{"display_name": "\\ud800"}'),
        ("/sites/s1", '{"name": "x", "time_zone": "/etc/passwd"}'),
        ("/tariffs/t1", '{"elements": ' + "[" * 100_000),
        ("/tariffs/t1", '{"currency": "\u00c4\u00d6\u00dc", "elements": []}'),
    ],
)
def test_hostile_body_is_refused_and_stores_nothing(operator: Caller, path: str, body: str) -> None:
    refused = operator.put(path, body)
    assert refused.status in {400, 422}
    assert refused.json["detail"]
    assert operator.get(path).status in {404, 422}


@pytest.mark.parametrize(
    "payload", ['"\\ud800"', "1e999", "NaN", "[" * 5000 + "]" * 5000, '"%s"' % ("x" * 200_000)]
)
def test_payload_that_no_station_could_get_is_refused(operator: Caller, payload: str) -> None:
    build_network()
    body = f'{{"action": "reset", "payload": {{"a": {payload}}}}}'
    assert operator.post("/stations/CP1/commands", body).status in {400, 422}
    assert operator.get("/stations/CP1/commands").json["items"] == []
