"""A page of the dashboard hears of a session as it happens, and the figures have it."""

from __future__ import annotations

import asyncio
import json
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
import websockets
from tests.e2e.clients import eventually, id_token
from tests.e2e.world import World, in_world

from station_simulator.scenarios.stage import online
from station_simulator.station import Reading

if TYPE_CHECKING:
    from tests.e2e.clients import Json

pytestmark = pytest.mark.slow

ENERGY_WH = 5_000


class Page:
    """What an open page hears, in order."""

    def __init__(self, socket: Any) -> None:
        self._socket = socket
        self.heard: list[Json] = []

    async def hears(self, kind: str, topic: str, **ids: str) -> Json:
        """Wait for a message; a slow machine may take its time."""
        async with asyncio.timeout(60):
            while True:
                for one in self.heard:
                    event = one.get("event", {})
                    fits = all(event.get(name) == value for name, value in ids.items())
                    if one.get("topic") == topic and event.get("kind") == kind and fits:
                        return one
                self.heard.append(json.loads(await self._socket.recv()))


@in_world
async def test_a_page_hears_of_a_session_and_the_figures_have_it(world: World) -> None:
    token = id_token(world.stack, world.stack["users"]["operator"])
    station = await world.station("ocpp1.6")
    card = await world.token()
    before = (await world.operator.get("/reports/revenue", station_id=station.id))["totals"]
    url = f"{world.stack['live_url']}?token={token}"
    async with websockets.connect(url, proxy=None) as socket:
        topics = ["overview", "sessions", f"station:{station.id}"]
        await socket.send(json.dumps({"subscribe": topics}))
        assert json.loads(await socket.recv()) == {"subscribed": sorted(topics)}
        page = Page(socket)
        async with online(station):
            await station.boot()
            started = datetime.now(UTC) - timedelta(minutes=20)
            station.begin(card, Reading(started, 1_000_000))
            station.end(Reading(datetime.now(UTC), 1_000_000 + ENERGY_WH))
            await station.flush()
        for kind in ("session.started", "session.settled"):
            await page.hears(kind, "sessions", station_id=station.id)
            await page.hears(kind, f"station:{station.id}")
    session = await world.settled(station.id)

    async def counted() -> Json | None:
        shown = await world.operator.get("/reports/revenue", station_id=station.id)
        done = shown["totals"]["gross_minor"] == session["cost"]["gross"]["minor"]
        return shown["totals"] if done and shown["totals"]["energy_wh"] else None

    totals = await eventually("the session is counted", counted, within_s=60)
    assert before["sessions"] == 0
    assert totals["sessions"] == totals["sessions_ended"] == 1
    assert totals["energy_wh"] == session["energy_wh"] == ENERGY_WH
    rows = (await world.operator.get("/stations/states", search=station.id))["items"]
    assert [one["station_id"] for one in rows] == [station.id]


@in_world
async def test_nobody_listens_without_a_good_token(world: World) -> None:
    driver = id_token(world.stack, world.stack["users"]["driver"])
    for token in ("", "no-token", driver):
        with pytest.raises(websockets.exceptions.InvalidStatus):
            await websockets.connect(f"{world.stack['live_url']}?token={token}", proxy=None)
