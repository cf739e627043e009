"""Meters as a station tells of them, frame by frame, up to what is billed."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from tests.memory_network import a_network

from csms.charging.ports import SessionFilter
from csms.clock import to_text
from csms.ocpp.handshake import Connection
from csms.settlement.judging import Patience, judge
from csms.settlement.rating import Rated
from csms.stations.model import CurrentType, Evse, Station

BEGIN = datetime(2026, 1, 20, 12, 0, tzinfo=UTC)
LIFETIME = 482_310
CURVE = [702 * n for n in range(1, 11)]


class Player:
    """One station with one connector, and what becomes of its only session."""

    def __init__(self, maker: str, clock_ahead: timedelta = timedelta()) -> None:
        self._ahead, self._network = clock_ahead, a_network()
        evse = Evse(1, CurrentType.AC, 22_000, (1,))
        self._network.stations.put(Station("CP1", None, 0, "site-1", (evse,)))
        self._socket = Connection("CP1", "ocpp1.6", "s", "site-1", ((1, 1),), vendor=maker)

    def send(self, action: str, minute: int, **facts: Any) -> dict[str, Any]:
        moment = BEGIN + timedelta(minutes=minute)
        payload = facts | {"timestamp": to_text(moment + self._ahead)}
        if action == "MeterValues":
            sample = {"value": str(facts.pop("wh")), "unit": "Wh"}
            entry = {"timestamp": payload["timestamp"], "sampledValue": [sample]}
            payload = facts | {"connectorId": 1, "meterValue": [entry]}
        frame = json.dumps([2, f"{action}{minute}", action, payload])
        answer = self._network.receive(frame, self._socket, moment + timedelta(seconds=1)).reply
        assert answer is not None
        found: dict[str, Any] = json.loads(answer)[2]
        return found

    def start(self, **facts: Any) -> int:
        number: int = self.send("StartTransaction", 0, connectorId=1, idTag="TAG-1", **facts)[
            "transactionId"
        ]
        return number

    def measure(self, number: int, values: list[int], first: int = 6) -> None:
        for minute, wh in enumerate(values):
            self.send("MeterValues", first + 6 * minute, transactionId=number, wh=wh)

    def billed(self) -> int | None:
        """None where a person decides."""
        network = self._network
        (session,), _ = network.sessions.page(SessionFilter(station_id="CP1"), 10, None)
        patience, now = Patience(timedelta(0), timedelta(0)), BEGIN + timedelta(days=3)
        telemetry = network.telemetry.of_session(session.key)
        result = judge(session, telemetry, now, patience, network.commands).result
        return result.energy.energy_wh if isinstance(result, Rated) else None


@pytest.mark.parametrize(
    ("maker", "stop"), [("grizzl-e", -1), ("vestel", -1), ("growatt", 489_330)]
)
def test_behaviour_23_a_makers_habit_bills_no_lifetime(maker: str, stop: int) -> None:
    player = Player(maker)
    number = player.start()
    player.measure(number, [LIFETIME + wh for wh in CURVE])
    player.send("StopTransaction", 60, transactionId=number, meterStop=stop)
    assert player.billed() is None


@pytest.mark.parametrize("begin", [{}, {"meterStart": 0}])
def test_behaviour_23_one_zero_bills_no_lifetime(begin: dict[str, int]) -> None:
    player = Player("generic")
    number = player.start(**begin)
    player.measure(number, [LIFETIME + wh if wh != CURVE[4] else 0 for wh in CURVE])
    player.send("StopTransaction", 60, transactionId=number, meterStop=-1)
    assert player.billed() in {None, CURVE[-1] - CURVE[0]}


@pytest.mark.parametrize(("start", "samples"), [(0, [LIFETIME] * 9), (5000, [5000, 510_000, 5900])])
def test_behaviour_23_a_clock_ahead_bills_no_lifetime(start: int, samples: list[int]) -> None:
    player = Player("generic", clock_ahead=timedelta(hours=2))
    number = player.start(meterStart=start)
    player.measure(number, samples)
    player.send("StopTransaction", 60, transactionId=number, meterStop=-1)
    assert player.billed() in {None, 900}


@pytest.mark.parametrize("maker", ["abb", "zaptec"])
def test_behaviour_23_an_early_available_freezes_no_bill(maker: str) -> None:
    player = Player(maker)
    number = player.start(meterStart=1000)
    player.measure(number, [1600, 2200, 2800])
    free = {"connectorId": 1, "errorCode": "NoError"}
    player.send("StatusNotification", 25, status="Available", **free)
    player.send("StatusNotification", 26, status="Charging", **free)
    player.measure(number, [4000, 5200], first=30)
    assert player.billed() is None
    player.send("StopTransaction", 60, transactionId=number, meterStop=7000)
    assert player.billed() == 6000
