"""Onboarding: many stations at once, with passwords for those that have none."""

import json
from datetime import timedelta
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request
from pydantic import TypeAdapter, ValidationError

from csms.bootstrap import Services
from csms.errors import CsmsError, Rejected, Unavailable
from csms.stations.passwords import new_password
from csms.web.fields import StationIdentity
from csms.web.needs import Needs
from operator_api.registering import record_of, register
from operator_api.schemas.registration import StationIn
from operator_api.schemas.station_imports import (
    MOST_ROWS,
    ImportResult,
    Outcome,
    RowResult,
    Unreadable,
    rows_of_csv,
)

router = APIRouter(prefix="/stations/imports")
IDENTITY: TypeAdapter[str] = TypeAdapter(StationIdentity)
BODY: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {
            "application/json": {
                "schema": {
                    "type": "object",
                    "required": ["stations"],
                    "properties": {"stations": {"type": "array", "items": {"type": "object"}}},
                }
            },
            "text/csv": {"schema": {"type": "string"}},
        },
    }
}
# OCPP security profiles that prove a station by a password.
BY_PASSWORD = frozenset({1, 2})
# Then no row is begun any more: whoever waits must get the passwords that were made.
PATIENCE = timedelta(seconds=20)


async def _rows(request: Request) -> list[Any]:
    """By content type. Rejected: it cannot be read, or is too long."""
    try:
        text = (await request.body()).decode("utf-8-sig")
        if "csv" in request.headers.get("content-type", ""):
            rows: Any = rows_of_csv(text)
        else:
            body = json.loads(text)
            rows = body.get("stations") if isinstance(body, dict) else body
    except (ValueError, RecursionError) as error:
        raise Rejected("body: JSON with `stations`, or text/csv") from error
    if not isinstance(rows, list) or not rows:
        raise Rejected("stations: a list of at least one")
    if len(rows) > MOST_ROWS:
        raise Rejected(f"stations: {MOST_ROWS} at most in a request; send several")
    return rows


Rows = Annotated[list[Any], Depends(_rows)]


@router.post("", summary="Register many stations", openapi_extra=BODY)
def import_stations(
    rows: Rows,
    needs: Needs,
    dry_run: Annotated[bool, Query(description="Say what would happen, change nothing")] = False,
) -> ImportResult:
    """Each row for itself: what is wrong with one keeps no other back. JSON rows are as
    `PUT /stations/{id}` has them, with `station_id`; so is CSV, whose EVSEs are a count. A row that
    was refused by a passing fault, or not reached in time, may be sent again.
    """
    importing = Importing(needs, dry_run, _known_sites(rows, needs))
    results = [importing.one(number, row) for number, row in enumerate(rows, start=1)]
    count = {one: sum(result.outcome is one for result in results) for one in Outcome}
    return ImportResult(
        dry_run=dry_run,
        created=count[Outcome.CREATED],
        changed=count[Outcome.CHANGED],
        refused=count[Outcome.REFUSED],
        results=results,
    )


class Importing:
    """One request: which stations it has named already."""

    def __init__(self, needs: Services, dry_run: bool, sites: frozenset[str]) -> None:
        """`sites` are those that exist."""
        self._needs, self._dry_run, self._sites = needs, dry_run, sites
        self._until = needs.clock() + PATIENCE
        self._seen: set[str] = set()

    def one(self, number: int, row: Any) -> RowResult:
        """What comes of a row."""
        named = row.get("station_id") if isinstance(row, dict) else None
        try:
            return self._registered(number, row)
        except ValidationError as error:
            told = [f"{'.'.join(map(str, one['loc']))}: {one['msg']}" for one in error.errors()]
        except Unavailable:
            told = ["a passing fault: send this row again"]
        except CsmsError as error:
            told = [str(error)]
        station_id = named if isinstance(named, str) and named.isprintable() else None
        return RowResult(row=number, station_id=station_id, outcome=Outcome.REFUSED, errors=told)

    def _registered(self, number: int, row: Any) -> RowResult:
        if not isinstance(row, dict):
            raise Rejected(str(row) if isinstance(row, Unreadable) else "an object is needed")
        if self._needs.clock() > self._until:
            raise Rejected("not reached in time: send this row again")
        station_id = IDENTITY.validate_python(row.get("station_id"))
        wanted = StationIn.model_validate(row)
        if station_id in self._seen:
            raise Rejected("station_id: another row has it already")
        if wanted.site_id is not None and wanted.site_id not in self._sites:
            raise Rejected(f"site_id: {wanted.site_id} is not known: PUT the site first")
        self._seen.add(station_id)
        before = self._needs.stations.get(station_id)
        lowest = self._needs.settings.lowest_security_profile
        station = record_of(station_id, wanted, before, lowest)
        password = None
        if before is None and wanted.password is None and station.security_profile in BY_PASSWORD:
            password = new_password()
            given = wanted.model_dump(exclude_unset=True) | {"password": password}
            station = record_of(station_id, StationIn.model_validate(given), before, lowest)
        if not self._dry_run:
            register(station, before, self._needs.stations)
        return RowResult(
            row=number,
            station_id=station_id,
            outcome=Outcome.CHANGED if before else Outcome.CREATED,
            errors=[],
            password=None if self._dry_run else password,
        )


def _known_sites(rows: list[Any], needs: Services) -> frozenset[str]:
    named = [one.get("site_id") for one in rows if isinstance(one, dict)]
    usable = {one for one in named if isinstance(one, str) and one and one.isprintable()}
    return frozenset(needs.sites.get_many(usable))
