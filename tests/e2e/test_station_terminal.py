"""A 2.1 station with a terminal of its own: card, books and receipt agree."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from tests.e2e.clients import eventually
from tests.e2e.world import World, in_world, unique

from station_simulator.scenarios.stage import online
from station_simulator.station import timestamp

if TYPE_CHECKING:
    from tests.e2e.clients import Json

pytestmark = pytest.mark.slow


def event(kind: str, seq: int, at: datetime, wh: int, **more: Any) -> Json:
    reading = {"timestamp": timestamp(at), "sampledValue": [{"value": wh}]}
    return {
        "eventType": kind,
        "timestamp": timestamp(at),
        "triggerReason": "Authorized" if kind == "Started" else "MeterValuePeriodic",
        "seqNo": seq,
        "transactionInfo": {"transactionId": f"tx-{kind[0]}"},
        "meterValue": [reading],
    } | more


@in_world
async def test_card_at_the_stations_own_terminal_is_booked_once(world: World) -> None:
    station, ref = await world.station("ocpp2.1"), f"pi_{unique()}"
    card = {"idToken": ref, "type": "DirectPayment"}
    begun = datetime.now(UTC) - timedelta(minutes=40)
    named = {"transactionInfo": {"transactionId": f"tx-{unique()}"}}
    async with online(station):
        await station.boot()
        asked = await station.ask("Authorize", {"idToken": card})
        assert asked["idTokenInfo"]["status"] == "Accepted"
        place = {"evse": {"id": 1, "connectorId": 1}, "idToken": card}
        await station.ask("TransactionEvent", event("Started", 0, begun, 1_000) | named | place)
        end = event("Ended", 1, begun + timedelta(minutes=30), 6_000)
        ended = await station.ask("TransactionEvent", end | named)
        cost = ended["totalCost"]
        assert cost > 0
        told = {
            "pspRef": ref,
            "status": "Settled",
            "settlementAmount": cost,
            "settlementTime": timestamp(begun + timedelta(minutes=31)),
            "transactionId": named["transactionInfo"]["transactionId"],
        }
        answers = [await station.ask("NotifySettlement", told) for _again in range(3)]
    link = answers[0]["receiptUrl"]
    assert {one["receiptUrl"] for one in answers} == {link}

    settled = await world.settled(station.id, within_s=120)
    gross = settled["cost"]["gross"]["minor"]
    assert gross == round(float(cost) * 100)
    legs = (await world.operator.get(f"/ledger/transfers/chg:{settled['session_id']}"))["legs"]
    booked = {one["account_id"]: one["amount"]["minor"] for one in legs}
    assert sum(booked.values()) == 0
    assert booked["psp_clearing:at_stations:EUR"] == -gross

    async with httpx.AsyncClient(trust_env=False, timeout=40) as anybody:

        async def receipt() -> Json | None:
            opened = await anybody.get(link, headers={"accept": "application/json"})
            return opened.json() if opened.status_code == 200 else None

        shown = await eventually("the receipt behind the link", receipt, within_s=60)
    assert shown["cost"]["gross"]["minor"] == gross
