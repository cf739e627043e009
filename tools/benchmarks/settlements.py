"""Very many sessions settled with everything that goes wrong, on all cores."""

import os
import time
from functools import reduce
from typing import Any

from settlement_simulation import report
from settlement_simulation.running import Result, simulate


def settled(seed: str, sessions: int) -> dict[str, Any]:
    """At least so many; prints the result, and gives the same for `bench.json`."""
    began, processes = time.monotonic(), len(os.sched_getaffinity(0))
    result = reduce(Result.plus, simulate(seed, sessions, processes), Result())
    wall_s = time.monotonic() - began
    for line in report.lines(seed, result, wall_s):
        print(line)
    return report.figures(seed, result, wall_s)
