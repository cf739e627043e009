"""In whatever order, and how often, a session's frames come: the same idle fee."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.builders import NOW, at_text
from tests.memory_network import LATER, V16, V201, MemoryNetwork, a_network
from tests.network import TOKEN, idle_tariff_document

from csms.charging.model import ChargingSession
from csms.charging.ports import SessionFilter
from csms.charging.reconciling import reconcile_start
from csms.charging.seeing import Seeing
from csms.settlement.ending import Ending, look
from csms.settlement.judging import Patience, judge
from csms.settlement.rating import Rated
from csms.tariffs.document import tariff_from_document

Frame = tuple[str, dict[str, Any]]
PATIENCE = Patience(timedelta(0), timedelta(0))


def network() -> MemoryNetwork:
    found = a_network()
    found.tariffs.put(tariff_from_document(idle_tariff_document("ac"), 2))
    return found


def status(word: str, minute: int) -> Frame:
    said = {"connectorId": 1, "status": word, "errorCode": "NoError"}
    return "StatusNotification", said | {"timestamp": at_text(minute)}


def of_2x(word: str, minute: int) -> Frame:
    said = {"evseId": 1, "connectorId": 1, "connectorStatus": word}
    return "StatusNotification", said | {"timestamp": at_text(minute)}


def reading(transaction_id: int, minute: int, register_wh: int) -> Frame:
    entry = {"timestamp": at_text(minute), "sampledValue": [{"value": str(register_wh)}]}
    facts = {"connectorId": 1, "transactionId": transaction_id, "meterValue": [entry]}
    return "MeterValues", facts


def event(
    kind: str, seq_no: int, minute: int, register_wh: int | None, state: str | None = None
) -> Frame:
    info = {"transactionId": "tx"} | ({"chargingState": state} if state else {})
    told: dict[str, Any] = {
        "eventType": kind,
        "seqNo": seq_no,
        "timestamp": at_text(minute),
        "triggerReason": "ChargingStateChanged",
        "transactionInfo": info,
        "evse": {"id": 1, "connectorId": 1},
    }
    if register_wh is not None:
        samples = [{"value": register_wh}]
        told["meterValue"] = [{"timestamp": at_text(minute), "sampledValue": samples}]
    if kind == "Started":
        told["idToken"] = {"idToken": TOKEN, "type": "ISO14443"}
    return "TransactionEvent", told


EVENTS = [
    event("Started", 0, 0, 1_000, "EVConnected"),
    event("Updated", 1, 1, None, "Charging"),
    event("Updated", 2, 30, 6_000),
    event("Updated", 3, 40, 6_000, "SuspendedEVSE"),
    event("Updated", 4, 60, 6_000, "SuspendedEV"),
    event("Ended", 5, 90, 6_000),
    of_2x("Occupied", 91),
    of_2x("Available", 120),
]


def rest_of_1_6(transaction_id: int) -> list[Frame]:
    stop = {"transactionId": transaction_id, "meterStop": 6_000, "timestamp": at_text(90)}
    return [
        status("Charging", 1),
        reading(transaction_id, 30, 6_000),
        status("SuspendedEVSE", 40),
        status("SuspendedEV", 60),
        ("StopTransaction", stop),
        status("Finishing", 91),
        status("Available", 120),
    ]


def session_of(found: MemoryNetwork) -> ChargingSession:
    (session,), _ = found.sessions.page(SessionFilter(), 9, None)
    return session


def bill(found: MemoryNetwork) -> tuple[int, int]:
    """Cents, and seconds of parking that cost something."""
    session, needs = session_of(found), ending(found)
    reconcile_start(session.key, found.sessions)
    look(session.key, LATER, needs)
    session = session_of(found)
    seen = needs.seeing.of(session, LATER)
    rated = judge(session, seen, LATER, PATIENCE, found.commands).result
    assert isinstance(rated, Rated), rated
    assert rated.priced is not None
    return rated.priced.gross_minor, rated.priced.idle_seconds_billed


def ending(found: MemoryNetwork) -> Ending:
    return Ending(found.sessions, Seeing(found.telemetry, found.stations.history))


def play(found: MemoryNetwork, frames: list[Frame], *, on_2x: bool) -> Any:
    """Each frame, and the look that an event behind it would cause; the last answer."""
    answer: Any = None
    for number, (action, payload) in enumerate(frames):
        text = json.dumps([2, str(number), action, payload])
        outcome = found.receive(text, V201 if on_2x else V16)
        assert outcome.reply is not None
        answer = json.loads(outcome.reply)[2]
        known, _ = found.sessions.page(SessionFilter(), 9, None)
        for session in known:
            look(session.key, LATER, ending(found))
    return answer


# 5 kWh; parked from minute 60 to 120, of which ten are free.
EXPECTED = (200 + 500, 50 * 60)


@settings(max_examples=60, deadline=None)
@given(st.permutations(range(len(EVENTS))), st.lists(st.integers(0, len(EVENTS) - 1), max_size=4))
def test_2_x(order: list[int], again: list[int]) -> None:
    found = network()
    play(found, [EVENTS[number] for number in (*order, *again)], on_2x=True)
    assert bill(found) == EXPECTED
    assert session_of(found).ended_at == NOW + timedelta(minutes=120)


@settings(max_examples=60, deadline=None)
@given(st.permutations(range(7)), st.lists(st.integers(0, 6), max_size=4))
def test_1_6(order: list[int], again: list[int]) -> None:
    found = network()
    facts = {"connectorId": 1, "idTag": TOKEN, "meterStart": 1_000, "timestamp": at_text(0)}
    number = play(found, [("StartTransaction", facts)], on_2x=False)["transactionId"]
    frames = rest_of_1_6(number)
    play(found, [frames[number] for number in (*order, *again)], on_2x=False)
    assert bill(found) == EXPECTED
    assert session_of(found).ended_at == NOW + timedelta(minutes=120)
