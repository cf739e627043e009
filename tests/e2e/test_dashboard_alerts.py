"""When people are told, and when they are not, as an operator sets it in the dashboard."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.async_api import expect
from tests.e2e.browser import visit
from tests.e2e.world import World, in_world, unique

if TYPE_CHECKING:
    from tests.e2e.clients import Json

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]


@in_world
async def test_a_rule_is_kept_to_hours_of_a_time_zone(world: World) -> None:
    rule_id = f"e2e-{unique()}"
    path = f"/alert-rules/{rule_id}"
    # Not in use: other tests are told of their incidents by others.
    rule: Json = {"name": rule_id, "channel_ids": ["ops-webhook"], "enabled": False}
    await world.operator.put(path, rule)
    async with visit(world.stack) as seen:
        await seen.sign_in(world.stack["users"]["operator"])
        await seen.open("/alerts?tab=rules")
        row = seen.page.get_by_role("row", name=rule_id)
        await expect(row).to_contain_text("always")
        await row.get_by_role("button", name="Edit").click()
        dialog = seen.page.get_by_role("dialog")
        await dialog.get_by_label("Only at certain hours").check()
        await dialog.get_by_label("From", exact=True).fill("22:00")
        await dialog.get_by_label("Until").fill("06:30")
        await dialog.get_by_label("Time zone").fill("Europe/Berln")
        await dialog.get_by_role("button", name="Save").click()
        await expect(dialog.get_by_role("alert")).to_have_text("There is no such time zone.")
        await dialog.get_by_label("Time zone").fill("Europe/Berlin")
        for day in ("Monday", "Tuesday"):
            await dialog.get_by_label(day).uncheck()
        await dialog.get_by_label("Sunday").check()
        await dialog.get_by_role("button", name="Save").click()
        await expect(row).to_contain_text("Wed\u2013Fri, Sun")
        await expect(row).to_contain_text("22:00\u201306:30 Europe/Berlin")
        kept = await world.operator.get(path)
        await row.get_by_role("button", name="Remove").click()
        await dialog.get_by_role("button", name="Remove").click()
        await expect(row).to_have_count(0)
    assert (await world.operator.http.get(path)).status_code == 404
    assert kept["hours"] == {
        "time_zone": "Europe/Berlin",
        "days": ["wednesday", "thursday", "friday", "sunday"],
        "from": "22:00",
        "to": "06:30",
    }
    assert kept["channel_ids"] == ["ops-webhook"]


@in_world
async def test_maintenance_is_announced_changed_and_removed(world: World) -> None:
    station_id = (await world.address()).station_id
    async with visit(world.stack) as seen:
        await seen.sign_in(world.stack["users"]["operator"])
        await seen.open("/alerts?tab=maintenance")
        await seen.page.get_by_role("button", name="Announce maintenance").click()
        dialog = seen.page.get_by_role("dialog")
        alert, save = dialog.get_by_role("alert"), dialog.get_by_role("button", name="Save")
        await dialog.get_by_role("button", name="A station").click()
        await dialog.get_by_label("Station id").fill("E2E-NOWHERE")
        await dialog.get_by_label("From").fill("2026-01-01T08:00")
        await dialog.get_by_label("Until").fill("2026-01-01T07:00")
        await dialog.get_by_label("Reason").fill("A new cable")
        await save.click()
        await expect(alert).to_have_text("The end must come after the start.")
        await dialog.get_by_label("Until").fill("2026-01-02T07:00")
        await save.click()
        await expect(alert).to_contain_text("there is no station E2E-NOWHERE")
        await dialog.get_by_label("Station id").fill(station_id)
        await save.click()
        row = seen.page.get_by_role("row", name=station_id)
        await expect(row).to_contain_text("Over")
        await row.get_by_role("button", name="Edit").click()
        await dialog.get_by_label("Until").fill("2126-01-02T07:00")
        await save.click()
        await expect(row).to_contain_text("Ongoing")
        (window,) = await windows(world, station_id)
        assert (window["reason"], window["site_id"]) == ("A new cable", None)
        assert (window["starts_at"][:4], window["ends_at"][:4]) == ("2026", "2126")
        await row.get_by_role("button", name="Remove").click()
        await dialog.get_by_role("button", name="Remove").click()
        await expect(row).to_have_count(0)
    assert await windows(world, station_id) == []


async def windows(world: World, station_id: str) -> list[Json]:
    found = (await world.operator.get("/maintenance-windows", limit=200))["items"]
    return [one for one in found if one["station_id"] == station_id]
