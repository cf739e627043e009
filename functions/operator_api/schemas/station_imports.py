"""Many stations at once: rows of CSV or JSON, and what came of each."""

import csv
import io
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


def rows_of_csv(text: str) -> list[dict[str, Any]]:
    """Rows as JSON has them; separated by comma or semicolon. Rejected: unknown columns."""
    text = text.removeprefix("\ufeff")
    head = text.partition("\n")[0]
    reader = csv.DictReader(io.StringIO(text), delimiter=";" if ";" in head else ",")
    unknown = sorted(set(reader.fieldnames or ()) - {*COLUMNS, *EVSE_COLUMNS})
    if unknown or "station_id" not in (reader.fieldnames or ()):
        known = ", ".join((*COLUMNS, *EVSE_COLUMNS))
        raise Rejected(f"columns: station_id is needed; known are {known}; not {unknown}")
    return [_row(one) for one in reader]


def _row(cells: dict[str, str | None]) -> dict[str, Any]:
    """Empty cells say nothing. EVSE columns become as many EVSEs."""
    told = {name: one.strip() for name, one in cells.items() if name and one and one.strip()}
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
