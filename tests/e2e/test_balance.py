"""A prepaid session through the running stack: stopped before the money is gone, and settled."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest
from tests.e2e.clients import eventually
from tests.e2e.test_commands import command
from tests.e2e.world import World, in_world, unique

from station_simulator.charger import Pace
from station_simulator.demo import keep_alive
from station_simulator.fleet import Plan

if TYPE_CHECKING:
    from tests.e2e.clients import Json

pytestmark = pytest.mark.slow
# 11 kW at 40.00 EUR/kWh: 12 cents a second, and 7.46 EUR for the next reading and a minute.
PRICE_PER_KWH = 40
PACE = Pace(charge_seconds=400, meter_seconds=2)
IN_WALLET = {"1.6": 1_200, "2.1": 900}
# At 2.1 the station stops by itself, at the last cent that is held.
REASON = {"1.6": "Remote", "2.1": "LocalOutOfCredit"}


@pytest.mark.parametrize("version", IN_WALLET)
@in_world
async def test_a_session_ends_before_its_drivers_money_does(world: World, version: str) -> None:
    driver_id, token_id = f"e2e-{unique()}", f"E2E{unique()}"
    amount = {"minor": IN_WALLET[version], "currency": "EUR"}
    body = {"kind": "credit", "driver_id": driver_id, "amount": amount, "reason": "test"}
    assert (await world.operator.post("/money-orders", body))["state"] == "done"
    await world.operator.put(f"/tokens/{token_id}", {"status": "Accepted", "driver_id": driver_id})
    address = await world.address()
    station_id = address.station_id
    await _dear_tariff(world, station_id)
    living = asyncio.create_task(keep_alive(Plan(address, version, None, "AC", 11_000), PACE))
    try:
        await eventually("online", lambda: world.online(station_id), within_s=60)
        await command(world, station_id, "start", {"evse_id": 1, "token_id": token_id})

        async def reserved() -> Json | None:
            sessions = await world.sessions(station_id)
            return next((one for one in sessions if one["reserved"]), None)

        running = await eventually("something reserved", reserved, within_s=60)
        assert running["reserved"]["currency"] == "EUR"
        assert 0 < running["reserved"]["minor"] <= amount["minor"]
        settled = await world.settled(station_id, within_s=240)
    finally:
        living.cancel()
        await asyncio.gather(living, return_exceptions=True)
    assert settled["stop_reason"] == REASON[version]
    assert {"balance_exhausted"} <= set(settled["flags"])
    assert settled["balance_low"] is True
    gross = settled["cost"]["gross"]["minor"]
    assert 0 < gross <= amount["minor"]
    wallet = await world.operator.get(f"/ledger/accounts/wallet:{driver_id}")
    assert wallet["available"]["minor"] == amount["minor"] - gross
    assert wallet["held"]["minor"] == 0
    await world.operator.send("GET", f"/ledger/accounts/receivable:{driver_id}", 404)


async def _dear_tariff(world: World, station_id: str) -> None:
    component = {"type": "ENERGY", "price": PRICE_PER_KWH, "vat": 0, "step_size": 1}
    tariff = {
        "currency": "EUR",
        "tax_included": "YES",
        "elements": [{"price_components": [component]}],
    }
    tariff_id = f"dear-{station_id}".lower()
    await world.operator.put(f"/tariffs/{tariff_id}", tariff)
    rules = {"rules": [{"tariff_id": tariff_id}]}
    await world.operator.put(f"/stations/{station_id}/tariffs", rules)
