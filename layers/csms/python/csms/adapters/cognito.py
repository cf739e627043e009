"""Operators in the Cognito user pool: groups are roles, an attribute names their sites."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from botocore.exceptions import ClientError

from csms.errors import Conflict
from csms.operators.roles import GROUP_OF, GROUPS, SITES_ATTRIBUTE, Role, roles_of, sites_of
from csms.operators.users import Given, User

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mypy_boto3_cognito_idp import CognitoIdentityProviderClient

PAGE = 60  # the most that Cognito gives
NO_SESSIONS = {"UserNotFoundException", "NotAuthorizedException"}


class CognitoUsers:
    """UserDirectory over a user pool."""

    def __init__(self, client: CognitoIdentityProviderClient, pool_id: str) -> None:
        """The pool of operators and drivers."""
        self._client = client
        self._pool = pool_id

    def get(self, username: str) -> User | None:
        """See the port."""
        try:
            found = self._client.admin_get_user(UserPoolId=self._pool, Username=username)
        except self._client.exceptions.UserNotFoundException:
            return None
        attributes = _named(found["UserAttributes"])
        return _user(attributes, roles_of(self._groups(username)), enabled=found["Enabled"])

    def all(self) -> list[User]:
        """See the port. A request for each group and 60 of its members."""
        attributes: dict[str, dict[str, str]] = {}
        enabled: dict[str, bool] = {}
        groups: dict[str, set[str]] = {}
        for group in GROUPS:
            for one in self._members(group):
                named = _named(one["Attributes"])
                attributes[named["sub"]], enabled[named["sub"]] = named, one["Enabled"]
                groups.setdefault(named["sub"], set()).add(group)
        users = [
            _user(named, roles_of(groups[subject]), enabled=enabled[subject])
            for subject, named in attributes.items()
        ]
        return sorted(users, key=lambda one: one.username)

    def invite(self, username: str, password: str | None) -> User:
        """See the port."""
        how: dict[str, Any] = (
            {"DesiredDeliveryMediums": ["EMAIL"]}
            if password is None
            else {"MessageAction": "SUPPRESS", "TemporaryPassword": password}
        )
        verified = {"email": username, "email_verified": "true"}
        try:
            made = self._client.admin_create_user(
                UserPoolId=self._pool,
                Username=username,
                UserAttributes=[{"Name": name, "Value": one} for name, one in verified.items()],
                **how,
            )
        except self._client.exceptions.UsernameExistsException as error:
            raise Conflict(f"{username} is a user already: PUT what they may do") from error
        return _user(_named(made["User"]["Attributes"]), frozenset(), enabled=True)

    def give(self, username: str, given: Given) -> None:
        """See the port."""
        told = {"name": given.name or "", SITES_ATTRIBUTE: " ".join(sorted(given.sites))}
        self._client.admin_update_user_attributes(
            UserPoolId=self._pool,
            Username=username,
            UserAttributes=[{"Name": name, "Value": one} for name, one in told.items()],
        )
        wanted = {GROUP_OF[role] for role in given.roles}
        present = {one for one in self._groups(username) if one in GROUPS}
        for group in sorted(wanted - present):
            self._client.admin_add_user_to_group(
                UserPoolId=self._pool, Username=username, GroupName=group
            )
        for group in sorted(present - wanted):
            self._client.admin_remove_user_from_group(
                UserPoolId=self._pool, Username=username, GroupName=group
            )
        switch = (
            self._client.admin_enable_user if given.enabled else self._client.admin_disable_user
        )
        switch(UserPoolId=self._pool, Username=username)
        self._end_sessions(username)

    def _end_sessions(self, username: str) -> None:
        """Who never signed in has none to end."""
        try:
            self._client.admin_user_global_sign_out(UserPoolId=self._pool, Username=username)
        except ClientError as error:
            if error.response["Error"]["Code"] not in {
                "UserNotFoundException",
                "NotAuthorizedException",
            }:
                raise

    def _groups(self, username: str) -> list[str]:
        found = self._client.admin_list_groups_for_user(
            UserPoolId=self._pool, Username=username, Limit=PAGE
        )
        return [one["GroupName"] for one in found["Groups"]]

    def _members(self, group: str) -> Iterator[Any]:
        more: dict[str, str] = {}
        while True:
            found = self._client.list_users_in_group(
                UserPoolId=self._pool, GroupName=group, Limit=PAGE, **more
            )
            yield from found["Users"]
            if not found.get("NextToken"):
                return
            more = {"NextToken": found["NextToken"]}


def _named(attributes: Any) -> dict[str, str]:
    return {one["Name"]: one["Value"] for one in attributes}


def _user(named: dict[str, str], roles: frozenset[Role], *, enabled: bool) -> User:
    return User(
        username=named.get("email", named["sub"]),
        subject=named["sub"],
        email=named.get("email", ""),
        name=named.get("name") or None,
        roles=roles,
        sites=sites_of(named.get(SITES_ATTRIBUTE)),
        enabled=enabled,
    )
