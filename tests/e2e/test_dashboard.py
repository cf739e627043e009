"""An operator's work at the dashboard, in a real browser."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from playwright.async_api import expect
from tests.e2e.browser import DESK, PHONE, visit
from tests.e2e.clients import eventually
from tests.e2e.world import World, in_world, unique

from station_simulator.scenarios.stage import online
from station_simulator.station import Reading, Station
from station_simulator.wishes import Reboot

if TYPE_CHECKING:
    from playwright.async_api import Page
    from tests.e2e.clients import Json

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]

PAGES = {
    "overview": "/",
    "stations": "/stations",
    "station": "/stations/{station}",
    "commands": "/stations/{station}?tab=commands",
    "configuration": "/stations/{station}?tab=configuration",
    "firmware": "/stations/{station}?tab=firmware",
    "certificates": "/stations/{station}?tab=certificates",
    "trace": "/stations/{station}?tab=trace",
    "meter": "/stations/{station}?tab=meter",
    "local-list": "/stations/{station}?tab=local-list",
    "network": "/stations/{station}?tab=network",
    "notes": "/stations/{station}?tab=notes",
    "history": "/stations/{station}?tab=history",
    "sessions": "/sessions",
    "session": "/sessions/{session}",
    "incidents": "/incidents?state=all",
    "incident": "/incidents/{incident}",
    "channels": "/alerts",
    "rules": "/alerts?tab=rules",
    "maintenance": "/alerts?tab=maintenance",
    "deliveries": "/alerts?tab=deliveries",
    "tariffs": "/tariffs",
    "tariff": "/tariffs/demo-ac-idle",
    "drivers": "/drivers",
    "driver": "/drivers/{driver}",
    "tokens": "/drivers?tab=tokens",
    "orders": "/money",
    "settlements": "/money?tab=settlements",
    "reconciliation": "/money?tab=reconciliation",
    "accounts": "/money?tab=accounts",
    "reservations": "/reservations",
    "terminals": "/terminals",
    "visits": "/terminals?tab=visits",
    "reports": "/reports",
    "sites": "/sites",
    "users": "/users",
    "audit": "/audit",
}


async def charged(world: World, station: Station, energy_wh: int) -> Json:
    """A session of the last 40 minutes, settled."""
    started = datetime.now(UTC) - timedelta(minutes=40)
    station.begin(await world.token(), Reading(started, 1_000_000))
    station.progress(Reading(started + timedelta(minutes=20), 1_000_000 + energy_wh // 2, 11_000))
    station.end(Reading(started + timedelta(minutes=40), 1_000_000 + energy_wh))
    await station.flush()
    return await world.settled(station.id, within_s=60)


async def open_incident(world: World, station_id: str) -> str:
    """The one of a station, once it has opened."""

    async def look() -> str | None:
        found = (await world.operator.get("/incidents", station_id=station_id))["items"]
        return found[0]["incident_id"] if found else None

    return await eventually(f"an incident at {station_id}", look, 60)


@in_world
async def test_a_wrong_password_is_told_and_a_sign_out_ends(world: World) -> None:
    user = world.stack["users"]["operator"]
    async with visit(world.stack) as seen:
        await seen.page.goto(seen.url)
        await seen.page.get_by_label("E-mail").fill(user["username"])
        await seen.page.get_by_label("Password").fill("wrong")
        await seen.page.get_by_role("button", name="Sign in").click()
        await expect(seen.page.get_by_role("alert")).to_contain_text("wrong")
        await seen.sign_in(user)
        await seen.page.get_by_role("button", name="Account of").click()
        await seen.page.get_by_role("menuitem", name="Sign out").click()
        await expect(seen.page.get_by_label("Password")).to_be_visible()
        await seen.page.goto(f"{seen.url}/stations")
        await expect(seen.page.get_by_label("Password")).to_be_visible()


@in_world
async def test_a_session_is_watched_live_and_refunded(world: World) -> None:
    station = await world.station("ocpp1.6")
    async with online(station), visit(world.stack) as seen:
        await station.boot()
        await seen.sign_in(world.stack["users"]["operator"])
        await seen.open(f"/sessions?station={station.id}")
        await expect(seen.page.get_by_text("No session here.")).to_be_visible()
        started = datetime.now(UTC) - timedelta(minutes=30)
        station.begin(await world.token(), Reading(started, 5_000))
        station.progress(Reading(started + timedelta(minutes=10), 7_000, 11_000))
        await station.flush()
        row = seen.page.get_by_role("row", name=station.id)
        await expect(row).to_contain_text("2.00 kWh")
        await seen.hears_of("session.started", station_id=station.id)
        await row.get_by_role("link").first.click()
        station.progress(Reading(started + timedelta(minutes=20), 9_500, 11_000))
        await station.flush()
        stats = seen.page.locator(".stats")
        await expect(stats).to_contain_text("4.50 kWh")
        await expect(seen.page.get_by_role("img", name="Power, energy")).to_be_visible()
        station.end(Reading(started + timedelta(minutes=25), 11_000))
        await station.flush()
        await expect(seen.page.get_by_role("heading", name="Settled")).to_be_visible()
        session = await world.settled(station.id)
        gross = session["cost"]["gross"]["minor"]
        assert gross == 294  # 6 kWh at 0.49
        await expect(stats).to_contain_text("€2.94")
        await seen.page.get_by_role("button", name="Refund").click()
        dialog = seen.page.get_by_role("dialog")
        await dialog.get_by_label("Amount with taxes").fill("1.00")
        await dialog.get_by_label("Reason").fill("The cable was stuck")
        await dialog.get_by_role("button", name="Refund").click()
        await expect(seen.page.get_by_text("a credit note is issued")).to_be_visible()
        notes = await world.operator.http.get(f"/sessions/{session['session_id']}/corrections")
        assert [one["cost"]["gross"]["minor"] for one in notes.json()] == [100]


@in_world
async def test_a_fault_appears_alerts_and_is_worked_on(world: World) -> None:
    station = await world.station("ocpp1.6")
    async with online(station), visit(world.stack) as seen:
        await station.boot()
        await seen.sign_in(world.stack["users"]["operator"])
        await seen.open(f"/incidents?station={station.id}")
        await expect(seen.page.get_by_text("Nothing is wrong.")).to_be_visible()
        await station.report_status("Faulted")
        row = seen.page.get_by_role("row", name=station.id)
        await expect(row).to_contain_text("Open")
        await seen.hears_of("incident.opened", station_id=station.id)
        await row.get_by_role("link").first.click()
        told = seen.page.get_by_role("table", name="Who was told")
        await expect(told).to_contain_text("Handed over")
        await seen.page.get_by_role("button", name="Acknowledge").click()
        await expect(seen.page.get_by_role("heading", level=1)).to_contain_text("Acknowledged")
        await seen.page.get_by_role("button", name="Comment").click()
        dialog = seen.page.get_by_role("dialog")
        await dialog.get_by_label("Comment").fill("Somebody is on the way")
        await dialog.get_by_role("button", name="Comment").click()
        await expect(seen.page.locator(".timeline")).to_contain_text("Somebody is on the way")
        await station.report_status("Available")
        await expect(seen.page.get_by_role("heading", level=1)).to_contain_text("Resolved")


@in_world
async def test_a_station_is_restarted(world: World) -> None:
    station = await world.station("ocpp2.0.1")
    async with online(station), visit(world.stack) as seen:
        await station.boot()
        await seen.sign_in(world.stack["users"]["operator"])
        await seen.open(f"/stations/{station.id}?tab=commands")
        await seen.page.get_by_role("button", name="Restart").click()
        dialog = seen.page.get_by_role("dialog")
        await dialog.get_by_label("How").select_option("hard")
        await dialog.get_by_role("button", name="Restart").click()
        assert await station.wanted(Reboot, within_s=60) == Reboot(immediate=True)
        commands = seen.page.get_by_role("table", name="Commands")
        await expect(commands).to_contain_text("Reset")
        await expect(commands).to_contain_text("Answered")


@in_world
async def test_a_note_is_left_at_a_station(world: World) -> None:
    address = await world.address()
    async with visit(world.stack) as seen:
        await seen.sign_in(world.stack["users"]["operator"])
        await seen.open(f"/stations/{address.station_id}?tab=notes")
        await expect(seen.page.get_by_text("No note yet.")).to_be_visible()
        await seen.page.get_by_role("button", name="Add a note").click()
        dialog = seen.page.get_by_role("dialog")
        await dialog.get_by_label("Note").fill("The lid sticks")
        await dialog.get_by_role("button", name="Save").click()
        note = seen.page.locator(".notes li")
        await expect(note).to_contain_text("The lid sticks")
        await expect(note).to_contain_text(world.stack["users"]["operator"]["username"])
        await note.get_by_role("button", name="Edit").click()
        await dialog.get_by_label("Note").fill("The lid is mended")
        await dialog.get_by_role("button", name="Save").click()
        await expect(note).to_contain_text("The lid is mended")
        await expect(note).to_contain_text("changed")
        await note.get_by_role("button", name="Remove").click()
        await dialog.get_by_role("button", name="Remove").click()
        await expect(note).to_have_count(0)
    assert (await world.operator.get(f"/stations/{address.station_id}/notes"))["items"] == []


@in_world
async def test_a_tariff_is_made_examined_and_changed(world: World) -> None:
    name = f"e2e-{unique()}"
    async with visit(world.stack) as seen:
        await seen.sign_in(world.stack["users"]["operator"])
        await seen.open(f"/tariffs/{name}?new=1")
        price = seen.page.get_by_label("Price", exact=True).first
        await price.fill("0.5")
        await expect(seen.page.locator(".trial-price")).to_have_text("€15.00")  # of 30 kWh
        await publish(seen.page)
        await expect(seen.page.get_by_text("Version 1", exact=True)).to_be_visible()
        await price.fill("0.6")
        await expect(seen.page.locator(".trial-price")).to_have_text("€18.00")
        await expect(seen.page.get_by_text("0.60 EUR/kWh")).to_be_visible()
        await publish(seen.page)
        await expect(seen.page.get_by_text("Version 2", exact=True)).to_be_visible()
        await price.fill("-1")
        await expect(seen.page.get_by_text("Not publishable")).to_be_visible()
    kept = await world.operator.get(f"/tariffs/{name}")
    assert kept["version"] == 2
    assert str(kept["elements"][0]["price_components"][0]["price"]) == "0.6"


async def publish(page: Page) -> None:
    button = page.get_by_role("button", name="Publish", exact=True)
    await expect(button).to_be_enabled()
    await button.click()
    await page.get_by_role("dialog").get_by_role("button", name="Publish", exact=True).click()


@in_world
async def test_the_months_revenue_is_what_the_ledger_has(world: World) -> None:
    station = await world.station("ocpp1.6")
    async with online(station):
        await station.boot()
        session = await charged(world, station, 10_000)
    gross = session["cost"]["gross"]["minor"]

    async def counted() -> bool | None:
        query = {"by": "month", "group": "station", "station_id": station.id}
        report = await world.operator.get("/reports/revenue", **query)
        return report["totals"]["gross_minor"] == gross or None

    await eventually("the session is counted", counted, 90)
    async with visit(world.stack) as seen:
        await seen.sign_in(world.stack["users"]["operator"])
        await seen.open("/reports?group=station&range=week")
        row = seen.page.get_by_role("table", name="Compared").get_by_role("row", name=station.id)
        await expect(row).to_contain_text(f"€{gross / 100:.2f}")
        await expect(row).to_contain_text("10.00 kWh")


@pytest.mark.parametrize(
    ("size", "dark", "language"),
    [
        (DESK, False, "en-GB"),
        (PHONE, True, "en-GB"),
        (PHONE, False, "de-DE"),
        (DESK, True, "de-DE"),
    ],
    ids=["desk", "phone dark", "phone German", "desk dark German"],
)
@in_world
async def test_every_page_is_open_to_everybody(
    world: World, size: dict[str, int], dark: bool, language: str
) -> None:
    """Nothing on the console, nothing beyond the edge, nothing that axe-core finds serious."""
    station = await world.station("ocpp1.6")
    async with online(station):
        await station.boot()
        session = await charged(world, station, 8_000)
        await station.report_status("Faulted")
        names = {
            "incident": await open_incident(world, station.id),
            "station": station.id,
            "session": session["session_id"],
            "driver": world.driver_id,
        }
        look = f"{size['width']}-{'dark' if dark else 'light'}-{language[:2]}"
        problems: dict[str, list[str]] = {}
        async with visit(world.stack, size, dark=dark) as seen:
            await seen.sign_in(world.stack["users"]["operator"])
            await seen.page.evaluate(f"localStorage['stationmaster.language'] = '{language[:2]}'")
            for name, path in PAGES.items():
                await seen.open(path.format(**names))
                await asyncio.sleep(
                    0.2
                )  # the picture is of a page at rest; nothing is judged by it
                await seen.picture(f"{name}-{look}")
                found = await seen.barriers()
                if await seen.is_too_wide():
                    found.append("wider than the screen")
                if found:
                    problems[name] = found
        assert problems == {}, problems
