"""Who may charge without asking us: terminals with their keys and customers, and local lists."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import httpx
import pytest
from playwright.async_api import expect
from tests.e2e.browser import visit
from tests.e2e.test_terminals import gate_at
from tests.e2e.world import World, in_world, unique

from station_simulator.scenarios.stage import online
from station_simulator.station import Reading

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]


@in_world
async def test_a_terminal_is_registered_and_its_key_is_good(world: World) -> None:
    station_id, terminal_id = (await world.address()).station_id, f"T-{unique()}"
    async with visit(world.stack) as seen:
        await seen.sign_in(world.stack["users"]["operator"])
        await seen.open("/terminals")
        await seen.page.get_by_role("button", name="Add a terminal").click()
        dialog = seen.page.locator(".dialog")  # toasts are dialogs, too
        await dialog.get_by_label("Terminal id").fill(terminal_id)
        await dialog.get_by_label("Name").fill("Gate")
        await dialog.get_by_label("Charging points").fill(station_id)
        await dialog.get_by_role("button", name="Save").click()
        alert = dialog.get_by_role("alert")
        await expect(alert).to_have_text("Say the station and the number.")
        await dialog.get_by_label("Charging points").fill(f"{station_id} 1")
        await dialog.get_by_role("button", name="Save").click()
        row = seen.page.get_by_role("row", name=terminal_id)
        await expect(row).to_contain_text(f"{station_id} / 1")
        await expect(row).to_contain_text("it can do nothing")
        await row.get_by_role("button", name="New key").click()
        await dialog.get_by_role("button", name="New key").click()
        await expect(dialog).to_contain_text("shown this once")
        key = await dialog.locator(".secret").inner_text()
        await dialog.get_by_role("button", name="Done").click()
        await expect(row).to_contain_text("since")
    kept = await world.operator.get(f"/terminals/{terminal_id}")
    assert kept["evses"] == [{"station_id": station_id, "evse_id": 1}]
    assert await asked_with(world, key) == 404  # known, and asks for a visit that nobody made
    assert await asked_with(world, f"{terminal_id}.{'0' * 64}") == 401


async def asked_with(world: World, key: str) -> int:
    base = world.stack["client_api_url"].removesuffix("/client/v1")
    url = f"{base}/terminal/v1/authorisations/no-such-visit"
    async with httpx.AsyncClient(trust_env=False, timeout=40) as http:
        return (await http.get(url, headers={"authorization": f"Bearer {key}"})).status_code


@in_world
async def test_who_paid_at_a_terminal_is_found_with_the_reason_of_each_end(world: World) -> None:
    station = await world.station("ocpp1.6")
    async with online(station), visit(world.stack) as seen:
        await station.boot()
        async with gate_at(world, station.id) as here:
            paid = (await here.authorise("v1", 2041))["authorisation_id"]
            began = datetime.now(UTC) - timedelta(minutes=30)
            station.begin(paid, Reading(began, 5_000))
            station.end(Reading(began + timedelta(minutes=20), 9_000))
            await station.flush()
            await here.shown(paid, "captured")
            left = (await here.authorise("v2", 2042))["authorisation_id"]
            await here.terminal.post(f"/authorisations/{left}/cancel")
        await seen.sign_in(world.stack["users"]["operator"])
        await seen.open(f"/terminals?tab=visits&station={station.id}")
        rows = seen.page.get_by_role("table", name="Visits").get_by_role("row")
        await expect(rows).to_have_count(3)
        await expect(rows.nth(1)).to_contain_text("Cancelled")
        await expect(rows.nth(2)).to_contain_text("Captured")
        await seen.page.get_by_label("Why it ended").select_option("cancelled")
        await expect(rows).to_have_count(2)
        await seen.page.get_by_label("Why it ended").select_option("")
        await rows.nth(2).get_by_role("link").first.click()
        stats = seen.page.locator(".stats")
        await expect(stats).to_contain_text("\u20ac20.41")
        await expect(stats).to_contain_text("\u20ac1.96")  # 4 kWh at 0.49
        await expect(stats).to_contain_text("\u20ac18.45")
        await seen.page.get_by_role("link", name="Settled").click()
        await expect(seen.page.get_by_role("heading", name="Session")).to_be_visible()


@in_world
async def test_a_local_list_is_wanted_token_by_token(world: World) -> None:
    station_id, token = (await world.address()).station_id, await world.token()
    async with visit(world.stack) as seen:
        await seen.sign_in(world.stack["users"]["operator"])
        await seen.open(f"/stations/{station_id}?tab=local-list")
        await expect(seen.page.get_by_text("No token is wanted")).to_be_visible()
        await seen.page.get_by_role("button", name="Change the list").click()
        dialog = seen.page.locator(".dialog")  # toasts are dialogs, too
        await dialog.get_by_label("Tokens").fill(f"{token}\n\nE2EUNKNOWN\n{token}")
        await dialog.get_by_role("button", name="Save").click()
        listed = seen.page.get_by_role("table", name="Tokens on the list")
        await expect(listed.get_by_role("row", name=token)).to_contain_text("Accepted")
        await expect(listed.get_by_role("row", name="E2EUNKNOWN")).to_contain_text("Unknown")
    kept = await world.operator.get(f"/stations/{station_id}/local-list")
    assert [one["token_id"] for one in kept["entries"]] == [token, "E2EUNKNOWN"]
