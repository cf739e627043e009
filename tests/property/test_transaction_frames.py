"""The frames of a transaction, lost in order and sent again, end in the same session."""

import json
from datetime import datetime, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from tests.builders import at_text, minutes
from tests.memory_network import LATER, V16, V21, V201, MemoryNetwork, a_network
from tests.property.facts import arrivals

from csms.charging.ports import SessionFilter
from csms.charging.reconciling import reconcile_start
from csms.charging.vocabulary import SessionKey
from csms.ocpp.handshake import Connection
from csms.settlement.rating import Rated, rate_session

Frame = tuple[str, dict[str, Any]]

TOKENS = st.sampled_from(["TAG-1", "TAG-BLOCKED", "NOBODY"])
STATES = st.sampled_from(["Charging", "SuspendedEV", "SuspendedEVSE", "EVConnected", "Idle"])
MEASURANDS = ["Energy.Active.Import.Register", "Power.Active.Import", "SoC"]


@st.composite
def meter_values(draw: st.DrawFn, minute: int) -> list[dict[str, Any]]:
    """Some quantities, not always the same ones."""
    measurands = draw(st.lists(st.sampled_from(MEASURANDS), unique=True, min_size=1))
    samples = [{"measurand": one, "value": draw(st.integers(0, 9000))} for one in measurands]
    return [{"timestamp": at_text(minute), "sampledValue": samples}]


@st.composite
def event(draw: st.DrawFn, kind: str, minute: int, number: int) -> Frame:
    payload: dict[str, Any] = {
        "eventType": kind,
        "timestamp": at_text(minute),
        "triggerReason": "Authorized",
        "seqNo": number,
        "transactionInfo": {"transactionId": "T1"},
    }
    if kind == "Started":
        payload["evse"] = {"id": draw(st.integers(0, 3)), "connectorId": 1}
    if draw(st.booleans()):
        payload["idToken"] = {"idToken": draw(TOKENS), "type": "ISO14443"}
    if draw(st.booleans()):
        payload["transactionInfo"]["chargingState"] = draw(STATES)
    if draw(st.booleans()):
        payload["meterValue"] = draw(meter_values(minute))
    return "TransactionEvent", payload


@st.composite
def transaction_v201(draw: st.DrawFn) -> list[Frame]:
    """Several events may share a minute; some stations send seqNo 0 throughout, a minute each."""
    count = draw(st.integers(0, 5))
    counting = draw(st.booleans())
    minute, frames = 0, [draw(event("Started", 0, 0))]
    for number in range(1, count + 1):
        minute += draw(st.integers(0 if counting else 1, 5))
        frames.append(draw(event("Updated", minute, number if counting else 0)))
    ended = [draw(event("Ended", minute + 1, count + 1 if counting else 0))]
    return frames + (ended if draw(st.booleans()) else [])


def send(network: MemoryNetwork, connection: Connection, frames: list[Frame]) -> list[Any]:
    """Each frame with a message id of its own and later than the last; the answers."""
    answers = []
    for number, (action, payload) in enumerate(frames):
        text = json.dumps([2, f"m{number}", action, payload])
        reply = network.receive(text, connection, received_at(number)).reply
        assert reply is not None
        kind, _, answer = json.loads(reply)
        assert kind == 3, reply
        answers.append(answer)
    return answers


def received_at(number: int) -> datetime:
    return LATER + timedelta(seconds=number)


def outcome_of(network: MemoryNetwork, key: SessionKey) -> dict[str, Any]:
    """What is for ever about a session: ours alone are its id and the times of receipt."""
    session = network.sessions.get(key)
    assert session is not None
    telemetry = network.telemetry.of_session(key)
    rated = rate_session(session, telemetry, minutes(10_000), timedelta(minutes=5))
    start, stop = session.start, session.stop
    return {
        "state": session.state,
        "active": session.active,
        "energy_wh": session.energy_wh,
        "payer": session.payer,
        "tariff": start and start.tariff,
        "place": start and (start.evse_id, start.connector_id),
        "started_at": session.started_at,
        "stopped": stop and (stop.stopped_at, stop.reason, stop.reading),
        "latest": session.latest,
        "charging_state": session.charging_state,
        "flags": session.flags,
        "readings": telemetry.readings,
        "price": rated.priced if isinstance(rated, Rated) else rated,
    }


@given(st.data())
def test_2_x_events_in_any_order_are_the_same_session(data: st.DataObject) -> None:
    frames = data.draw(transaction_v201())
    in_order, network = a_network(), a_network()
    connection = data.draw(st.sampled_from([V201, V21]))
    send(in_order, connection, frames)
    send(network, connection, data.draw(arrivals(frames)))
    key = SessionKey("CP1", "T1")
    assert outcome_of(network, key) == outcome_of(in_order, key)


