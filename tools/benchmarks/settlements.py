"""Very many sessions settled with everything that goes wrong, on all cores."""

import os
import sys
import time
from typing import Any

from settlement_simulation import report
from settlement_simulation.running import Result, simulate

TELL_EVERY_S = 30


def settled(seed: str, sessions: int) -> dict[str, Any]:
    """At least so many; prints the result, and gives the same for `bench.json`."""
    began, processes = time.monotonic(), len(os.sched_getaffinity(0))
    result, told = Result(), began
    for some in simulate(seed, sessions, processes):
        result = result.plus(some)
        if time.monotonic() - told > TELL_EVERY_S:
            told = time.monotonic()
            found = result.violations.total()
            print(f"{result.sessions} settled, {found} violations", file=sys.stderr, flush=True)
    wall_s = time.monotonic() - began
    for line in report.lines(seed, result, wall_s):
        print(line)
    return report.figures(seed, result, wall_s)
