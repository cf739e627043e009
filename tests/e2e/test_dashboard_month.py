"""The month on the pages is what the ledger and the sessions have, to the cent and the Wh."""

from __future__ import annotations

import asyncio
import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from random import Random
from typing import TYPE_CHECKING

import pytest
from playwright.async_api import expect
from tests.e2e.browser import visit
from tests.e2e.clients import eventually
from tests.e2e.world import VERSIONS, World, in_world, unique

from station_simulator.scenarios.stage import online
from station_simulator.station import Reading
from station_simulator.wire import Wire

if TYPE_CHECKING:
    from collections.abc import Iterable

    from playwright.async_api import Locator, Page
    from tests.e2e.clients import Json

    from station_simulator.station import Station

pytestmark = [pytest.mark.slow, pytest.mark.timeout(900)]

STATIONS = (("ocpp1.6", "AC"), ("ocpp2.0.1", "AC"), ("ocpp1.6", "DC"))
SESSIONS_EACH = 4
# Sessions of one day follow each other in steps that the longest of them fits into.
STEP, SHORTEST_S, LONGEST_S = timedelta(minutes=15), 300, 840


@dataclass(frozen=True)
class Sums:
    """Cents and Wh, of a site or of a station."""

    net: int
    gross: int
    energy_wh: int
    sessions: int


@in_world
async def test_a_generated_month_is_on_the_pages_as_it_is_in_the_books(world: World) -> None:
    site_id, chance = f"e2e-{unique()}", Random(7)
    tariffs = {"AC": "demo-ac", "DC": "demo-dc"}
    site = {"name": site_id, "time_zone": _zone(), "tariff_ids": tariffs}
    await world.operator.put(f"/sites/{site_id}", site)
    stations = [await _station(world, *kind, site_id) for kind in STATIONS]
    days = [_days_back(chance) for _ in stations]
    async with asyncio.TaskGroup() as group:
        for number, station in enumerate(stations):
            group.create_task(_charge(world, station, days[number], Random(number)))
    sessions = {one.id: await _settled(world, one.id) for one in stations}
    await _give_back(world, sessions[stations[0].id][1], 7)
    ledger = {name: await _booked(world, site_id, ones) for name, ones in sessions.items()}
    whole = _together(ledger.values())
    assert whole.sessions == len(STATIONS) * SESSIONS_EACH
    assert whole.gross == sum(map(_charged, _all(sessions))) - 7
    await eventually("everything is counted", lambda: _counted(world, site_id, whole), 180)
    async with visit(world.stack) as seen:
        await seen.sign_in(world.stack["users"]["operator"])
        await seen.open("/")
        earned = seen.page.get_by_role("table", name="Revenue by site, this month")
        row = earned.get_by_role("row", name=site_id)
        await expect(row).to_be_visible()
        assert await _amounts(row) == [whole.net, whole.gross]
        await seen.open(f"/reports?range=month&group=station&site={site_id}")
        assert await _totals(seen.page) == whole
        compared = seen.page.get_by_role("table", name="Compared")
        for name, sums in ledger.items():
            assert await _row(compared.get_by_role("row", name=name)) == sums, name


async def _station(world: World, protocol: str, current_type: str, site_id: str) -> Station:
    kind = VERSIONS[protocol]
    address = await world.address(current_type, site_id=site_id)
    return kind(Wire(address, kind.protocol))


def _zone() -> str:
    """On the first day the month is two hours older than ours, so that there is some of it."""
    return "Etc/GMT-2" if datetime.now(UTC).day == 1 else "UTC"


def _days_back(chance: Random) -> list[int]:
    """Whole days before now, in this month, the earliest first."""
    most = max(0, datetime.now(UTC).day - 2)
    return sorted((chance.randint(0, most) for _ in range(SESSIONS_EACH)), reverse=True)


async def _charge(world: World, station: Station, days: list[int], chance: Random) -> None:
    """Sessions of any length and energy, each on its day, told when the station is back."""
    register = chance.randint(0, 5_000_000)
    async with online(station):
        await station.boot()
        for number, back in enumerate(days):
            ended = datetime.now(UTC) - timedelta(days=back) - STEP * (len(days) - 1 - number)
            began = ended - timedelta(seconds=chance.randint(SHORTEST_S, LONGEST_S))
            energy_wh = chance.randint(30, 400) * 10  # the page shows hundredths of a kWh
            station.begin(await world.token(), Reading(began, register))
            station.end(Reading(ended, register + energy_wh))
            await station.flush()
            register += energy_wh


