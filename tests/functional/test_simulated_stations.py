"""What the simulated stations do that the `ocpp` package's client does not."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import Any

import pytest

from station_simulator.fleet import VERSIONS
from station_simulator.v21 import StationV21
from station_simulator.wire import Address, Wire


class PaperWire(Wire):
    """A socket that keeps what is sent and answers each CALL with one payload."""

    def __init__(self, answer: dict[str, Any]) -> None:
        super().__init__(Address("ws://localhost/ocpp", "CP1", "secret", Path()), "any")
        self.answer, self.sent = answer, asyncio.Queue[list[Any]]()
        self.waiting = asyncio.Queue[str]()

    async def send(self, frame: str) -> None:
        content = json.loads(frame)
        self.sent.put_nowait(content)
        if content[0] == 2:
            self.waiting.put_nowait(json.dumps([3, content[1], self.answer]))

    async def recv(self) -> str:
        return await self.waiting.get()


async def answer_to(version: str, action: str, payload: dict[str, Any]) -> list[Any]:
    wire = PaperWire({})
    await VERSIONS[version](wire).route_message(json.dumps([2, "m1", action, payload]))
    return wire.sent.get_nowait()


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize(
    ("action", "code"), [("InstallCertificate", "NotSupported"), ("Dance", "NotImplemented")]
)
def test_a_command_that_is_not_done_is_refused_in_the_standards_words(
    version: str, action: str, code: str
) -> None:
    assert asyncio.run(answer_to(version, action, {})) == [4, "m1", code, "", {}]


def test_names_of_2_1_reach_the_wire_as_they_are() -> None:
    period = {"startPeriod": 0, "limit": 16, "limit_L2": 10, "limit_L3": 8.1}
    schedule = {"id": 1, "chargingRateUnit": "A", "chargingSchedulePeriod": [period]}
    facts = {
        "chargingLimit": {"chargingLimitSource": "SO"},
        "chargingSchedule": [schedule],
    }

    async def sent() -> list[Any]:
        wire = PaperWire({})
        station = StationV21(wire)
        receiving = asyncio.create_task(station.receive())
        await station.ask("NotifyChargingLimit", facts)
        receiving.cancel()
        return wire.sent.get_nowait()

    assert asyncio.run(sent())[2:] == ["NotifyChargingLimit", facts]


def test_an_unconfirmed_message_has_type_6_and_waits_for_nothing() -> None:
    facts = {
        "id": 1,
        "pending": 0,
        "basetime": "2026-11-23T10:00:00Z",
        "data": [{"t": 0.5, "v": "81.5"}],
    }

    async def sent() -> list[Any]:
        wire = PaperWire({})
        await StationV21(wire).tell("NotifyPeriodicEventStream", facts)
        return wire.sent.get_nowait()

    frame = asyncio.run(sent())
    assert (frame[0], *frame[2:]) == (6, "NotifyPeriodicEventStream", facts)


@pytest.mark.parametrize("kind", [5, 6])
def test_message_types_of_2_1_disturb_nobody(kind: int) -> None:
    async def received() -> bool:
        wire = PaperWire({})
        await StationV21(wire).route_message(json.dumps([kind, "m1", "x", "y", {}]))
        return wire.sent.empty()

    assert asyncio.run(received())
