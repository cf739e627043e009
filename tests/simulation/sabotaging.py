"""Lets the simulation look for each sabotage, in a fork of its own; nothing is written.

`python -m tests.simulation.sabotaging [name]` prints what was found of each: the invariants that
did not hold, and in which world.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from typing import TYPE_CHECKING

from tests.mutation.breaking import break_code
from tests.mutation.mutants import Mutant
from tests.simulation.sabotages import SABOTAGES, Sabotage

from settlement_simulation.running import world_at_rest

if TYPE_CHECKING:
    from collections.abc import Sequence

SEED, MOST_WORLDS = "sabotage", 40
LONGEST_S = 300
FOUND, NOT_FOUND = 71, 72


def found_in(sabotage: Sabotage) -> tuple[int, list[str]]:
    """The first world in which the expected invariant does not hold, and all that do not there."""
    for edit in sabotage.edits:
        break_code(Mutant(sabotage.name, "", *edit))
    for number in range(MOST_WORLDS):
        _, found = world_at_rest(f"{SEED}/{number}")
        checks = sorted({one.check for one in found})
        if any(sabotage.found_by in one for one in checks):
            return number, checks
    return -1, []


def survivors(sabotages: Sequence[Sabotage], at_once: int) -> list[str]:
    """The names of those that the simulation does not find."""
    waiting, running, missed = list(sabotages), dict[int, Sabotage](), list[str]()
    while waiting or running:
        if waiting and len(running) < at_once:
            sabotage = waiting.pop(0)
            child = os.fork()
            if child == 0:
                os._exit(_look_for(sabotage))
            running[child] = sabotage
            continue
        child, status = os.wait()
        sabotage = running.pop(child)
        if os.waitstatus_to_exitcode(status) != FOUND:
            missed.append(sabotage.name)
    return missed


def _look_for(sabotage: Sabotage) -> int:
    signal.alarm(LONGEST_S)
    number, checks = found_in(sabotage)
    print(f"{sabotage.name}: world {number}: {', '.join(checks)}", file=sys.stderr)  # noqa: T201
    return NOT_FOUND if number < 0 else FOUND


if __name__ == "__main__":
    world_at_rest(f"{SEED}/0", 2)  # every fork needs what this loads
    chosen = [one for one in SABOTAGES if len(sys.argv) < 2 or sys.argv[1] in one.name]
    print(json.dumps(survivors(chosen, len(os.sched_getaffinity(0)))))  # noqa: T201