async def _settled(world: World, station_id: str) -> list[Json]:
    async def look() -> list[Json] | None:
        found = await world.sessions(station_id)
        done = [one for one in found if one["state"] == "settled"]
        return done if len(done) == SESSIONS_EACH else None

    return await eventually(f"the sessions of {station_id} are settled", look, 240)


async def _give_back(world: World, session: Json, minor: int) -> None:
    amount = {"minor": minor, "currency": "EUR"}
    path = f"/sessions/{session['session_id']}/corrections"

    async def corrected() -> Json | None:
        answer = await world.operator.http.post(path, json={"reason": "noise", "amount": amount})
        return answer.json() if answer.status_code == 201 else None  # once it has a receipt

    await eventually("a credit note", corrected, 60)


async def _booked(world: World, site_id: str, sessions: list[Json]) -> Sums:
    """What the statements of revenue and tax say of these sessions."""
    names = {one["session_id"] for one in sessions}
    net = await _entries(world, f"revenue:{site_id}:energy:EUR", names)
    tax = await _entries(world, "vat:19:EUR", names)
    energy_wh = sum(one["energy_wh"] for one in sessions)
    return Sums(net, net + tax, energy_wh, len(sessions))


async def _entries(world: World, account_id: str, references: set[str]) -> int:
    """The sum of the whole statement's lines about these."""
    total = 0
    query: dict[str, str | int] = {"limit": 200}
    while True:
        page = await world.operator.get(f"/ledger/accounts/{account_id}/entries", **query)
        about = [one for one in page["items"] if one["reference"] in references]
        total += sum(int(one["amount"]["minor"]) for one in about)
        if page["next"] is None:
            return total
        query["cursor"] = page["next"]


async def _counted(world: World, site_id: str, whole: Sums) -> bool | None:
    query = {"site_id": site_id, "from": f"{datetime.now(UTC):%Y-%m}-01"}
    totals = (await world.operator.get("/reports/revenue", **query))["totals"]
    counted = Sums(
        totals["net_minor"], totals["gross_minor"], totals["energy_wh"], totals["sessions"]
    )
    return counted == whole or None


async def _totals(page: Page) -> Sums:
    """The figures above the report."""
    stats = page.locator(".stats")
    await expect(stats).to_contain_text("Revenue with tax")
    said = dict([await _stat(one) for one in await stats.locator(".stat").all()])
    gross, net = _minor_units(said["Revenue with tax"])
    return Sums(net, gross, _wh(said["Energy"]), int(said["Sessions"]))


async def _stat(stat: Locator) -> tuple[str, str]:
    return await stat.locator("dt").inner_text(), " ".join(
        await stat.locator("dd").all_inner_texts()
    )


async def _row(row: Locator) -> Sums:
    """A line of the table: sessions, energy, net, tax, gross."""
    cells = [one.strip() for one in await row.get_by_role("cell").all_inner_texts()]
    _name, _share, sessions, energy, *money = cells
    net, tax, gross = _minor_units(" ".join(money))
    assert net + tax == gross
    return Sums(net, gross, _wh(energy), int(sessions))


async def _amounts(row: Locator) -> list[int]:
    return _minor_units(" ".join(await row.get_by_role("cell").all_inner_texts()))


def _minor_units(text: str) -> list[int]:
    found = re.findall(r"€([\d,]+)\.(\d\d)", text)
    return [int(units.replace(",", "")) * 100 + int(cents) for units, cents in found]


def _wh(text: str) -> int:
    """The page shows hundredths of a kWh."""
    (number,) = re.findall(r"([\d.,]+) kWh", text)
    return round(float(number.replace(",", "")) * 1000)


def _together(sums: Iterable[Sums]) -> Sums:
    ones = list(sums)
    return Sums(*(sum(getattr(one, name) for one in ones) for name in Sums.__annotations__))


def _all(sessions: dict[str, list[Json]]) -> list[Json]:
    return [one for ones in sessions.values() for one in ones]


def _charged(session: Json) -> int:
    return int(session["cost"]["gross"]["minor"])
