"""From a station that fails to the message that somebody gets, and back."""

from __future__ import annotations

import asyncio
import json
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from tests.e2e.aws import silent_for
from tests.e2e.clients import eventually
from tests.e2e.raw_station import RawStation, raw_station
from tests.e2e.world import World, in_world, unique

from csms.clock import to_text

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from tests.e2e.clients import Json

    from station_simulator.wire import Address

pytestmark = pytest.mark.slow

# A message takes a second; the machine may be busy with other things.
PATIENCE_S = 60.0
# More than three heartbeats and the time between two notes of a sign of life.
SILENCE = timedelta(minutes=25)
CHANNELS = {"ops-email", "ops-slack", "ops-webhook"}
# What the demo's channels are called in the inbox.
NAMES = {"ops-email", "slack", "tickets"}


@dataclass
class Inbox:
    """What was told about a station."""

    http: httpx.AsyncClient

    async def about(self, station_id: str) -> list[Json]:
        found: list[Json] = (await self.http.get("inbox/messages")).json()["items"]
        return [one for one in found if one["to"] in NAMES and station_id in json.dumps(one)]

    async def told(self, station_id: str, count: int) -> list[Json]:
        """Once there are as many as expected."""

        async def look() -> list[Json] | None:
            messages = await self.about(station_id)
            return messages if len(messages) >= count else None

        return await eventually(f"{count} messages about {station_id}", look, PATIENCE_S)


@asynccontextmanager
async def inbox(world: World) -> AsyncIterator[Inbox]:
    async with httpx.AsyncClient(base_url=world.stack["dashboard_url"], trust_env=False) as http:
        yield Inbox(http)


async def incidents(world: World, station_id: str, **query: str) -> list[Json]:
    found = await world.operator.get("/incidents", station_id=station_id, **query)
    items: list[Json] = found["items"]
    return items


async def in_state(world: World, station_id: str, state: str) -> Json:
    """The station's one incident, once it is in a state."""

    async def look() -> Json | None:
        found = await incidents(world, station_id, state="all")
        assert len(found) <= 1
        return next((one for one in found if one["state"] == state), None)

    return await eventually(f"incident of {station_id} {state}", look, PATIENCE_S)


async def status(station: RawStation, word: str, code: str = "NoError") -> None:
    payload = {"connectorId": 1, "errorCode": code, "status": word}
    payload |= {"timestamp": to_text(datetime.now(UTC))}
    answer = await station.ask(json.dumps([2, unique(), "StatusNotification", payload]))
    assert answer[0] == 3


async def deliveries(world: World, incident_id: str) -> list[Json]:
    found = await world.operator.get("/alert-deliveries", incident_id=incident_id)
    items: list[Json] = found["items"]
    return items


async def both_told(world: World, incident_id: str, transitions: set[str]) -> None:
    """Each channel was handed each transition over, once."""

    async def look() -> bool | None:
        found = await deliveries(world, incident_id)
        return all(one["state"] == "handed_over" for one in found) or None

    await eventually("handed over", look, PATIENCE_S)
    found = [
        (one["channel_id"], one["transition"])
        for one in await deliveries(world, incident_id)
        if one["channel_id"] in CHANNELS
    ]
    assert sorted(found) == sorted((one, two) for one in CHANNELS for two in transitions)


@in_world
async def test_a_fault_is_one_incident_and_one_message_to_each_and_so_is_its_end(
    world: World,
) -> None:
    address = await world.address()
    async with inbox(world) as letters, raw_station(address, "ocpp1.6") as station:
        await status(station, "Available")
        for _ in range(3):
            await status(station, "Faulted", "GroundFailure")
        opened = await in_state(world, address.station_id, "open")
        assert (opened["kind"], opened["severity"]) == ("connector_faulted", "critical")
        messages = await letters.told(address.station_id, len(NAMES))
        assert {one["to"] for one in messages} == NAMES
        await status(station, "Available")
        ended = await in_state(world, address.station_id, "resolved")
        assert (ended["incident_id"], ended["resolved_by"]) == (opened["incident_id"], "recovery")
        await letters.told(address.station_id, 2 * len(NAMES))
        await both_told(world, opened["incident_id"], {"opened", "resolved"})
        assert len(await letters.about(address.station_id)) == 2 * len(NAMES)


@in_world
async def test_a_killed_station_is_one_incident_and_its_return_resolves_it(world: World) -> None:
    """Its connection is torn down, as by a power cut."""
    address = await _alone(world)
    async with inbox(world) as letters:
        async with raw_station(address, "ocpp1.6") as station:
            await status(station, "Available")
            station.socket.transport.abort()
        await _is_told_to_be_away_until_it_returns(world, letters, address)


