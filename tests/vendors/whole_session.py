"""A whole session of a station with a maker's habits, and what the operator sees in the end."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from tests.functional.station import CONTEXT, Station
from tests.functional.streams import stream_event
from tests.functional.test_command_delivery import frames_to
from tests.http_api import Caller
from tests.network import DRIVER
from tests.vendors.frame_file import included
from tests.vendors.habits_file import Habits
from tests.vendors.habitual_station import HabitualStation
from tests.vendors.playing import Clock

from csms import bootstrap
from csms.drivers.model import Token, TokenStatus
from csms.stations.model import CurrentType, Evse, LiveConnection
from csms.stations.model import Station as Record
from session_settlement import post, rate
from station_commands import deliver

BEGIN = datetime(2026, 11, 20, 10, tzinfo=UTC)
SITTING, SETTLING = BEGIN + timedelta(hours=2), BEGIN + timedelta(hours=4)
OPERATOR = Caller("operator_api", {"sub": "operator-1", "cognito:groups": "[operators]"})
# Net, in thousandths of a minor unit for each Wh (0.35 EUR for each kWh).
PRICE = 35


@dataclass
class WholeSession:
    """One session at a station of its own, from its boot to its settlement."""

    key: str
    clock: Clock

    def __post_init__(self) -> None:
        self.habits = Habits.of(self.key)
        self.path = f"/stations/{self.key}"
        self.live_wh = 0

    def run(self) -> dict[str, Any]:
        """What the operator sees of it in the end."""
        self.clock.now = SITTING
        self._register()
        self._boot()
        station = HabitualStation(
            self._station(self.vendor_key()), self.habits, BEGIN, self.clock, self._ask
        )
        station.play()
        self.clock.now = SETTLING
        live = self.live_wh, station.live_wh
        return {"taken_wh": station.taken_wh, "live_wh": live, **self._seen()}

    def vendor_key(self) -> str:
        """Who its boot says that it is."""
        found: str = OPERATOR.get(f"{self.path}/profile").json["vendor_key"]
        return found or "generic"

    def _register(self) -> None:
        services = bootstrap.services()
        evses = (Evse(1, CurrentType.AC, 22_000, (1,)),)
        services.stations.put(Record(self.key, None, 0, "site-1", evses))
        live = LiveConnection(self._socket, self._protocol, self.clock.now)
        services.stations.connect(self.key, live)
        services.tokens.put(Token(self.habits.tag, TokenStatus.ACCEPTED, DRIVER))

    @property
    def _socket(self) -> str:
        return f"socket-of-{self.key}"

    @property
    def _protocol(self) -> str:
        return f"ocpp{self.habits.ocpp}"

    def _station(self, vendor: str) -> Station:
        zone = self.habits.zone or ""
        return Station(
            self.key, self._protocol, "site-1", "1.1", self._socket, vendor=vendor, time_zone=zone
        )

    def _boot(self) -> None:
        if self.habits.boot is not None:
            boot = self._station("").answer_to("BootNotification", self.habits.boot)
            assert boot[2]["status"] == "Accepted"

    def _ask(self) -> None:
        """The operator looks at it, and asks for something; each answer comes before the next."""
        (running,) = OPERATOR.get("/sessions", station_id=self.key).json["items"]
        self.live_wh = running["energy_wh"]
        for one in self.habits.asked:
            wanted = {"action": one["action"], "payload": one["payload"]}
            assert OPERATOR.post(f"{self.path}/commands", wanted).status == 202
            before = len(frames_to(self._socket))
            self._deliver()
            for frame in frames_to(self._socket)[before:]:
                answer = one.get("raw", '[3,"$id",{"status":"Accepted"}]')
                self._station(self.vendor_key()).send(answer.replace("$id", frame[1]))

    def _deliver(self) -> None:
        event = stream_event((None, {"pk": f"CMD#{self.key}", "sk": "any"}))
        assert deliver.handler(event, CONTEXT)["batchItemFailures"] == []

    def _seen(self) -> dict[str, Any]:
        station = OPERATOR.get(self.path).json
        events = OPERATOR.get(f"{self.path}/events").json["items"]
        counts = OPERATOR.get(f"{self.path}/anomalies").json["items"]
        return {
            "boot": station["boot"],
            "connectors": station["connectors"],
            "events": [one["content"] for one in events],
            "orphans": OPERATOR.get(f"{self.path}/orphans").json["items"],
            "commands": OPERATOR.get(f"{self.path}/commands").json["items"],
            "anomalies": [one["name"] for one in counts],
            "session": self._settled(),
        }

    def _settled(self) -> dict[str, Any]:
        (session,) = OPERATOR.get("/sessions", station_id=self.key).json["items"]
        execution = {
            "session_id": session["session_id"],
            "station_id": self.key,
            "transaction_id": session["transaction_id"],
        }
        decision = rate.handler(execution, CONTEXT)
        if decision == {"decision": "post"}:
            post.handler(execution, CONTEXT)
        settled: dict[str, Any] = OPERATOR.get(f"/sessions/{session['session_id']}").json
        return settled


def require_right(habits: Habits, seen: dict[str, Any]) -> None:
    """Assert that the session was settled at what the car took, and all it said understood."""
    session, taken_wh = seen["session"], seen["taken_wh"]
    assert session["state"] == "settled", session
    assert session["energy_wh"] == taken_wh, session
    assert seen["live_wh"][0] == seen["live_wh"][1], seen["live_wh"]
    assert "stopped_by_other_token" not in session["flags"]
    assert session["cost"]["net"]["minor"] == (taken_wh * PRICE + 500) // 1000
    for name, expected in habits.expect.items():
        assert included(expected, seen[name]), (name, expected, json.dumps(seen[name]))
    assert set(habits.general) <= set(seen["anomalies"]), (habits.general, seen["anomalies"])
