"""Sheets: what a cell holds is shown, never run."""

from __future__ import annotations

import csv
import io
from decimal import Decimal

import pytest

from csms.web.sheets import CellValue, as_csv


def cells(*values: CellValue) -> list[str]:
    text = as_csv([f"c{number}" for number in range(len(values))], [values]).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline="")))[1]


@pytest.mark.parametrize("first", ["=", "+", "-", "@", "\t", "\r"])
def test_a_text_that_a_spreadsheet_would_run_is_kept_a_text(first: str) -> None:
    assert cells(f"{first}cmd|' /C calc'!A0") == [f"'{first}cmd|' /C calc'!A0"]


def test_numbers_and_other_texts_stay_as_they_are() -> None:
    """A credit is below zero, and is to be added up."""
    assert cells(-5, Decimal("-1.20"), "Nord; \"Hof\", 1'", "1=1", None) == [
        "-5", "-1.20", "Nord; \"Hof\", 1'", "1=1", "",
    ]  # fmt: skip
