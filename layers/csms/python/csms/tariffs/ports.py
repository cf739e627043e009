"""What tariffs need from storage."""

from collections.abc import Iterable
from datetime import datetime
from typing import Protocol

from csms.tariffs.model import Published, Tariff
from csms.tariffs.rules import Rule, RuleSet, Spot


class CurrentTariffs(Protocol):
    """What holds now."""

    def current(self, tariff_id: str) -> Tariff | None:
        """The version that a session starting now gets. Rejected if what is stored is no tariff."""


class TariffRepository(CurrentTariffs, Protocol):
    """Tariffs: versions are immutable, one of them is current."""

    def current_of(self, tariff_ids: Iterable[str]) -> dict[str, Tariff]:
        """Those of several that are there and can be read, in one request."""

    def version(self, tariff_id: str, version: int) -> Tariff | None:
        """A version, for ever the same. Rejected if what is stored is no tariff."""

    def page(self, limit: int, cursor: str | None) -> tuple[list[Published], str | None]:
        """The current version of each tariff by id, after a cursor (an id); and the next one."""

    def versions(
        self, tariff_id: str, limit: int, cursor: str | None
    ) -> tuple[list[Published], str | None]:
        """Newest first, before a cursor (a version); and the next one."""

    def put(self, tariff: Tariff, at: datetime | None = None) -> None:
        """Store the next version and make it current; Conflict if that version exists already.

        `at` is when it was published.
        """


class AssignmentRepository(Protocol):
    """Which tariffs hold where, and the one currency of the network."""

    def at(self, spot: Spot) -> RuleSet:
        """The rules of a spot; an empty set where nobody wrote any."""

    def of_many(self, spots: Iterable[Spot]) -> dict[Spot, RuleSet]:
        """Those of several, each asked for, in one request."""

    def put(self, spot: Spot, rules: tuple[Rule, ...], version: int) -> bool:
        """Replace the rules of a spot. False if its `version` is another one by now."""

    def currency(self) -> str | None:
        """The network's currency; None as long as nothing fixed it."""

    def claim_currency(self, currency: str) -> str:
        """Fix the currency if none is; the one that is fixed then."""
