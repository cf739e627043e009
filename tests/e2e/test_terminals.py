"""Drive up and pay by card at a terminal, through the running stack and the payment sandbox."""

from __future__ import annotations

from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from tests.e2e.clients import api, eventually
from tests.e2e.test_commands import living_station
from tests.e2e.test_payments import SWEPT_WITHIN_S
from tests.e2e.world import World, in_world, unique

from csms.drivers.visitors import visit_id_of
from station_simulator.scenarios.stage import online
from station_simulator.station import Reading

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from tests.e2e.clients import Api, Json

pytestmark = pytest.mark.slow


@dataclass
class Gate:
    """A terminal beside a station, and the provider behind it."""

    terminal: Api
    provider: httpx.AsyncClient
    station_id: str

    async def authorise(self, reference: str, minor: int = 2000, expected: int = 202) -> Json:
        evse = {"station_id": self.station_id, "evse_id": 1}
        body = {"evse": evse, "amount": {"minor": minor, "currency": "EUR"}}
        reply = await self.terminal.http.post(
            "/authorisations",
            json=body | {"payment_method_id": "pm_card_visa"},
            headers={"Idempotency-Key": reference},
        )
        assert reply.status_code == expected, reply.text
        content: Json = reply.json()
        return content

    async def shown(self, visit_id: str, state: str, within_s: float = 30) -> Json:
        """The authorisation, once it is in this state."""

        async def look() -> Json | None:
            now = await self.terminal.get(f"/authorisations/{visit_id}")
            return now if now["state"] == state else None

        return await eventually(f"authorisation {state}", look, within_s=within_s)

    async def charges(self, visit_id: str) -> Json:
        """The authorisation, once energy flows."""

        async def look() -> Json | None:
            now = await self.terminal.get(f"/authorisations/{visit_id}")
            return now if (now["cost"] or {"minor": 0})["minor"] > 0 else None

        return await eventually("energy at a cost", look, within_s=20)

    async def stop(self, visit_id: str) -> None:
        await self.terminal.post(f"/authorisations/{visit_id}/stop")

    async def control(self, path: str, **body: Any) -> None:
        reply = await self.provider.post(f"/_sandbox/{path}", json=body)
        assert reply.status_code == 200, reply.text

    async def intent(self, visit: Json) -> Json:
        """The provider's own record of it, by the payment that it names."""
        state = (await self.provider.get("/_sandbox/state")).json()
        intents = state["things"]["payment_intent"].values()
        ours = [one for one in intents if one["metadata"].get("payment_id")]
        visit_id = visit["authorisation_id"]
        (found,) = [one for one in ours if visit_id_of(one["metadata"]["payment_id"]) == visit_id]
        content: Json = found
        return content


@asynccontextmanager
async def gate(world: World, version: str = "1.6") -> AsyncIterator[Gate]:
    async with living_station(world, version) as station_id, gate_at(world, station_id) as here:
        yield here


@asynccontextmanager
async def gate_at(world: World, station_id: str) -> AsyncIterator[Gate]:
    """A terminal beside this station."""
    terminal_id = f"T-{unique()}"
    served = [{"station_id": station_id, "evse_id": 1}]
    await world.operator.put(f"/terminals/{terminal_id}", {"name": "Gate", "evses": served})
    key = (await world.operator.post(f"/terminals/{terminal_id}/keys"))["key"]
    terminal = api(world.stack["client_api_url"].replace("/client/", "/terminal/"), key)
    url = world.stack["payments_url"]
    async with (
        terminal.http,
        httpx.AsyncClient(base_url=url, trust_env=False, timeout=30) as provider,
    ):
        here = Gate(terminal, provider, station_id)
        try:
            yield here
        finally:
            await here.control("faults", faults=[])
            await here.control("webhooks")


@pytest.mark.parametrize(("version", "minor"), [("1.6", 2011), ("2.0.1", 2012)])
@in_world
async def test_what_was_used_is_captured_and_has_a_receipt(
    world: World, version: str, minor: int
) -> None:
    async with gate(world, version) as here:
        await here.control("webhooks", hold=True)
        begun = await here.authorise("v1", minor)
        visit_id = begun["authorisation_id"]
        assert (await here.authorise("v1", minor))["authorisation_id"] == visit_id
        await here.charges(visit_id)
        await here.stop(visit_id)
        paid = await here.shown(visit_id, "captured")
        await here.control("webhooks/flush", times=3, newest_first=True)
        intent = await here.intent(paid)
        assert intent["status"] == "succeeded"
        assert 0 < intent["amount_received"] == paid["captured"]["minor"] < minor

        async def receipt() -> Json | None:
            now = await here.terminal.get(f"/authorisations/{visit_id}")
            return now if now["receipt_url"] else None

        final = await eventually("the receipt", receipt, within_s=30)
        assert final["cost"] == final["captured"]
        opened = await here.provider.get(
            final["receipt_url"], headers={"accept": "application/json"}
        )
        assert opened.json()["cost"]["gross"] == final["captured"]
        path = f"/ledger/transfers/chg:{final['session_id']}"
        legs = (await world.operator.get(path))["legs"]
        assert sum(one["amount"]["minor"] for one in legs) == 0
        told = {one["account_id"]: one["amount"]["minor"] for one in legs}
        assert told["psp_clearing:stripe:EUR"] == -final["captured"]["minor"]


