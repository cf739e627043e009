"""Operators as users, in memory and in a user pool made as the template has it."""

from __future__ import annotations

import boto3
import pytest

from csms.adapters.cognito import CognitoUsers
from csms.adapters.memory.users import MemoryUsers
from csms.errors import Conflict, NotFound, Rejected
from csms.operators.roles import GROUPS, Role
from csms.operators.users import Given, UserDirectory, give
from local_stack.tables import resources

ANNA = "anna@example.com"
PASSWORD = "First-password-1"


def given(*roles: Role, sites: tuple[str, ...] = (), enabled: bool = True) -> Given:
    return Given("Anna", frozenset(roles), frozenset(sites), enabled)


@pytest.fixture(params=["memory", "cognito"])
def users(request: pytest.FixtureRequest) -> UserDirectory:
    if request.param == "memory":
        return MemoryUsers()
    request.getfixturevalue("deployment")
    client = boto3.client("cognito-idp")
    template = resources()
    pool = client.create_user_pool(
        PoolName="pool",
        UsernameAttributes=template["UserPool"]["Properties"]["UsernameAttributes"],
        Schema=template["UserPool"]["Properties"]["Schema"],
    )["UserPool"]["Id"]
    groups = [
        one["Properties"]["GroupName"]
        for one in template.values()
        if isinstance(one, dict) and one["Type"] == "AWS::Cognito::UserPoolGroup"
    ]
    assert set(groups) == set(GROUPS)
    for group in groups:
        client.create_group(GroupName=group, UserPoolId=pool)
    return CognitoUsers(client, pool)


def test_an_invited_user_has_what_was_given(users: UserDirectory) -> None:
    assert users.get(ANNA) is None
    invited = users.invite(ANNA, PASSWORD)
    assert (invited.roles, invited.enabled) == (frozenset(), True)
    assert users.all() == []
    users.give(ANNA, given(Role.VIEWER, Role.OPERATOR, sites=("north", "south")))
    user = users.get(ANNA)
    assert user is not None
    assert (user.username, user.email, user.name) == (ANNA, ANNA, "Anna")
    assert user.roles == {Role.VIEWER, Role.OPERATOR}
    assert user.sites == {"north", "south"}
    assert user.subject == invited.subject
    assert users.all() == [user]


def test_what_was_given_before_is_taken_away(users: UserDirectory) -> None:
    users.invite(ANNA, PASSWORD)
    users.give(ANNA, given(Role.ADMIN, sites=("north",)))
    users.give(ANNA, given(Role.FINANCE, enabled=False))
    user = users.get(ANNA)
    assert user is not None
    assert Role.ADMIN not in user.roles
    assert user.roles >= {Role.FINANCE}
    assert (user.sites, user.enabled) == (frozenset(), False)
    users.give(ANNA, given())
    assert users.all() == []
    left = users.get(ANNA)
    assert left is not None
    assert left.roles == frozenset()


def test_nobody_is_invited_twice(users: UserDirectory) -> None:
    users.invite(ANNA, None)
    with pytest.raises(Conflict):
        users.invite(ANNA, PASSWORD)


def test_everybody_with_a_role_is_listed_once_by_address(users: UserDirectory) -> None:
    for name in ("zoe@example.com", ANNA, "driver@example.com"):
        users.invite(name, PASSWORD)
    users.give("zoe@example.com", given(Role.VIEWER, Role.FINANCE, Role.OPERATOR))
    users.give(ANNA, given(Role.ADMIN))
    assert [one.username for one in users.all()] == [ANNA, "zoe@example.com"]


@pytest.mark.parametrize(
    "wrong",
    [given(Role.OPERATOR), given(Role.ADMIN, enabled=False), given(Role.ADMIN, sites=("north",))],
)
def test_nobody_shuts_themselves_out(users: UserDirectory, wrong: Given) -> None:
    subject = users.invite(ANNA, PASSWORD).subject
    users.give(ANNA, given(Role.ADMIN))
    before = users.get(ANNA)
    with pytest.raises(Rejected):
        give(ANNA, wrong, subject, users)
    assert users.get(ANNA) == before
    give(ANNA, given(Role.ADMIN, Role.FINANCE), subject, users)
    give(ANNA, wrong, "somebody else", users)
    with pytest.raises(NotFound):
        give("nobody@example.com", wrong, subject, users)
