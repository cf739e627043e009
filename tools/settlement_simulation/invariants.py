"""What must hold when a world is at rest: our books against the world's own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from settlement_simulation.book_invariants import BOOK_CHECKS
from settlement_simulation.document_invariants import DOCUMENT_CHECKS
from settlement_simulation.money_invariants import MONEY_CHECKS
from settlement_simulation.order_invariants import ORDER_CHECKS
from settlement_simulation.session_invariants import SESSION_CHECKS
from settlement_simulation.top_up_invariants import TOP_UP_CHECKS
from settlement_simulation.violations import Check, Violation

if TYPE_CHECKING:
    from collections.abc import Iterator

    from settlement_simulation.world import World

CHECKS: dict[str, Check] = (
    SESSION_CHECKS | DOCUMENT_CHECKS | MONEY_CHECKS | TOP_UP_CHECKS | ORDER_CHECKS | BOOK_CHECKS
)


@dataclass(frozen=True, slots=True)
class Found:
    """A violation, and the check that found it."""

    check: str
    violation: Violation


def violated(world: World) -> Iterator[Found]:
    """All that does not hold."""
    for name, check in CHECKS.items():
        for violation in check(world):
            yield Found(name, violation)
