"""Operators' money through the running stack: an order, its trace, and books that agree."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.e2e.clients import eventually
from tests.e2e.world import World, in_world

if TYPE_CHECKING:
    from tests.e2e.clients import Json

pytestmark = pytest.mark.slow
# What must hold whatever other tests have done to the same stack.
BOOKS = {
    "journal_sums_to_zero",
    "balances_are_the_sum_of_the_journal",
    "held_is_the_sum_of_holds",
}


@in_world
async def test_a_credit_is_posted_noted_and_reconciled(world: World) -> None:
    amount = {"minor": 125, "currency": "EUR"}
    body = {"kind": "credit", "driver_id": "e2e-books", "amount": amount, "reason": "sorry"}
    ordered = await world.operator.post("/money-orders", body)
    assert ordered["state"] == "done", ordered
    account = await world.operator.get("/ledger/accounts/wallet:e2e-books")
    assert account["available"] == amount
    noted = await world.operator.get("/audit", object_id="e2e-books")
    assert [one["outcome"] for one in noted["items"]] == ["done", "ordered"]

    asked = await world.operator.post("/reconciliations", {"days": 1})

    async def report() -> Json | None:
        listed = await world.operator.get("/reconciliations")
        made = {one["report_id"]: one for one in listed["items"]}
        return made.get(asked["report_id"])

    found = await eventually("the report", report, within_s=60)
    gaps = {one["check"]: one["gaps"] for one in found["results"] if one["check"] in BOOKS}
    assert gaps == {check: [] for check in BOOKS}
    assert found["results"][0]["looked_at"] > 0
