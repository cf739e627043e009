"""Users in memory."""

from dataclasses import replace

from csms.errors import Conflict
from csms.ids import digest
from csms.operators.users import Given, User


class MemoryUsers:
    """UserDirectory over a dict."""

    def __init__(self) -> None:
        """Start without users."""
        self._users: dict[str, User] = {}

    def get(self, username: str) -> User | None:
        """See the port."""
        return self._users.get(username)

    def all(self) -> list[User]:
        """See the port."""
        return [self._users[name] for name in sorted(self._users) if self._users[name].roles]

    def invite(self, username: str, password: str | None) -> User:  # noqa: ARG002
        """See the port."""
        if username in self._users:
            raise Conflict(f"{username} is a user already")
        user = User(username, digest(username), username, None, frozenset())
        self._users[username] = user
        return user

    def give(self, username: str, given: Given) -> None:
        """See the port."""
        self._users[username] = replace(
            self._users[username],
            name=given.name,
            roles=given.roles,
            sites=given.sites,
            enabled=given.enabled,
        )
