"""The simulation finds what it is there for: each way to break the settlement, one by one."""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
from pathlib import Path

import pytest
from tests.simulation.sabotages import SABOTAGES, Edit

from settlement_simulation.running import checks

ROOT = Path(__file__).parents[2]
EDITS = [edit for one in SABOTAGES for edit in one.edits]


@pytest.mark.slow
def test_every_sabotage_is_found() -> None:
    command = [sys.executable, "-m", "tests.simulation.sabotaging"]
    run = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    assert json.loads(run.stdout.splitlines()[-1]) == [], run.stderr


@pytest.mark.parametrize("edit", EDITS, ids=[f"{one.module}: {one.old[:40]}" for one in EDITS])
def test_sabotage_is_a_change_of_todays_source(edit: Edit) -> None:
    spec = importlib.util.find_spec(edit.module)
    assert spec is not None
    assert spec.origin is not None
    assert Path(spec.origin).read_text().count(edit.old) == 1
    assert edit.old != edit.new


def test_sabotages_name_an_invariant_and_stand_in_the_docs() -> None:
    text = (ROOT / "docs/money.md").read_text()
    assert [one.name for one in SABOTAGES if one.name not in text] == []
    assert [one.found_by for one in SABOTAGES if not any(one.found_by in c for c in checks())] == []
    assert len({one.name for one in SABOTAGES}) == len(SABOTAGES)


def test_invariants_stand_in_the_docs() -> None:
    text = (ROOT / "docs/money.md").read_text()
    assert [one for one in checks() if one not in text] == []
