"""What tariffs need from storage."""

from typing import Protocol

from csms.tariffs.model import Tariff


class TariffRepository(Protocol):
    """Tariffs: versions are immutable, one of them is current."""

    def current(self, tariff_id: str) -> Tariff | None:
        """The version that a session starting now gets. Rejected if what is stored is no tariff."""

    def put(self, tariff: Tariff) -> None:
        """Store the next version and make it current; Conflict if that version exists already."""
