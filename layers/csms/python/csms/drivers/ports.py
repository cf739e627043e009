"""What driver use cases need from storage."""

from collections.abc import Iterable
from typing import Protocol

from csms.drivers.model import Driver, Token


class TokenRepository(Protocol):
    """Tokens by their normal identifier."""

    def get(self, token_id: str) -> Token | None:
        """The token, if known."""

    def get_many(self, token_ids: Iterable[str]) -> dict[str, Token]:
        """Those that are known, by their normal identifier; consistently read."""

    def put(self, token: Token) -> None:
        """Create or replace."""

    def delete(self, token_id: str) -> None:
        """Forget the token; deleting an unknown one does nothing."""


class DriverRepository(Protocol):
    """Drivers by the subject of their login."""

    def get(self, driver_id: str) -> Driver | None:
        """The driver, if known."""

    def put(self, driver: Driver) -> None:
        """Create or replace."""
