"""The payment provider is away for ten minutes, in the middle of a top-up and of a capture.

Nobody sleeps for ten minutes. The provider's clock is advanced by them; a payment's next look,
which would come after 20, 40, 80, 160 and 320 s, is made due five times; what the state machine
would call again after 15, 30, ... 480 s is called as often. The functions, their storage, their
schedule and the state machine are those that are deployed, and the last step is their own.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest
from tests.e2e import aws
from tests.e2e.clients import eventually
from tests.e2e.test_payments import SWEPT_WITHIN_S, payer
from tests.e2e.test_terminals import gate
from tests.e2e.world import World, in_world

if TYPE_CHECKING:
    from tests.e2e.clients import Json

pytestmark = pytest.mark.slow
TEN_MINUTES_S = 600
LOOKS = 5
CAPTURES = 5


@in_world
async def test_top_up_outlives_an_outage_of_ten_minutes(world: World) -> None:
    async with payer(world) as person:
        setup = await person.app.post("/me/payment-methods")
        await person.pays(setup["client_secret"], "pm_card_visa")
        [card] = (await person.app.get("/me/payment-methods"))["items"]
        await person.control("webhooks", lose=1.0)
        cut = {"kind": "cut_after", "on": "create", "times": 9}  # charged, and nobody knows
        await person.control("faults", faults=[cut])
        begun = await person.top_up(1700, "k1", payment_method_id=card["payment_method_id"])
        assert begun["state"] == "pending"
        await person.control("faults", outage=True)
        for _ in range(LOOKS):
            await _swept(world, begun["top_up_id"])
        await person.control("clock", advance_s=TEN_MINUTES_S)
        shown = await person.app.get(f"/me/top-ups/{begun['top_up_id']}")
        assert (shown["state"], await person.available()) == ("pending", 0)
        await person.control("faults", faults=[])
        await asyncio.to_thread(aws.look_is_due, world.stack, begun["top_up_id"])
        await person.succeeded(begun["top_up_id"], SWEPT_WITHIN_S)
        assert await person.available() == 1700
        state = (await person.provider.get("/_sandbox/state")).json()
        intents = state["things"]["payment_intent"].values()
        ours = [one for one in intents if one["metadata"].get("payment_id") == begun["top_up_id"]]
        assert [one["amount_received"] for one in ours] == [1700]


async def _swept(world: World, payment_id: str) -> None:
    """A round of the sweeper whose time has come for a payment, and the look that follows."""
    before = await asyncio.to_thread(aws.look_is_due, world.stack, payment_id)
    await asyncio.to_thread(aws.invoke, world.stack, "PaymentSweepFunction", {})

    async def looked() -> bool:
        return await asyncio.to_thread(aws.version, world.stack, payment_id) > before

    await eventually("a look at the payment", looked, within_s=SWEPT_WITHIN_S)


@in_world
async def test_capture_outlives_an_outage_of_ten_minutes(world: World) -> None:
    async with gate(world) as here:
        visit_id = (await here.authorise("v1", 2061))["authorisation_id"]
        charging = await here.charges(visit_id)
        await here.control("webhooks", lose=1.0)
        await here.control("faults", outage=True)
        await here.stop(visit_id)
        await here.shown(visit_id, "settling")
        session_id = charging["session_id"]

        async def ended() -> Json | None:
            session = await world.operator.get(f"/sessions/{session_id}")
            return session if session["ended_at"] else None

        session = await eventually("the end", ended, within_s=60)
        named = {name: session[name] for name in ("session_id", "station_id", "transaction_id")}
        for _ in range(CAPTURES):
            answer = await asyncio.to_thread(aws.invoke, world.stack, "CardCaptureFunction", named)
            assert answer["decision"] == "wait"
        await here.control("clock", advance_s=TEN_MINUTES_S)
        assert (await here.intent(charging))["amount_received"] == 0
        await here.control("faults", faults=[])
        paid = await here.shown(visit_id, "captured", SWEPT_WITHIN_S)
        due = paid["captured"]["minor"]
        assert (await here.intent(paid))["amount_received"] == due

        async def settled() -> Json | None:
            now = await world.operator.get(f"/sessions/{session_id}")
            return now if now["state"] == "settled" else None

        final = await eventually("settled", settled, within_s=SWEPT_WITHIN_S)
        assert final["cost"]["gross"]["minor"] == due
        legs = (await world.operator.get(f"/ledger/transfers/chg:{session_id}"))["legs"]
        told = {one["account_id"]: one["amount"]["minor"] for one in legs}
        assert told["psp_clearing:stripe:EUR"] == -due
