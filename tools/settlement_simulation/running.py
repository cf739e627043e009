"""Many worlds, each from a seed of its own, on some processes; what came of all of them."""

from __future__ import annotations

import math
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import reduce
from typing import TYPE_CHECKING

from settlement_simulation.binding import bound
from settlement_simulation.chance import Fault
from settlement_simulation.invariants import CHECKS, Found, violated
from settlement_simulation.world import SESSIONS, World

if TYPE_CHECKING:
    from collections.abc import Iterator

WORLDS_AT_ONCE = 5
# Of the plans at least so many become sessions: some customers stay away, some starts are lost.
BEGIN = 0.8
KEPT_FAILURES = 20


@dataclass(frozen=True, slots=True)
class Failure:
    """What did not hold, and the seed of the world where it did not."""

    seed: str
    sessions: int
    found: Found


@dataclass(slots=True)
class Result:
    """Counts over worlds. `outcomes` are the states of sessions, `charged_minor` what they cost."""

    worlds: int = 0
    sessions: int = 0
    steps: int = 0
    charged_minor: int = 0
    captured_minor: int = 0
    cpu_s: float = 0.0
    outcomes: Counter[str] = field(default_factory=Counter)
    faults: Counter[str] = field(default_factory=Counter)
    violations: Counter[str] = field(default_factory=Counter)
    failures: list[Failure] = field(default_factory=list)

    def plus(self, other: Result) -> Result:
        """Both together."""
        return Result(
            self.worlds + other.worlds,
            self.sessions + other.sessions,
            self.steps + other.steps,
            self.charged_minor + other.charged_minor,
            self.captured_minor + other.captured_minor,
            self.cpu_s + other.cpu_s,
            self.outcomes + other.outcomes,
            self.faults + other.faults,
            self.violations + other.violations,
            (self.failures + other.failures)[:KEPT_FAILURES],
        )


def world_at_rest(
    seed: str,
    sessions: int = SESSIONS,
    without: frozenset[Fault] = frozenset(),
    *,
    keep_stories: bool = False,
) -> tuple[World, list[Found]]:
    """One world, lived to its end, and what does not hold in it."""
    with bound() as current:
        world = World(seed, sessions, without, keep_stories=keep_stories)
        world.live(current)
        return world, list(violated(world))


def run_worlds(seed: str, first: int, count: int) -> Result:
    """Some worlds one after another, in this process."""
    results = (_result(f"{seed}/{number}") for number in range(first, first + count))
    return reduce(Result.plus, results, Result())


def simulate(seed: str, sessions: int, processes: int = 1) -> Iterator[Result]:
    """At least so many sessions; a result for every few worlds, as they come."""
    worlds = math.ceil(sessions / (SESSIONS * BEGIN))
    firsts = range(0, worlds, WORLDS_AT_ONCE)
    counts = [min(WORLDS_AT_ONCE, worlds - first) for first in firsts]
    seeds = [seed] * len(counts)
    if processes == 1:
        yield from map(run_worlds, seeds, firsts, counts)
        return
    with ProcessPoolExecutor(processes) as pool:
        yield from pool.map(run_worlds, seeds, firsts, counts)


def _result(seed: str) -> Result:
    began = time.process_time()
    world, found = world_at_rest(seed)
    books = world.around.stores.books
    charges = [one for one in books.transfers.values() if one.kind == "charge"]
    records = world.around.provider.records.values()
    return Result(
        worlds=1,
        sessions=len(world.around.stores.facts.everything()),
        steps=world.steps,
        charged_minor=sum(leg.minor for one in charges for leg in one.legs if leg.minor > 0),
        captured_minor=sum(one.captured_minor for one in records),
        cpu_s=time.process_time() - began,
        outcomes=world.outcomes(),
        faults=Counter({fault.value: n for fault, n in world.around.chance.counts.items()}),
        violations=Counter(one.check for one in found),
        failures=[Failure(seed, len(world.plans), one) for one in found],
    )


def checks() -> list[str]:
    """The names of all invariants."""
    return list(CHECKS)
