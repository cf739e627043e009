"""Runs tests against csms with one condition broken; nothing is written.

`python -m tests.mutation.breaking [name]` prints the mutants that no test has noticed. Everything
is imported and collected once; each mutant is a fork whose functions get other code.
"""

from __future__ import annotations

import contextlib
import importlib
import inspect
import io
import json
import os
import signal
import sys
from itertools import zip_longest
from pathlib import Path
from types import FunctionType, ModuleType
from typing import TYPE_CHECKING, Any

import pytest
from tests.clean_aws import clean_aws
from tests.mutation.mutants import MUTANTS, Mutant

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

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
NOTICED, UNNOTICED, WRONG = 71, 72, 73
LONGEST_S = 300
UNBROKEN = [
    Mutant("nothing is broken, in memory", "test", "", "", ""),
    Mutant("nothing is broken, on DynamoDB", "test", "", "", ""),
]


def broken(source: str, mutant: Mutant) -> str:
    """The source with its one change."""
    assert source.count(mutant.old) == 1, f"{mutant.name}: not once in {mutant.module}"
    return source.replace(mutant.old, mutant.new)


def break_code(mutant: Mutant) -> None:
    """Give the functions of a module the code of the changed source: all who use them are hit."""
    module = importlib.import_module(mutant.module)
    fresh = ModuleType(module.__name__)
    source = broken(inspect.getsource(module), mutant)
    exec(compile(source, str(module.__file__), "exec"), vars(fresh))
    for name, new in vars(fresh).items():
        if isinstance(new, int):
            setattr(module, name, new)
    _take(vars(module), vars(fresh), module.__name__)


def _take(old: Mapping[str, Any], new: Mapping[str, Any], module: str) -> None:
    for name, value in new.items():
        before = old.get(name)
        if isinstance(value, FunctionType) and value.__module__ == module:
            assert isinstance(before, FunctionType)
            before.__code__ = value.__code__
        elif isinstance(value, property) and isinstance(before, property):
            _take({"get": before.fget}, {"get": value.fget}, module)
        elif isinstance(value, type) and value.__module__ == module:
            _take(vars(before), vars(value), module)


class Forks:
    """A plugin of pytest: what it has collected runs in a fork for each mutant, some at a time."""

    def __init__(self, mutants: Sequence[Mutant], workers: int) -> None:
        self.waiting, self.workers = list(mutants), workers
        self.codes: dict[str, int] = {}

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """True: the tests have run."""
        running: dict[int, Mutant] = {}
        while self.waiting or running:
            if self.waiting and len(running) < self.workers:
                mutant = self.waiting.pop(0)
                child = os.fork()
                if child == 0:
                    _run_and_exit(mutant, session)
                running[child] = mutant
                continue
            child, status = os.wait()
            self.codes[running.pop(child).name] = os.waitstatus_to_exitcode(status)
        return True


def _run_and_exit(mutant: Mutant, session: pytest.Session) -> None:
    code = WRONG
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # what they print
        code = _run(mutant, session)
    finally:
        os._exit(code)


def _run(mutant: Mutant, session: pytest.Session) -> int:
    signal.alarm(LONGEST_S)
    if mutant.module:
        break_code(mutant)
    names = mutant.noticed_by.split(" or ")
    chosen = [one for one in session.items if any(name in one.name for name in names)]
    for one, following in zip_longest(chosen, chosen[1:]):
        one.config.hook.pytest_runtest_protocol(item=one, nextitem=following)
        if session.testsfailed:
            return NOTICED
    return UNNOTICED if chosen else WRONG


def outcomes(mutants: Sequence[Mutant], workers: int) -> dict[str, int]:
    """How the forks have ended, by the names of their mutants."""
    here, there = [one for one in mutants if not on_dynamodb(one)], [*filter(on_dynamodb, mutants)]
    return _outcomes(here, workers, IN_MEMORY, "not dynamodb") | _outcomes(
        there, workers, ON_DYNAMODB, "not memory"
    )


def on_dynamodb(mutant: Mutant) -> bool:
    return "DynamoDB" in mutant.name


def _outcomes(
    mutants: Sequence[Mutant], workers: int, tests: Sequence[str], only: str
) -> dict[str, int]:
    forks = Forks(mutants, workers)
    options = ["-s", "-p", "no:cacheprovider", "-p", "no:xdist", "--rootdir", str(ROOT)]
    loaded = ["-W", "ignore::pytest.PytestAssertRewriteWarning", "-k", only]
    paths = [str(ROOT / "tests" / one) for one in tests]
    with contextlib.redirect_stdout(io.StringIO()):
        pytest.main([*options, *loaded, *paths], plugins=[forks])
    return forks.codes


def survivors(mutants: Sequence[Mutant], workers: int) -> list[str]:
    """The names of those that no test has noticed; of what is whole, where a test fails."""
    codes = outcomes([*UNBROKEN, *mutants], workers)
    assert len(codes) == len(UNBROKEN) + len(mutants)
    whole = {one.name for one in UNBROKEN}
    wanted = {name: UNNOTICED if name in whole else NOTICED for name in codes}
    return [f"{name}: {code}" for name, code in codes.items() if code != wanted[name]]


def load() -> None:
    """What every fork needs, loaded before."""
    for name in ["hypothesis", "csms.bootstrap", *(one.module for one in MUTANTS)]:
        importlib.import_module(name)
    with clean_aws():
        pass


if __name__ == "__main__":
    load()
    chosen = [one for one in MUTANTS if len(sys.argv) < 2 or sys.argv[1] in one.name]
    print(json.dumps(survivors(chosen, len(os.sched_getaffinity(0)))))  # noqa: T201
