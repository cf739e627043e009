"""Configuration answers that break the standard are read all the same, and counted."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from tests.functional.station import Station
from tests.functional.test_command_delivery import connect, frames_to
from tests.functional.test_configuration import PATH, Streams, shown
from tests.network import build_network

if TYPE_CHECKING:
    from tests.http_api import Caller

ANOMALIES = "/stations/CP1/anomalies"


@pytest.fixture(autouse=True)
def network(operator: Caller) -> None:
    build_network()


def answered(operator: Caller, keys: object) -> None:
    streams = Streams()
    connect("ocpp1.6")
    operator.put(PATH, {"values": {"HeartbeatInterval": 300, "ClockAlignedDataInterval": 0}})
    streams.run()
    _, message_id, _, _ = frames_to()[-1]
    Station().send(json.dumps([3, message_id, {"configurationKey": keys}]))
    streams.run()


def test_keys_of_another_case_and_without_readonly_are_read(operator: Caller) -> None:
    answered(
        operator,
        [
            {"key": "heartbeatinterval", "readonly": False, "value": "300"},
            {"key": "CLOCKALIGNEDDATAINTERVAL", "value": 0},
        ],
    )
    assert shown(operator) == {
        "HeartbeatInterval": ("300", "300", False, True),
        "ClockAlignedDataInterval": ("0", "0", False, True),
    }
    counted = {one["name"]: one["count"] for one in operator.get(ANOMALIES).json["items"]}
    assert counted == {"NUMBER_FOR_STRING": 1, "REQUIRED_FIELD_MISSING": 1}


def test_one_unreadable_key_does_not_cost_the_others(operator: Caller) -> None:
    answered(operator, [{"value": "nameless"}, {"key": "HeartbeatInterval", "value": "300"}])
    assert shown(operator)["HeartbeatInterval"] == ("300", "300", False, True)


@pytest.mark.parametrize("keys", ["none", 7, [[]], [None]])
def test_an_answer_of_nothing_readable_changes_nothing(operator: Caller, keys: object) -> None:
    answered(operator, keys)
    assert shown(operator)["HeartbeatInterval"] == ("300", None, None, None)
