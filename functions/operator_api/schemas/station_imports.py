"""Many stations at once: rows of CSV or JSON, and what came of each."""

import csv
import io
from collections.abc import Sequence
from enum import StrEnum
from typing import Any

from pydantic import BaseModel, Field

from csms.errors import Rejected

MOST_ROWS = 200
# Of CSV; a row's EVSEs are all alike, which JSON need not be.
EVSE_COLUMNS = ("evses", "current_type", "max_power_w", "connectors")
COLUMNS = ("station_id", "name", "site_id", "serial_number", "security_profile", "password")


class Outcome(StrEnum):
    """What came of a row, or would."""

    CREATED = "created"
    CHANGED = "changed"
    REFUSED = "refused"


class Unreadable(str):
    """What is wrong with a row, in its place."""

    __slots__ = ()


TOO_MANY_CELLS = Unreadable("more cells than columns: put texts with a separator into quotes")


class RowResult(BaseModel):
    """One row; `password` is shown once, of a new station that was given none."""

    row: int = Field(description="Counted from 1, the head of CSV not included")
    station_id: str | None
    outcome: Outcome
    errors: list[str]
    password: str | None = None


class ImportResult(BaseModel):
    """What came of all."""

    dry_run: bool
    created: int
    changed: int
    refused: int
    results: list[RowResult]


def rows_of_csv(text: str) -> list[Any]:
    """Rows as JSON has them; separated by comma or semicolon, lines ended as on any system.

    One with more cells than columns cannot be read: a separator in a name has moved the rest.
    Rejected: unknown columns, one twice, or a text that is no CSV.
    """
    if "\ufffd" in text:
        raise Rejected("body: save the file as UTF-8, characters of it cannot be read")
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    separator = ";" if ";" in text.partition("\n")[0] else ","
    reader = csv.DictReader(io.StringIO(text), delimiter=separator, strict=True)
    try:
        _require_columns(reader.fieldnames or ())
        return [TOO_MANY_CELLS if None in one else _row(one) for one in reader]
    except csv.Error as error:
        raise Rejected(f"body: line {reader.line_num} is no CSV: {error}") from error


def _require_columns(names: Sequence[str]) -> None:
    unknown = sorted(set(names) - {*COLUMNS, *EVSE_COLUMNS})
    if unknown or "station_id" not in names:
        known = ", ".join((*COLUMNS, *EVSE_COLUMNS))
        raise Rejected(f"columns: station_id is needed; known are {known}; not {unknown}")
    if len(set(names)) < len(names):
        raise Rejected("columns: each of them once")


def _row(cells: dict[str, str | None]) -> dict[str, Any]:
    """Empty cells say nothing. EVSE columns become as many EVSEs."""
    told = {name: one.strip() for name, one in cells.items() if one and one.strip()}
    row: dict[str, Any] = {name: told[name] for name in COLUMNS if name in told}
    evse: dict[str, Any] = {
        name: told[name] for name in ("current_type", "max_power_w") if name in told
    }
    if evse:
        connectors = told.get("connectors", "1")
        evse["connectors"] = int(connectors) if connectors.isdecimal() else connectors
        count = told.get("evses", "1")
        row["evses"] = [evse] * min(int(count) if count.isdecimal() else 1, 100)
    return row
