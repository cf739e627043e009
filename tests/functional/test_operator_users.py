"""Users of the operators' API, over a user pool."""

from __future__ import annotations

import boto3
import pytest
from tests.conftest import forget_services
from tests.http_api import Caller

from csms.operators.roles import GROUPS
from local_stack.tables import resources

ANNA = "anna@example.com"


@pytest.fixture
def admin(deployment: None, monkeypatch: pytest.MonkeyPatch) -> Caller:
    client = boto3.client("cognito-idp")
    settings = resources()["UserPool"]["Properties"]
    pool = client.create_user_pool(
        PoolName="pool",
        UsernameAttributes=settings["UsernameAttributes"],
        Schema=settings["Schema"],
    )["UserPool"]["Id"]
    for group in GROUPS:
        client.create_group(GroupName=group, UserPoolId=pool)
    monkeypatch.setenv("USER_POOL_ID", pool)
    forget_services()
    return Caller("operator_api", {"sub": "boss", "cognito:groups": "[operator-admins]"})


def test_a_user_is_invited_listed_changed_and_left_without_roles(admin: Caller) -> None:
    wanted = {"name": "Anna", "roles": ["operator"], "sites": ["north"], "invite": False}
    made = admin.put(f"/users/{ANNA}", wanted)
    assert made.status == 201
    assert len(made.json["first_password"]) >= 12
    shown = {
        "username": ANNA,
        "email": ANNA,
        "name": "Anna",
        "roles": ["operator", "viewer"],
        "sites": ["north"],
        "enabled": True,
    }
    assert admin.get("/users").json["items"] == [shown]
    again = admin.put(f"/users/{ANNA}", wanted | {"roles": ["finance"], "enabled": False})
    assert (again.status, again.json["first_password"]) == (200, None)
    assert admin.get(f"/users/{ANNA}").json["roles"] == ["finance", "viewer"]
    assert admin.delete(f"/users/{ANNA}").status == 204
    assert admin.get("/users").json["items"] == []
    assert admin.get("/users/nobody@example.com").status == 404


@pytest.mark.parametrize(
    "wrong", [{}, {"roles": []}, {"roles": ["boss"]}, {"roles": ["viewer"], "sites": ["a b"]}]
)
def test_wrong_users_are_refused(admin: Caller, wrong: dict[str, object]) -> None:
    assert admin.put(f"/users/{ANNA}", wrong).status == 422
    assert admin.put("/users/no-address", {"roles": ["viewer"]}).status == 422
