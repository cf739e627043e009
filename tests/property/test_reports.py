"""The frames of a report in any order and number are the same report."""

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from tests.memory_network import V21, V201, MemoryNetwork, a_network
from tests.property.facts import arrivals

from csms.ocpp.handshake import Connection
from csms.stations.device_model import device_model
from csms.stations.reports import in_order, progress


@st.composite
def report(draw: st.DrawFn) -> list[dict[str, Any]]:
    """Counted from 0 or 1, with an end, without one, or without `tbc` at all."""
    first, count = draw(st.integers(0, 1)), draw(st.integers(1, 6))
    ending = draw(st.sampled_from(["proper", "none", "no tbc"]))
    frames: list[dict[str, Any]] = [
        {
            "requestId": 7,
            "seqNo": first + number,
            "generatedAt": "2026-01-20T12:00:00Z",
            "reportData": [
                {
                    "component": {"name": "EVSE"},
                    "variable": {"name": f"v{number}"},
                    "variableAttribute": [{"value": str(number)}],
                }
            ],
        }
        | ({} if ending == "no tbc" else {"tbc": ending == "none" or number < count - 1})
        for number in range(count)
    ]
    return [one for one in frames if draw(st.integers(0, 9))] or frames  # some are lost


def told(network: MemoryNetwork) -> object:
    parts = network.ocpp.reports.parts("CP1", 7)
    model = device_model("CP1", network.ocpp.reports)
    contents = [one.content for one in in_order(parts)]
    return progress(parts) if parts else None, contents, model


def send(network: MemoryNetwork, connection: Connection, frames: list[dict[str, Any]]) -> None:
    for one in frames:
        reply = network.receive(json.dumps([2, "1", "NotifyReport", one]), connection).reply
        assert reply == '[3,"1",{}]'


@given(st.data())
def test_frames_of_a_report_in_any_order_are_the_same_report(data: st.DataObject) -> None:
    frames = data.draw(report())
    connection = data.draw(st.sampled_from([V201, V21]))
    in_sequence, network = a_network(), a_network()
    send(in_sequence, connection, frames)
    send(network, connection, data.draw(arrivals(frames)))
    assert told(network) == told(in_sequence)
