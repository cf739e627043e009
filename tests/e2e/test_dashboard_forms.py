"""What a person types is neither lost nor sent twice, whatever happens while it is sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.async_api import expect
from tests.e2e.browser import visit
from tests.e2e.world import World, in_world, unique

if TYPE_CHECKING:
    from playwright.async_api import Locator
    from tests.e2e.browser import Visit

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]

TEXT = "Der Deckel klemmt, Schl\u00fcssel beim Pf\u00f6rtner"


async def note_dialog(world: World, seen: Visit, station_id: str) -> Locator:
    await seen.sign_in(world.stack["users"]["operator"])
    await seen.open(f"/stations/{station_id}?tab=notes")
    await seen.page.get_by_role("button", name="Add a note").click()
    return seen.page.locator(".dialog:not(.again)")


async def notes(world: World, station_id: str) -> list[str]:
    found = (await world.operator.get(f"/stations/{station_id}/notes"))["items"]
    return [one["text"] for one in found]


@in_world
async def test_what_is_wrong_is_said_at_the_field_before_anything_is_sent(world: World) -> None:
    station_id = (await world.address()).station_id
    async with visit(world.stack) as seen:
        dialog = await note_dialog(world, seen, station_id)
        field, save = dialog.get_by_label("Note"), dialog.get_by_role("button", name="Save")
        await save.click()
        await expect(dialog.get_by_role("alert")).to_have_text("Fill this in.")
        await expect(field).to_be_focused()
        await expect(field).to_have_attribute("aria-invalid", "true")
        await field.fill("x" * 2003)
        await expect(dialog.get_by_role("alert")).to_have_count(0)
        await save.click()
        await expect(dialog.get_by_role("alert")).to_have_text("3 characters too many.")
        await expect(field).to_have_value("x" * 2003)
    assert await notes(world, station_id) == []


@in_world
async def test_a_lost_connection_leaves_what_was_typed_and_is_tried_again(world: World) -> None:
    station_id = (await world.address()).station_id
    async with visit(world.stack) as seen:
        dialog = await note_dialog(world, seen, station_id)
        await dialog.get_by_label("Note").fill(TEXT)
        await seen.page.context.set_offline(True)
        await dialog.get_by_role("button", name="Save").click()
        await expect(dialog.get_by_role("alert")).to_have_text("The connection failed.")
        await seen.page.mouse.click(5, 5)  # beside the dialog
        await expect(dialog.get_by_label("Note")).to_have_value(TEXT)
        await seen.page.context.set_offline(False)
        await dialog.get_by_role("button", name="Save").click()
        await expect(seen.page.locator(".notes li")).to_contain_text(TEXT)
        seen.complaints.clear()  # Chromium tells of each request that did not leave
    assert await notes(world, station_id) == [TEXT]


@in_world
async def test_money_is_ordered_once_however_often_one_clicks(world: World) -> None:
    reason = f"Goodwill {unique()}"
    async with visit(world.stack) as seen:
        await seen.sign_in(world.stack["users"]["operator"])
        await seen.open("/money")
        await seen.page.get_by_role("button", name="Move money by hand").click()
        dialog = seen.page.locator(".dialog")
        await dialog.get_by_label("Driver id").fill(world.driver_id)
        await dialog.get_by_label("Reason").fill(reason)
        amount, send = dialog.get_by_label("Amount"), dialog.get_by_role("button", name="Order it")
        await amount.fill("1.000,00")
        await send.click()
        await expect(dialog.get_by_role("alert")).to_contain_text("This is no number")
        await expect(amount).to_be_focused()
        await amount.fill("1,50")
        await send.dblclick()
        await expect(seen.page.get_by_text("Ordered.")).to_be_visible()
    orders = (await world.operator.get("/money-orders"))["items"]
    assert [one["amount"]["minor"] for one in orders if one["reason"] == reason] == [150]


@in_world
async def test_who_has_to_sign_in_again_goes_on_where_they_were(world: World) -> None:
    station_id, user = (await world.address()).station_id, world.stack["users"]["operator"]
    async with visit(world.stack) as seen:
        dialog = await note_dialog(world, seen, station_id)
        await dialog.get_by_label("Note").fill(TEXT)
        await seen.page.route("**/notes", lambda route: route.fulfill(status=401, body="{}"))
        await dialog.get_by_role("button", name="Save").click()
        again = seen.page.get_by_role("dialog", name="Please sign in again")
        await expect(again.get_by_label("E-mail")).to_have_value(user["username"])
        await seen.page.unroute("**/notes")
        await again.get_by_label("Password").fill("wrong")
        await again.get_by_role("button", name="Sign in").click()
        await expect(again.get_by_role("alert")).to_contain_text("wrong")
        await again.get_by_label("Password").fill(user["password"])
        await again.get_by_role("button", name="Sign in").click()
        await expect(again).to_have_count(0)
        await expect(dialog.get_by_label("Note")).to_have_value(TEXT)
        await dialog.get_by_role("button", name="Save").click()
        await expect(seen.page.locator(".notes li")).to_contain_text(TEXT)
        seen.complaints.clear()  # of the answer 401
    assert await notes(world, station_id) == [TEXT]
