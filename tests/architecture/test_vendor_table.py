"""The tables of vendors say what the makers' files do, and a maker can be taken away."""

import re
from pathlib import Path

from csms.vendors.anomalies import Anomaly
from vendor_table.page import PAGE, with_tables

TESTS = Path(__file__).parents[1]
# A maker is asked for by its key, so that the tests of the others run without its file.
IMPORTS_A_MAKER = re.compile(r"^\s*(?:from|import) csms\.vendors\.makers\b", re.MULTILINE)


def test_tables_are_current() -> None:
    text = PAGE.read_text(encoding="utf-8")
    assert text == with_tables(text), "run: python -m vendor_table"


def test_every_anomaly_is_explained() -> None:
    text = PAGE.read_text(encoding="utf-8")
    everywhere = text + (PAGE.parent / "meters.md").read_text(encoding="utf-8")
    assert [one for one in Anomaly if f"`{one}`" not in everywhere] == []


def test_no_test_imports_a_maker() -> None:
    files = TESTS.rglob("*.py")
    assert [one for one in files if IMPORTS_A_MAKER.search(one.read_text(encoding="utf-8"))] == []
