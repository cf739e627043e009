"""A session with idle time, from the frames of a station to its proofs on the receipt."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from tests.functional import stations_at_work
from tests.functional.station import CONTEXT, Station
from tests.functional.test_signed_readings import execution, session
from tests.http_api import Caller
from tests.network import TOKEN, top_up

from csms import bootstrap
from csms.bootstrap import services
from csms.settlement.ending import look
from csms.tariffs.document import tariff_from_document
from session_settlement import post, rate

IDLE = {"type": "PARKING_TIME", "price": Decimal("6.00"), "vat": Decimal(19), "step_size": 1}
ENERGY = {"type": "ENERGY", "price": Decimal("0.49"), "vat": Decimal(19), "step_size": 1}
TARIFF = {
    "id": "ac",
    "currency": "EUR",
    "tax_included": "YES",
    "elements": [
        {"price_components": [IDLE], "restrictions": {"min_idle": 900}},
        {"price_components": [ENERGY]},
    ],
    "parking_cap": {"per_session": Decimal("5.00")},
}


def event(kind: str, minute: int, register_wh: int, state: str, number: int) -> dict[str, Any]:
    at = f"2026-11-23T{10 + minute // 60:02}:{minute % 60:02}:00Z"
    context = {"Started": "Transaction.Begin", "Ended": "Transaction.End"}
    sample = {"value": register_wh, "context": context.get(kind, "Sample.Periodic")}
    info: dict[str, Any] = {"transactionId": "T-1", "chargingState": state}
    if kind == "Ended":
        info["stoppedReason"] = "EVDisconnected"
    return {
        "eventType": kind,
        "timestamp": at,
        "seqNo": number,
        "triggerReason": "ChargingStateChanged",
        "transactionInfo": info,
        "evse": {"id": 1, "connectorId": 1},
        "meterValue": [{"timestamp": at, "sampledValue": [sample]}],
    }


def test_receipt_proves_what_it_bills_for_idling(operator: Caller, network: None) -> None:
    top_up(10_000)
    services().tariffs.put(tariff_from_document(TARIFF, 2))
    cp = Station(protocol="ocpp2.0.1")
    begun = event("Started", 0, 1_000, "Charging", 0)
    cp.call("TransactionEvent", begun | {"idToken": {"idToken": TOKEN, "type": "ISO14443"}})
    cp.call("TransactionEvent", event("Updated", 30, 6_000, "Charging", 1))
    cp.call("TransactionEvent", event("Updated", 62, 11_000, "Charging", 2))
    cp.call("TransactionEvent", event("Updated", 63, 11_000, "SuspendedEV", 3))
    cp.call("TransactionEvent", event("Ended", 160, 11_000, "Idle", 4))
    assert look(session().key, services().clock(), bootstrap.ending())
    assert rate.handler(execution(), CONTEXT)["decision"] == "post"
    post.handler(execution(), CONTEXT)
    stations_at_work.issue_receipt(session())

    path = f"/sessions/{session().session_id}/receipt"
    receipt = operator.get(path).json
    # 10 kWh at 0.49; 97 min parked less 15 free are 82 min at 6.00/h = 8.20, of which 5.00 are due.
    told = {one["item"]: (one["gross"]["minor"], one["waived"]) for one in receipt["lines"]}
    assert told == {"energy": (490, "0"), "parking_time": (500, "3.2")}
    assert receipt["cost"]["gross"] == {"minor": 990, "currency": "EUR"}
    assert receipt["idle_seconds_billed"] == 82 * 60
    (idle,) = receipt["idle"]
    assert (idle["signal"], idle["ended_by"]) == ("suspended_ev", "unplugged")
    assert receipt["idle_text"] == [
        "Charging ended 12:02 (last increase of the meter), the vehicle asked for no more "
        "(SuspendedEV) 12:03, free of charge until 12:18, unplugged 13:40.",
        "1\xa0h 22\xa0min billed.",
    ]
    german = operator.print(path, accept_language="de").json
    assert german["idle_text"][0].startswith("Ladeende 12:02 (letzter Anstieg des Zählers)")
    assert "0,49" in german["tariff_text"]
    assert operator.print(path, accept="application/pdf").body.startswith(b"%PDF")