@in_world
async def test_a_silent_station_is_one_incident_and_its_return_resolves_it(world: World) -> None:
    """Its socket stands, and nothing comes. Nobody waits 24 minutes for it: its last sign of life
    is moved into the past, and it is looked at.
    """
    address = await _alone(world)
    async with inbox(world) as letters:
        async with raw_station(address, "ocpp1.6") as station:
            await status(station, "Available")
            await asyncio.to_thread(silent_for, world.stack, address.station_id, SILENCE)
            # It leads nowhere: the gateway is told to end it.
            await asyncio.wait_for(station.socket.wait_closed(), PATIENCE_S)
        await _is_told_to_be_away_until_it_returns(world, letters, address)


async def _alone(world: World) -> Address:
    """A station at a site of its own: others that end together are a mass outage of theirs."""
    site_id = f"site-{unique()}"
    await world.operator.put(f"/sites/{site_id}", {"name": "Alone", "time_zone": "Europe/Berlin"})
    return await world.address(site_id=site_id)


async def _is_told_to_be_away_until_it_returns(
    world: World, letters: Inbox, address: Address
) -> None:
    """One incident, and one message to each channel for its begin and for its end."""
    opened = await in_state_within(world, address.station_id, "open", 240)
    assert opened["kind"] == "station_offline"
    await letters.told(address.station_id, len(NAMES))
    async with raw_station(address, "ocpp1.6") as station:
        await station.heartbeat("1")
        ended = await in_state(world, address.station_id, "resolved")
        assert ended["incident_id"] == opened["incident_id"]
        await letters.told(address.station_id, 2 * len(NAMES))
        await both_told(world, opened["incident_id"], {"opened", "resolved"})
        assert len(await letters.about(address.station_id)) == 2 * len(NAMES)


async def in_state_within(world: World, station_id: str, state: str, seconds: float) -> Json:
    """Nobody is offline before the grace is over."""

    async def look() -> Json | None:
        found = await incidents(world, station_id, state=state)
        return found[0] if found else None

    return await eventually(f"incident of {station_id} {state}", look, seconds)


@in_world
async def test_a_flapping_connector_does_not_flood(world: World) -> None:
    address = await world.address()
    async with inbox(world) as letters, raw_station(address, "ocpp1.6") as station:
        for _ in range(15):
            await status(station, "Faulted", "OverVoltage")
            await asyncio.sleep(0.3)
            await status(station, "Available")
            await asyncio.sleep(0.3)
        await status(station, "Faulted", "OverVoltage")

        async def flaps() -> Json | None:
            found = await incidents(world, address.station_id)
            return next((one for one in found if one["flapping"]), None)

        incident = await eventually("flapping", flaps, PATIENCE_S)
        assert len(await incidents(world, address.station_id, state="all")) == 1

        async def all_handed_over() -> list[Json] | None:
            found = await deliveries(world, incident["incident_id"])
            return found if all(one["state"] == "handed_over" for one in found) else None

        told = await eventually("handed over", all_handed_over, PATIENCE_S)
        # Opened, resolved, opened, resolved, flapping: however often it comes and goes.
        assert sum(one["channel_id"] in CHANNELS for one in told) <= 5 * len(CHANNELS)
        assert len(await letters.about(address.station_id)) <= 5 * len(CHANNELS)


@in_world
async def test_a_channel_is_tested_and_a_receiver_that_fails_is_tried_again(world: World) -> None:
    channel_id = f"hook-{unique()}"
    base = f"{world.stack['dashboard_url']}inbox/hooks/{channel_id}"
    target = {"url": f"{base}?status=503", "secret": "a-secret-of-24-characters"}
    body: dict[str, Any] = {"name": "Hook", "type": "webhook", "target": target}
    await world.operator.put(f"/alert-channels/{channel_id}", body)
    await world.operator.post(f"/alert-channels/{channel_id}/test")

    async def in_delivery_state(state: str) -> Json:
        async def look() -> Json | None:
            found = await world.operator.get("/alert-deliveries", channel_id=channel_id)
            return next((one for one in found["items"] if one["state"] == state), None)

        return await eventually(f"delivery {state}", look, PATIENCE_S)

    failing = await in_delivery_state("retrying")
    assert failing["last_error"] == "answered 503"
    await world.operator.put(f"/alert-channels/{channel_id}", body | {"target": {"url": base}})
    done = await in_delivery_state("handed_over")
    assert done["attempts"] >= 2
    async with inbox(world) as letters:
        messages = (await letters.http.get("inbox/messages")).json()["items"]
        found = [one for one in messages if one["to"] == channel_id]
        assert {one["headers"]["webhook-id"] for one in found} == {done["delivery_id"]}
