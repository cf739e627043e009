"""How a station shall connect, as an operator sends it from the dashboard."""

from __future__ import annotations

import pytest
from playwright.async_api import expect
from tests.e2e.browser import visit
from tests.e2e.world import World, in_world

from station_simulator.scenarios.stage import online

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]
URL = "wss://csms.example.com/ocpp"


@in_world
async def test_a_network_profile_is_sent_and_changed(world: World) -> None:
    station = await world.station("ocpp2.0.1")
    async with online(station), visit(world.stack) as seen:
        await station.boot()
        await seen.sign_in(world.stack["users"]["operator"])
        await seen.open(f"/stations/{station.id}?tab=network")
        await seen.page.get_by_role("button", name="Send a profile").click()
        dialog = seen.page.locator(".dialog")
        address, send = (
            dialog.get_by_label("Server address"),
            dialog.get_by_role("button", name="Send"),
        )
        await address.fill("https://csms.example.com")
        await send.click()
        alert = dialog.get_by_role("alert")
        await expect(alert).to_have_text("It begins with wss:// or ws://.")
        await address.fill(URL)
        await dialog.get_by_label("Order of slots").fill("2, 0")
        await send.click()
        await expect(alert).to_contain_text("it would never be used")
        await dialog.get_by_label("Order of slots").fill("1, 0")
        await send.click()
        row = seen.page.get_by_role("table", name="Network profiles").get_by_role("row").nth(1)
        await expect(row).to_contain_text(URL)
        await row.get_by_role("button", name="Edit").click()
        await expect(address).to_have_value(URL)
        await dialog.get_by_label("Answers within").fill("60")
        await send.click()
        await expect(dialog).to_have_count(0)
    (profile,) = (await world.operator.get(f"/stations/{station.id}/network-profiles"))["items"]
    assert (profile["slot"], profile["priority"]) == (1, [1, 0])
    assert profile["connection_data"]["messageTimeout"] == 60
    assert profile["connection_data"]["ocppCsmsUrl"] == URL
