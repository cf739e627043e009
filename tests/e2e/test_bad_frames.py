"""Frames that no station should send: the specification's answer, and the socket lives on."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import pytest
from tests.e2e.raw_station import LIMIT_S, RawStation, raw_station
from tests.e2e.world import World, in_world
from websockets.exceptions import ConnectionClosed

pytestmark = pytest.mark.slow
BOTH = pytest.mark.parametrize("protocol", ["ocpp1.6", "ocpp2.0.1"])

SPELLING_OF_1_6 = {
    "FormatViolation": "FormationViolation",
    "RpcFrameworkError": "FormationViolation",
    "OccurrenceConstraintViolation": "OccurenceConstraintViolation",
}
STATUS: dict[str, dict[str, Any]] = {
    "ocpp1.6": {"connectorId": 1, "errorCode": "NoError", "status": "Available"},
    "ocpp2.0.1": {
        "timestamp": "2026-11-23T10:00:00Z",
        "connectorStatus": "Available",
        "evseId": 1,
        "connectorId": 1,
    },
}
FOREIGN = {"ocpp1.6": "RemoteStopTransaction", "ocpp2.0.1": "RequestStopTransaction"}


def spelled(code: str, protocol: str) -> str:
    return SPELLING_OF_1_6.get(code, code) if protocol == "ocpp1.6" else code


@BOTH
@pytest.mark.parametrize("text", ["no json", "{}", "[]", '"text"', '[2,"1"', "[2]"])
@in_world
async def test_what_has_no_readable_id(world: World, protocol: str, text: str) -> None:
    async with raw_station(await world.address(), protocol) as station:
        await station.socket.send(text)
        if protocol == "ocpp2.0.1":
            assert (await station.next_frame())[:3] == [4, "-1", "RpcFrameworkError"]
        await _still_there(station)  # the very next frame: OCPP 1.6 says nothing to such texts


@BOTH
@pytest.mark.parametrize(
    ("text", "code"),
    [
        ('[2,"7","Heartbeat"]', "RpcFrameworkError"),
        ('[2,"7","Heartbeat",[]]', "FormatViolation"),
        ('[2,"7","MakeCoffee",{}]', "NotImplemented"),
        ('[2,"7","{foreign}",{}]', "NotSupported"),
    ],
)
@in_world
async def test_a_call_that_is_none(world: World, protocol: str, text: str, code: str) -> None:
    async with raw_station(await world.address(), protocol) as station:
        answer = await station.ask(text.replace("{foreign}", FOREIGN[protocol]))
        assert answer[:3] == [4, "7", spelled(code, protocol)]
        assert answer[4] == {}
        await _still_there(station)


@BOTH
@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"status": None, "connectorStatus": None}, "OccurrenceConstraintViolation"),
        ({"connectorId": {}}, "TypeConstraintViolation"),
        ({"connectorId": "left"}, "TypeConstraintViolation"),
    ],
    ids=["missing", "type", "value"],
)
@in_world
async def test_a_payload_against_the_schema(
    world: World, protocol: str, change: dict[str, Any], code: str
) -> None:
    status = STATUS[protocol]
    wanted = {name: value for name, value in change.items() if name in status}
    payload = {name: value for name, value in (status | wanted).items() if value is not None}
    async with raw_station(await world.address(), protocol) as station:
        answer = await station.ask(json.dumps([2, "7", "StatusNotification", payload]))
        assert answer[:3] == [4, "7", spelled(code, protocol)]
        await _still_there(station)


@BOTH
@in_world
async def test_a_frame_over_the_limit_closes_the_socket(world: World, protocol: str) -> None:
    async with raw_station(await world.address(), protocol) as station:
        await station.socket.send(json.dumps([2, "7", "DataTransfer", {"data": "x" * 200_000}]))
        with pytest.raises(ConnectionClosed):
            await asyncio.wait_for(station.socket.recv(), LIMIT_S)
        assert station.socket.close_code == 1009


async def _still_there(station: RawStation) -> None:
    answer = await station.heartbeat("after")
    assert answer[:2] == [3, "after"]
    assert set(answer[2]) == {"currentTime"}
