"""From the plug to the paper: receipt, PDF, link without a sign-in, credit note, money back."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import httpx
import pytest
from pypdf import PdfReader
from tests.e2e.clients import eventually
from tests.e2e.test_commands import living_station
from tests.e2e.test_driver_app import start_by_app
from tests.e2e.world import World, in_world

if TYPE_CHECKING:
    from tests.e2e.clients import Json

pytestmark = pytest.mark.slow


async def _receipt(world: World, session_id: str) -> Json:
    async def look() -> Json | None:
        answer = await world.driver.send("GET", f"/sessions/{session_id}/receipt", 200, 409)
        return answer if "cost" in answer else None

    return await eventually("the receipt", look, within_s=30)


async def _charged(world: World) -> Json:
    async with living_station(world, "2.0.1") as station_id:
        session_id = await start_by_app(world, station_id)

        async def flowing() -> Json | None:
            now = await world.driver.get(f"/sessions/{session_id}")
            return now if now["energy_wh"] > 0 else None

        await eventually("energy", flowing, within_s=10)
        await world.driver.post(f"/sessions/{session_id}/stop", wait=10)
    return await _receipt(world, session_id)


@in_world
async def test_receipt_is_printed_opened_by_its_link_and_corrected(world: World) -> None:
    receipt = await _charged(world)
    path = f"/sessions/{receipt['session_id']}/receipt"
    printed = await world.driver.http.get(path, headers={"accept": "application/pdf"})
    assert printed.headers["content-type"] == "application/pdf"
    text = PdfReader(BytesIO(printed.content)).pages[0].extract_text()
    assert receipt["number"] in text

    async with httpx.AsyncClient(trust_env=False, timeout=40) as anybody:
        opened = await anybody.get(receipt["link"], headers={"accept": "application/json"})
        assert (opened.status_code, opened.json()["number"]) == (200, receipt["number"])
        browser = await anybody.get(receipt["link"], headers={"accept": "text/html"})
        assert browser.content.startswith(b"%PDF")
        guessed = receipt["link"][:-32] + "A" * 32
        assert (await anybody.get(guessed)).status_code == 404

    gross = receipt["cost"]["gross"]
    before = await world.driver.get("/me/balance")
    corrections = f"/sessions/{receipt['session_id']}/corrections"
    note = await world.operator.post(corrections, {"reason": "end-to-end test"})
    assert (note["kind"], note["original"]["number"]) == ("credit_note", receipt["number"])
    assert note["cost"]["gross"] == gross
    after = await world.driver.get("/me/balance")
    assert _owned(after) - _owned(before) == gross["minor"]
    await world.operator.send("POST", corrections, 409, body={"reason": "once more"})


def _owned(balance: Json) -> int:
    """What is available less what is owed."""
    owed = balance.get("owed") or {"minor": 0}
    available: int = balance["available"]["minor"]
    return available - int(owed["minor"])
