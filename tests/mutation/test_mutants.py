"""Each condition of the ledger is broken once: a test has to fail, else nobody needs it."""

import importlib.util
import json
import subprocess
import sys
from pathlib import Path

import pytest
from tests.mutation.mutants import MUTANTS, Mutant

ROOT = Path(__file__).parents[2]


@pytest.mark.slow
def test_every_broken_condition_is_noticed() -> None:
    command = [sys.executable, "-m", "tests.mutation.breaking"]
    run = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    assert json.loads(run.stdout.splitlines()[-1]) == []


@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda one: str(one.name))
def test_mutant_is_one_change_of_todays_source(mutant: Mutant) -> None:
    spec = importlib.util.find_spec(mutant.module)
    assert spec is not None
    assert spec.origin is not None
    assert Path(spec.origin).read_text().count(mutant.old) == 1
    assert mutant.old != mutant.new


def test_names_of_mutants_stand_in_the_docs() -> None:
    text = (ROOT / "docs/money.md").read_text()
    assert [one.name for one in MUTANTS if one.name not in text] == []
    assert len({one.name for one in MUTANTS}) == len(MUTANTS)
