"""Operators as users of the pool: who they are, and what an administrator says of them."""

from dataclasses import dataclass
from typing import Protocol

from csms.errors import NotFound, Rejected
from csms.operators.roles import Role


@dataclass(frozen=True, slots=True)
class User:
    """An operator. `username` is the e-mail address that they sign in with; `sites` empty: all."""

    username: str
    subject: str
    email: str
    name: str | None
    roles: frozenset[Role]
    sites: frozenset[str] = frozenset()
    enabled: bool = True


@dataclass(frozen=True, slots=True)
class Given:
    """What an administrator gives somebody."""

    name: str | None
    roles: frozenset[Role]
    sites: frozenset[str]
    enabled: bool


class UserDirectory(Protocol):
    """Users of the pool that have a role. Drivers are in the same pool and are none of ours."""

    def get(self, username: str) -> User | None:
        """By the address; one without a role is shown with none. None: there is no such user."""

    def all(self) -> list[User]:
        """Everybody who has a role, by address."""

    def invite(self, username: str, password: str | None) -> User:
        """Make a user with a first password, or None: the pool makes one and mails it."""

    def give(self, username: str, given: Given) -> None:
        """Replace name, roles, sites and whether they may sign in; tokens they have run out."""


def give(username: str, given: Given, by: str, users: UserDirectory) -> None:
    """Rejected: nobody shuts themselves out. NotFound: there is no such user."""
    user = users.get(username)
    if user is None:
        raise NotFound(f"There is no user {username}.")
    if user.subject == by and (Role.ADMIN not in given.roles or not given.enabled or given.sites):
        raise Rejected("roles: another administrator has to take away your own rights")
    users.give(username, given)
