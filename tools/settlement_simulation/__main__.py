"""`python -m settlement_simulation`: settle very many sessions with everything that goes wrong."""

import argparse
import sys
import time
from functools import reduce

from settlement_simulation import report, shrinking
from settlement_simulation.running import Failure, Result, simulate, world_at_rest


def main() -> int:
    """Simulate and print; 1 if an invariant does not hold."""
    parser = argparse.ArgumentParser(prog="settlement_simulation", description=__doc__)
    parser.add_argument("--sessions", type=int, default=4_000, help="at least so many (4000)")
    parser.add_argument("--seed", default="1", help="the same seed is the same run (1)")
    parser.add_argument("--processes", type=int, default=1)
    parser.add_argument("--world", help="tell what happened in one world, by its seed (1/17)")
    arguments = parser.parse_args()
    if arguments.world:
        return tell(arguments.world)
    began = time.monotonic()
    result = reduce(
        Result.plus, simulate(arguments.seed, arguments.sessions, arguments.processes), Result()
    )
    for line in report.lines(arguments.seed, result, time.monotonic() - began):
        print(line)
    for failure in result.failures[:3]:
        show(failure)
    return 1 if result.violations else 0


def tell(seed: str) -> int:
    """What does not hold in one world, each with its story; else the stories of its sessions.

    A check that does not hold twice has the same smallest world both times.
    """
    world, found = world_at_rest(seed, keep_stories=True)
    for one in {one.check: one for one in reversed(found)}.values():
        show(Failure(seed, len(world.plans), one))
    if not found:
        for name, lines in sorted(world.around.stories.items()):
            print(f"{name}:", *lines, sep="\n  ")
    return 1 if found else 0


def show(failure: Failure) -> None:
    """The smallest world that shows it, and its story."""
    smallest = shrinking.shrunk(failure)
    if smallest is None:
        print(f"seed {failure.seed}: {failure.found.violation.what}; it does not show again")
        return
    for line in shrinking.story(smallest):
        print(line)


if __name__ == "__main__":
    sys.exit(main())
