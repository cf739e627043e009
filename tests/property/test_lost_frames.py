"""Whatever part of a transaction's frames arrives, its order and repetition change nothing."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.builders import at_text
from tests.memory_network import V16, V21, V201, a_network
from tests.property.facts import arrivals
from tests.property.test_transaction_frames import (
    Frame,
    message_v16,
    outcome_of,
    send,
    transaction_v201,
)

from csms.charging.vocabulary import SessionKey
from csms.ocpp.handshake import Connection


def part_of(data: st.DataObject, frames: list[Frame]) -> list[Frame]:
    """Some of the frames, at least one, in their order."""
    numbers = st.lists(st.integers(0, len(frames) - 1), unique=True, min_size=1)
    return [frames[one] for one in sorted(data.draw(numbers))]


@pytest.mark.parametrize("connection", [V201, V21], ids=["2.0.1", "2.1"])
@given(st.data())
def test_2_x_any_part_of_the_events_is_the_same_session_in_any_order(
    connection: Connection, data: st.DataObject
) -> None:
    arrived = part_of(data, data.draw(transaction_v201()))
    in_order, network = a_network(), a_network()
    send(in_order, connection, arrived)
    send(network, connection, data.draw(arrivals(arrived)))
    key = SessionKey("CP1", "T1")
    assert outcome_of(network, key) == outcome_of(in_order, key)


@given(st.data())
def test_1_6_any_part_of_the_messages_is_the_same_session_in_any_order(
    data: st.DataObject,
) -> None:
    """But for the start, without which nobody knows the id; its repeats may come at any time."""
    facts: dict[str, Any] = {"connectorId": 1, "idTag": "TAG-1", "meterStart": 0}
    start: Frame = ("StartTransaction", facts | {"timestamp": at_text(0)})
    in_order, network = a_network(), a_network()
    (answer,) = send(in_order, V16, [start])
    transaction_id = answer["transactionId"]
    stop = {"transactionId": transaction_id, "timestamp": at_text(60), "meterStop": 9000}
    samples = [data.draw(message_v16(transaction_id, minute)) for minute in (5, 15, 25, 35)]
    arrived = part_of(data, [*samples, ("StopTransaction", stop)])
    send(in_order, V16, arrived)
    send(network, V16, [start, *data.draw(arrivals([start, *arrived]))])
    key = SessionKey("CP1", str(transaction_id))
    assert outcome_of(network, key) == outcome_of(in_order, key)
