"""Runs tests against csms with one module's source changed on import; nothing is written.

`python -m tests.mutation.breaking` prints each mutant and who noticed it. The libraries are loaded
once; each mutant is a fork of that process.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import signal
import sys
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder, SourceFileLoader
from pathlib import Path
from typing import TYPE_CHECKING, Any

import boto3
import moto
import moto.dynamodb.models
import pytest
from pytest import ExitCode
from tests.mutation.mutants import MUTANTS, Mutant

if TYPE_CHECKING:
    from collections.abc import Sequence

LIBRARIES = (boto3, moto.dynamodb.models)
ROOT = Path(__file__).parents[2]
LEDGER = ["contract/test_holds.py", "contract/test_ledger.py", "contract/test_settlement.py"]
ON_DYNAMODB = [*LEDGER, "contract/test_written_for_ever.py", "unit/adapters"]
IN_MEMORY = [
    *LEDGER,
    "unit/ledger",
    "unit/settlement/test_paying.py",
    "unit/settlement/test_holding.py",
]
# A fork that ends by itself, because something else went wrong, ends with another code.
NOTICED, UNNOTICED = 71, 72
LONGEST_S = 300
UNBROKEN = [
    Mutant("nothing is broken, in memory", "test", "", "", ""),
    Mutant("nothing is broken, on DynamoDB", "test", "", "", ""),
]


class BrokenSource(SourceFileLoader):
    """A module whose source is changed before it is compiled."""

    mutant: Mutant

    def get_data(self, path: str) -> bytes:
        source = super().get_data(path)
        return broken(source.decode(), self.mutant).encode() if path.endswith(".py") else source

    def path_stats(self, path: str) -> Any:
        raise OSError(f"{path} is never taken from a cache, nor put there")


class Breaker(MetaPathFinder):
    """Finds one module broken, and leaves all others alone."""

    def __init__(self, mutant: Mutant) -> None:
        self._mutant = mutant

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: Any = None
    ) -> ModuleSpec | None:
        if fullname != self._mutant.module or target is not None:
            return None
        spec = PathFinder.find_spec(fullname, path)
        assert spec is not None
        assert spec.origin is not None
        loader = BrokenSource(fullname, spec.origin)
        loader.mutant = self._mutant
        spec.loader = loader
        return spec


def broken(source: str, mutant: Mutant) -> str:
    """The source with its one change."""
    assert source.count(mutant.old) == 1, f"{mutant.name}: not once in {mutant.module}"
    return source.replace(mutant.old, mutant.new)


def outcomes(mutants: Sequence[Mutant], workers: int) -> dict[str, int]:
    """Run the tests in a fork for each mutant, some at a time; pytest's exit codes."""
    waiting, running, codes = list(mutants), dict[int, Mutant](), dict[str, int]()
    while waiting or running:
        if waiting and len(running) < workers:
            mutant = waiting.pop(0)
            child = os.fork()
            if child == 0:
                os._exit(_run(mutant))
            running[child] = mutant
            continue
        child, status = os.wait()
        codes[running.pop(child).name] = os.waitstatus_to_exitcode(status)
    return codes


def _run(mutant: Mutant) -> int:
    signal.alarm(LONGEST_S)
    sys.meta_path.insert(0, Breaker(mutant))
    on_dynamodb = "DynamoDB" in mutant.name
    chosen = ON_DYNAMODB if on_dynamodb else IN_MEMORY
    tests = [str(ROOT / "tests" / one) for one in chosen]
    options = ["-x", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", "--no-header"]
    left_out = "memory" if on_dynamodb else "dynamodb"
    only = f"({mutant.noticed_by}) and not {left_out}"
    with contextlib.redirect_stdout(io.StringIO()):
        code = pytest.main([*options, "-k", only, "--rootdir", str(ROOT), *tests])
    return {ExitCode.TESTS_FAILED: NOTICED, ExitCode.OK: UNNOTICED}.get(ExitCode(code), int(code))


def survivors(mutants: Sequence[Mutant], workers: int) -> list[str]:
    """The names of those that no test has noticed; of what is whole, where a test fails."""
    codes = outcomes([*UNBROKEN, *mutants], workers)
    whole = {one.name for one in UNBROKEN}
    wanted = {name: UNNOTICED if name in whole else NOTICED for name in codes}
    return [f"{name}: {code}" for name, code in codes.items() if code != wanted[name]]


if __name__ == "__main__":
    assert not any(name.startswith("csms") for name in sys.modules)
    chosen_ones = [one for one in MUTANTS if len(sys.argv) < 2 or sys.argv[1] in one.name]
    print(json.dumps(survivors(chosen_ones, len(os.sched_getaffinity(0)))))  # noqa: T201
