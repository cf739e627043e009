"""From a world where something does not hold to the smallest one that still shows it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from settlement_simulation.chance import Fault
from settlement_simulation.running import Failure, world_at_rest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from settlement_simulation.invariants import Found
    from settlement_simulation.world import World


@dataclass(frozen=True, slots=True)
class Smallest:
    """A seed with as few sessions and kinds of faults as show the same; and what it shows."""

    seed: str
    sessions: int
    needed: frozenset[Fault]
    world: World
    found: Found


def shrunk(failure: Failure) -> Smallest | None:
    """None if the seed does not show it again: then something beside the seed decided."""
    sessions, without = failure.sessions, frozenset[Fault]()
    if _shows(failure, sessions, without) is None:
        return None
    smaller = sessions // 2
    while smaller and smaller < sessions:
        if _shows(failure, smaller, without):
            sessions, smaller = smaller, smaller // 2
        else:
            smaller = (smaller + sessions + 1) // 2 if sessions - smaller > 1 else sessions
    for fault in Fault:
        if _shows(failure, sessions, without | {fault}):
            without |= {fault}
    shown = _shows(failure, sessions, without)
    if shown is None:
        return None
    return Smallest(failure.seed, sessions, frozenset(Fault) - without, *shown)


def story(smallest: Smallest) -> Iterator[str]:
    """What happened to those whom it concerns, line by line."""
    yield f"seed {smallest.seed}, {smallest.sessions} sessions: {smallest.found.violation.what}"
    yield f"does not hold: {smallest.found.check}"
    yield f"needs: {', '.join(sorted(smallest.needed)) or 'no fault at all'}"
    for name in smallest.found.violation.stories:
        lines = smallest.world.around.stories.get(name)
        if lines:
            yield f"{name}:"
            yield from (f"  {line}" for line in lines)


def _shows(
    failure: Failure, sessions: int, without: frozenset[Fault]
) -> tuple[World, Found] | None:
    world, found = world_at_rest(failure.seed, sessions, without, keep_stories=True)
    same = (one for one in found if one.check == failure.found.check)
    first = next(same, None)
    return (world, first) if first else None
