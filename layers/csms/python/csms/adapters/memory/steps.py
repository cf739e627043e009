"""What may happen around a request to storage: it waits, never arrives, or its answer is lost."""

from typing import Protocol


class Steps(Protocol):
    """Called around every request; a test schedules workers by it and injects faults."""

    def before(self, request: str) -> None:
        """May wait for its turn. Raises where the request shall never arrive."""

    def after(self, request: str) -> None:
        """May wait. Raises where the answer shall be lost: the effect stays."""


class Undisturbed:
    """Nothing happens."""

    def before(self, request: str) -> None:
        """Go on."""

    def after(self, request: str) -> None:
        """Go on."""