@st.composite
def message_v16(draw: st.DrawFn, transaction_id: int, minute: int) -> Frame:
    values = draw(meter_values(minute))
    for sample in values[0]["sampledValue"]:
        sample["value"] = str(sample["value"])
    return "MeterValues", {
        "connectorId": 1,
        "transactionId": transaction_id,
        "meterValue": values,
    }


@given(st.data())
def test_1_6_messages_after_the_start_in_any_order_are_the_same_session(
    data: st.DataObject,
) -> None:
    start: Frame = (
        "StartTransaction",
        {"connectorId": 1, "idTag": data.draw(TOKENS), "timestamp": at_text(0), "meterStart": 0},
    )
    in_order, network = a_network(), a_network()
    (answer,) = send(in_order, V16, [start])
    transaction_id = answer["transactionId"]
    minutes_of_messages = data.draw(st.lists(st.integers(0, 50), unique=True, max_size=5))
    stop: Frame = (
        "StopTransaction",
        {"transactionId": transaction_id, "timestamp": at_text(60), "meterStop": 9000},
    )
    later = [data.draw(message_v16(transaction_id, one)) for one in minutes_of_messages]
    later += data.draw(st.sampled_from([[], [stop]]))
    send(in_order, V16, later)
    again = data.draw(arrivals([start, *later]))
    answers = send(network, V16, [start, *again])
    assert all(one.get("transactionId", transaction_id) == transaction_id for one in answers)
    key = SessionKey("CP1", str(transaction_id))
    assert outcome_of(network, key) == outcome_of(in_order, key)


@given(st.data())
def test_repeated_start_is_answered_the_same_for_ever(data: st.DataObject) -> None:
    frames = data.draw(transaction_v201())
    network = a_network()
    answers = send(network, V201, [*frames, *frames])
    assert answers[0] == answers[len(frames)]


@given(st.data())
def test_1_6_frames_without_a_usable_id_in_any_order_are_the_same_sessions(
    data: st.DataObject,
) -> None:
    """Sessions after each other, each cut short anywhere, of a station that never got an answer.

    What was lost is lost; of what arrived, only the last session may be open. Frames that name
    nothing are told apart by their session's neighbours, so the sessions themselves keep order.
    """
    whole = data.draw(st.booleans())
    sessions = [
        _unnamed_session(data, minute, meter, samples=3 if whole else 0)
        for minute, meter in ((0, 1_000), (60, 5_000), (120, 9_000))
    ]
    cut = sessions if whole else [_cut(data, one) for one in sessions]
    in_order, network = a_network(), a_network()
    for frames in cut:
        send_and_reconcile(in_order, frames)
        send_and_reconcile(network, data.draw(arrivals(frames)))
    assert facts_of(network) == facts_of(in_order)
    newest_first, _ = in_order.sessions.page(SessionFilter(), 9, None)
    assert all(not one.active for one in newest_first[1:])


def _unnamed_session(data: st.DataObject, minute: int, meter: int, samples: int) -> list[Frame]:
    unusable = data.draw(st.sampled_from([-1, 0, 1 << 31]))
    start = {"connectorId": 1, "idTag": "TAG-1", "meterStart": meter}
    stop = {"transactionId": unusable, "timestamp": at_text(minute + 50), "meterStop": meter + 900}
    measured = [
        (
            "MeterValues",
            {
                "connectorId": 1,
                "transactionId": unusable,
                "meterValue": [
                    {
                        "timestamp": at_text(minute + one),
                        "sampledValue": [{"value": str(meter + one)}],
                    }
                ],
            },
        )
        for one in data.draw(st.lists(st.integers(1, 49), unique=True, max_size=samples))
    ]
    return [
        ("StartTransaction", start | {"timestamp": at_text(minute)}),
        *measured,
        ("StopTransaction", stop),
    ]


def _cut(data: st.DataObject, frames: list[Frame]) -> list[Frame]:
    """At least the start."""
    return frames[: data.draw(st.integers(1, len(frames)))]


def send_and_reconcile(network: MemoryNetwork, frames: list[Frame]) -> None:
    """Each start reaches the stream at some time; here all of them behind the frames."""
    send(network, V16, frames)
    sessions, _ = network.sessions.page(SessionFilter(), 9, None)
    for one in sessions:
        reconcile_start(one.key, network.sessions)


def facts_of(network: MemoryNetwork) -> list[Any]:
    sessions, _ = network.sessions.page(SessionFilter(), 9, None)
    return [
        (
            one.started_at,
            one.energy_wh,
            one.latest,
            one.flags - {"matched_without_id"},
            one.stop and (one.stop.stopped_at, one.stop.reading, one.stop.estimated),
        )
        for one in sessions
    ]
