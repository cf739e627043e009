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

    def page(self, limit: int, cursor: str | None) -> tuple[list[Token], str | None]:
        """A page of tokens in a stable order, without those of cards at terminals; and the cursor
        of the next page.
        """

    def of_driver(
        self, driver_id: str, limit: int, cursor: str | None
    ) -> tuple[list[Token], str | None]:
        """The same, of those that a driver pays for."""


class DriverRepository(Protocol):
    """Drivers by the subject of their login."""

    def get(self, driver_id: str) -> Driver | None:
        """The driver, if known."""

    def put(self, driver: Driver) -> None:
        """Create or replace."""

    def page(self, limit: int, cursor: str | None) -> tuple[list[Driver], str | None]:
        """A page of drivers in a stable order, and the cursor of the next page."""
