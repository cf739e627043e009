"""Workers that are killed in the middle of each step of a settlement: it ends as if nothing was.

The worker of a step is stopped before the step begins, let run for some milliseconds, and killed.
The embedded AWS knows no redrive, so what goes on is the retry of the state machine.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import pytest
from tests.e2e import aws
from tests.e2e.clients import eventually
from tests.e2e.executions import Execution
from tests.e2e.test_terminals import Gate, gate
from tests.e2e.workers import killed_when
from tests.e2e.world import World, in_world

if TYPE_CHECKING:
    from tests.e2e.clients import Json

pytestmark = pytest.mark.slow
STEPS = {
    "Rate": "SessionRatingFunction",
    "Capture": "CardCaptureFunction",
    "Post": "TransferPostingFunction",
}
RECEIPT = "ReceiptFunction"
# Retries wait for some seconds each, drawn; workers start cold after each death.
ENDS_WITHIN_S = 120
STARTS_WITHIN_S = 90
USUAL_VISIBILITY_S, SHORT_VISIBILITY_S = "180", "5"


async def _charged(here: Gate, minor: int) -> Json:
    """A session by card that is about to be settled."""
    visit_id: str = (await here.authorise("v1", minor))["authorisation_id"]
    charging = await here.charges(visit_id)
    await here.stop(visit_id)
    return charging


async def _ended(here: Gate, charging: Json) -> Json:
    """Captured, with a receipt."""
    visit_id = charging["authorisation_id"]
    await here.shown(visit_id, "captured", ENDS_WITHIN_S)

    async def receipt() -> Json | None:
        now = await here.terminal.get(f"/authorisations/{visit_id}")
        return now if now["receipt_url"] else None

    return await eventually("the receipt", receipt, within_s=ENDS_WITHIN_S)


async def _settled_once(world: World, here: Gate, final: Json) -> None:
    """One capture of what is due, one charge of as much, one receipt that says so."""
    session = await world.operator.get(f"/sessions/{final['session_id']}")
    assert session["state"] == "settled"
    due = session["cost"]["gross"]["minor"]
    intent = await here.intent(final)
    assert (intent["status"], intent["amount_received"]) == ("succeeded", due)
    transfer = await world.operator.get(f"/ledger/transfers/chg:{final['session_id']}")
    legs = {one["account_id"]: one["amount"]["minor"] for one in transfer["legs"]}
    assert legs["psp_clearing:stripe:EUR"] == -due
    assert sum(legs.values()) == 0
    entries = await world.operator.get(
        "/ledger/accounts/psp_clearing:stripe:EUR/entries", limit=100
    )
    mine = [one for one in entries["items"] if one["reference"] == final["session_id"]]
    assert [one["amount"]["minor"] for one in mine] == [-due]
    opened = await here.provider.get(final["receipt_url"], headers={"accept": "application/json"})
    assert opened.json()["cost"]["gross"]["minor"] == due


@pytest.mark.parametrize(("slices", "minor"), [(0, 2031), (4, 2032), (12, 2033)])
@in_world
async def test_killed_in_each_step_it_is_captured_and_posted_once(
    world: World, slices: int, minor: int
) -> None:
    async with gate(world) as here:
        warm = await _charged(here, minor + 100)  # undisturbed: every function has a worker then
        await _settled_once(world, here, await _ended(here, warm))
    async with gate(world) as here:
        visit_id = (await here.authorise("v1", minor))["authorisation_id"]
        charging = await here.charges(visit_id)
        execution = Execution(world, charging["session_id"])
        kills = [
            asyncio.create_task(_kill(world, execution, state, function, slices))
            for state, function in STEPS.items()
        ]
        await here.stop(visit_id)
        try:
            await asyncio.wait_for(asyncio.gather(*kills), STARTS_WITHIN_S * len(STEPS))
        finally:
            for one in kills:
                one.cancel()
        await _settled_once(world, here, await _ended(here, charging))


async def _kill(world: World, execution: Execution, state: str, function: str, slices: int) -> None:
    await killed_when(world.stack, function, lambda: execution.entered(state), slices)


@in_world
async def test_killed_while_the_provider_answers_it_is_captured_once(world: World) -> None:
    """The provider has done it; who asked is dead before the answer comes."""
    async with gate(world) as here:
        warm = await _charged(here, 2041)
        await _ended(here, warm)
    async with gate(world) as here:
        hanging = {"kind": "timeout_after", "on": "capture", "times": 1}
        await here.control("faults", faults=[hanging], hang_s=25)
        charging = await _charged(here, 2042)

        async def captured() -> bool:
            return bool((await here.intent(charging))["amount_received"])

        await eventually("captured at the provider", captured, within_s=STARTS_WITHIN_S)
        await killed_when(world.stack, STEPS["Capture"], captured, 0)
        await here.control("faults", faults=[])
        final = await _ended(here, charging)
        await _settled_once(world, here, final)


@in_world
async def test_killed_while_a_receipt_is_written_there_is_one(world: World) -> None:
    """Its message comes again, sooner here than it would."""
    sqs = aws.client(world.stack, "sqs")
    queue = await asyncio.to_thread(aws.queue_url, world.stack, "Receipts")
    async with gate(world) as here:
        await _ended(here, await _charged(here, 2051))
    try:
        await asyncio.to_thread(_visible_after, sqs, queue, SHORT_VISIBILITY_S)
        async with gate(world) as here:
            charging = await _charged(here, 2052)
            execution = Execution(world, charging["session_id"])

            async def posted() -> bool:
                path = f"/ledger/transfers/chg:{charging['session_id']}"
                found = await world.operator.send("GET", path, 200, 404)
                return "legs" in found and await execution.entered("Post")

            await killed_when(world.stack, RECEIPT, posted, 4)
            final = await _ended(here, charging)
            await _settled_once(world, here, final)
    finally:
        await asyncio.to_thread(_visible_after, sqs, queue, USUAL_VISIBILITY_S)


def _visible_after(sqs: Any, queue: str, seconds: str) -> None:
    sqs.set_queue_attributes(QueueUrl=queue, Attributes={"VisibilityTimeout": seconds})
