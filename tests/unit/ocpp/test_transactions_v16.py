import json
from typing import Any

from tests.builders import at_text
from tests.memory_network import V16, MemoryNetwork, a_network

from csms.charging.vocabulary import SessionKey, SessionState

START = {"connectorId": 1, "idTag": "TAG-1", "timestamp": at_text(0), "meterStart": 1000}
METER_VALUE = {"timestamp": at_text(5), "sampledValue": [{"value": "1500"}]}


def answer(network: MemoryNetwork, action: str, payload: dict[str, Any]) -> Any:
    reply = network.receive(json.dumps([2, "1", action, payload]), V16).reply
    assert reply is not None
    kind, _, answered = json.loads(reply)
    assert kind == 3
    return answered


def test_start_without_a_card_opens_a_session_that_nobody_pays() -> None:
    network = a_network()
    answered = answer(network, "StartTransaction", START | {"idTag": ""})
    assert answered["idTagInfo"] == {"status": "Invalid"}
    session = network.sessions.get(SessionKey("CP1", str(answered["transactionId"])))
    assert session is not None
    assert (session.payer, session.state) == (None, SessionState.CHARGING)


def test_blocked_card_is_told_so_and_the_session_is_kept() -> None:
    network = a_network()
    answered = answer(network, "StartTransaction", START | {"idTag": "TAG-BLOCKED"})
    assert answered["idTagInfo"] == {"status": "Blocked"}
    session = network.sessions.get(SessionKey("CP1", str(answered["transactionId"])))
    assert session is not None
    assert session.state is SessionState.REFUSED


def test_stop_of_an_unknown_transaction_is_answered_and_kept_as_an_orphan() -> None:
    network = a_network()
    stop = {"transactionId": 7, "timestamp": at_text(60), "meterStop": 6000}
    for _ in range(2):
        assert answer(network, "StopTransaction", stop) == {}
    (orphan,) = network.sessions.orphans.values()
    assert orphan.kind == "stop"
    assert (orphan.content["transaction_id"], orphan.content["register_wh"]) == ("7", 6000)
    assert network.sessions.get(SessionKey("CP1", "7")) is None


def test_reading_of_an_unknown_transaction_is_kept_as_an_orphan() -> None:
    network = a_network()
    values = {"connectorId": 1, "transactionId": 7, "meterValue": [METER_VALUE]}
    for _ in range(2):
        assert answer(network, "MeterValues", values) == {}
    (orphan,) = network.sessions.orphans.values()
    assert orphan.kind == "meter_values"


def test_reading_outside_of_a_transaction_is_no_orphan() -> None:
    network = a_network()
    assert answer(network, "MeterValues", {"connectorId": 1, "meterValue": [METER_VALUE]}) == {}
    assert network.sessions.orphans == {}


def test_card_at_the_stop_is_judged_too() -> None:
    network = a_network()
    transaction_id = answer(network, "StartTransaction", START)["transactionId"]
    stop = {
        "transactionId": transaction_id,
        "idTag": "TAG-BLOCKED",
        "timestamp": at_text(60),
        "meterStop": 6000,
    }
    assert answer(network, "StopTransaction", stop) == {"idTagInfo": {"status": "Blocked"}}
    session = network.sessions.get(SessionKey("CP1", str(transaction_id)))
    assert session is not None
    assert (session.state, session.energy_wh) == (SessionState.ENDED, 5000)


def test_one_moment_and_one_tag_are_the_same_start_however_they_are_written() -> None:
    network = a_network()
    tags, times = ("TAG-1", "tag-1"), (at_text(0), at_text(0).replace("Z", "+00:00"), None)
    zoned = at_text(60).replace("Z", "+01:00")
    starts = [
        answer(network, "StartTransaction", START | {"idTag": tag, "timestamp": time or zoned})
        for tag in tags
        for time in times
    ]
    assert len({one["transactionId"] for one in starts}) == 1
    other = answer(network, "StartTransaction", START | {"timestamp": at_text(0.01)})
    assert other["transactionId"] != starts[0]["transactionId"]