@in_world
async def test_provider_that_is_away_at_the_capture_is_looked_up(world: World) -> None:
    async with gate(world) as here:
        begun = await here.authorise("v1", 2013)
        visit_id = begun["authorisation_id"]
        await here.charges(visit_id)
        await here.control("webhooks", lose=1.0)
        lost = {"kind": "cut_after", "on": "capture", "times": 99}
        await here.control("faults", faults=[lost])
        await here.stop(visit_id)
        await here.shown(visit_id, "settling")
        await here.control("faults", faults=[])
        paid = await here.shown(visit_id, "captured", SWEPT_WITHIN_S)
        assert (await here.intent(paid))["amount_received"] == paid["captured"]["minor"]

        async def settled() -> bool:
            shown = await world.operator.get(f"/sessions/{paid['session_id']}")
            return bool(shown["state"] == "settled")

        await eventually("settled", settled, within_s=SWEPT_WITHIN_S)


@in_world
async def test_start_that_the_station_refuses_releases_all(world: World) -> None:
    station = await world.station("ocpp1.6")
    station.answers["RemoteStartTransaction"] = lambda _: {"status": "Rejected"}
    async with online(station):
        await station.boot()
        async with gate_at(world, station.id) as here:
            begun = await here.authorise("v1", 2016)
            released = await here.shown(begun["authorisation_id"], "released", SWEPT_WITHIN_S)
            assert (await here.intent(released))["status"] == "canceled"
            assert released["session_id"] is None


@in_world
async def test_session_without_energy_releases_all_and_a_second_card_waits(world: World) -> None:
    station = await world.station("ocpp1.6")
    async with online(station):
        await station.boot()
        async with gate_at(world, station.id) as here:
            begun = await here.authorise("v1", 2017)
            problem = await here.authorise("v2", 2018, expected=409)
            assert "another customer" in problem["detail"]
            station.begin(begun["authorisation_id"], Reading(datetime.now(UTC), 5_000))
            await station.flush()
            assert station.running().status == "Accepted"
            station.end(Reading(datetime.now(UTC), 5_000))
            await station.flush()
            released = await here.shown(begun["authorisation_id"], "released", SWEPT_WITHIN_S)
            assert (await here.intent(released))["status"] == "canceled"
            assert released["captured"]["minor"] == 0
            again = await here.authorise("v3", 2019)
            assert again["state"] == "awaiting_plug"


@in_world
async def test_cancelled_before_the_plug_releases_all(world: World) -> None:
    """A station that is not there: nothing stays reserved. Nor without a key."""
    async with gate(world) as here:
        begun = await here.authorise("v1", 2014)
        path = f"/authorisations/{begun['authorisation_id']}"
        refused = await here.terminal.http.get(path, headers={"authorization": "Bearer x.y"})
        assert refused.status_code == 401
        await here.charges(begun["authorisation_id"])
        late = await here.terminal.http.post(f"{path}/cancel")
        assert late.status_code == 409
        await here.stop(begun["authorisation_id"])
        await here.shown(begun["authorisation_id"], "captured")
    away = await here_without_station(world)
    assert away["state"] == "released"


async def here_without_station(world: World) -> Json:
    """An authorisation for a registered station that never connected."""
    address = await world.address()
    served = [{"station_id": address.station_id, "evse_id": 1}]
    terminal_id = f"T-{unique()}"
    await world.operator.put(f"/terminals/{terminal_id}", {"name": "Gate", "evses": served})
    key = (await world.operator.post(f"/terminals/{terminal_id}/keys"))["key"]
    terminal = api(world.stack["client_api_url"].replace("/client/", "/terminal/"), key)
    async with terminal.http, httpx.AsyncClient(trust_env=False) as provider:
        return await Gate(terminal, provider, address.station_id).authorise("v1", 2015)
