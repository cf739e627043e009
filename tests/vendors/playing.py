"""Plays a frame case against the deployed handler, and reads through the operator API."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from tests.functional.station import Station
from tests.functional.test_configuration import Streams
from tests.http_api import Caller
from tests.network import DRIVER, TOKEN
from tests.vendors.frame_file import FrameCase

from csms import bootstrap
from csms.clock import from_text, to_text
from csms.commands.model import Command
from csms.drivers.model import Token, TokenStatus
from csms.stations.model import CurrentType, Evse
from csms.stations.model import Station as Record

OPERATOR = Caller("operator_api", {"sub": "operator-1", "cognito:groups": "[operators]"})
BOOT = "BootNotification"


@dataclass
class Clock:
    """The time of the deployment, as a case wants it."""

    now: datetime

    def __call__(self) -> datetime:
        return self.now


@dataclass
class Play:
    """One case at a station of its own."""

    case: FrameCase
    clock: Clock

    @property
    def station_id(self) -> str:
        return f"{self.case.vendor}-{self.case.line}"

    def run(self) -> dict[str, Any]:
        """All that can be expected, found out through the operator API."""
        self._register()
        station = self._station()
        text = self._with_session(station, self.case.text)
        for action, payload in self.case.given.get("before", []):
            station.call(action, payload)
        for frame in self.case.given.get("before_raw", []):
            station.send(json.dumps(frame))
        self._commanded()
        OPERATOR.put(f"/stations/{self.station_id}/trace", {"minutes": 5})
        bootstrap.ocpp_services.cache_clear()
        bootstrap.tracing.cache_clear()
        reply = station.send(text)
        if "configuration" in self.case.expect:
            Streams().run()
        return self._found(reply)

    def _register(self) -> None:
        given = self.case.given
        kind = CurrentType(given.get("current_type", "AC"))
        power_w = given.get("max_power_w", 22_000 if kind is CurrentType.AC else 150_000)
        evses = tuple(
            Evse(number, kind, power_w, (1,)) for number in range(1, given.get("evses", 1) + 1)
        )
        bootstrap.services().stations.put(Record(self.station_id, None, 0, "site-1", evses))
        if "token" in given:
            token = Token(given["token"], TokenStatus.ACCEPTED, DRIVER)
            bootstrap.services().tokens.put(token)
        if given.get("profile"):
            OPERATOR.put(f"/stations/{self.station_id}/profile", given["profile"])

    def _station(self) -> Station:
        given = self.case.given
        boots = BOOT in self.case.text
        places = " ".join(f"{number}.1" for number in range(1, given.get("evses", 1) + 1))
        return Station(
            self.station_id,
            self.case.protocol,
            "site-1",
            places,
            vendor="" if boots else given.get("vendor", self.case.vendor),
            time_zone=given.get("profile", {}).get("time_zone", ""),
        )

    def _with_session(self, station: Station, text: str) -> str:
        """A session before the frame; the frame's transaction id becomes its."""
        session = self.case.given.get("session")
        if session is None:
            return text
        started_at = session.get("started_at") or to_text(self.clock.now - timedelta(hours=1))
        register_wh = session["meter_start_wh"]
        started = station.call(
            "StartTransaction",
            {
                "connectorId": session.get("connector", 1),
                "idTag": session.get("id_tag", TOKEN),
                "timestamp": started_at,
            }
            | ({} if register_wh is None else {"meterStart": register_wh}),
        )
        ours = str(started["transactionId"])
        for action, payload in session.get("then", []):
            station.call(action, json.loads(json.dumps(payload).replace('"$transaction"', ours)))
        theirs = session.get("transaction_id")
        if theirs is None:
            return text
        return re.sub(rf'("transactionId"\s*:\s*){theirs}\b', rf"\g<1>{ours}", text)

    def _commanded(self) -> None:
        """A command that was sent and waits for its answer."""
        command = self.case.given.get("command")
        if command is None:
            return
        commands, now = bootstrap.services().commands, self.clock.now
        queued = Command(
            self.station_id,
            command["command_id"],
            command["action"],
            command["payload"],
            now,
            now + timedelta(hours=1),
        )
        commands.add(queued)
        commands.mark_sent(queued, command["action"], now, command["payload"])

    def _found(self, reply: str | None) -> dict[str, Any]:
        path = f"/stations/{self.station_id}"
        station = OPERATOR.get(path).json
        sessions = OPERATOR.get("/sessions", station_id=self.station_id).json["items"]
        events = OPERATOR.get(f"{path}/events").json["items"]
        frames = OPERATOR.get(f"{path}/frames").json["items"]
        command = self.case.given.get("command", {}).get("command_id")
        return {
            "reply": json.loads(reply)[2] if reply else None,
            "result": frames[0]["result"],
            "normalised": frames[0]["normalised"],
            "anomalies": frames[0]["anomalies"],
            "counts": OPERATOR.get(f"{path}/anomalies").json["items"],
            "boot": station["boot"],
            "connector": next(iter(station["connectors"]), None),
            "connectors": station["connectors"],
            "orphans": OPERATOR.get(f"{path}/orphans").json["items"],
            "configuration": OPERATOR.get(f"{path}/configuration").json["items"],
            "profile": OPERATOR.get(f"{path}/profile").json,
            "session": next(iter(sessions), None),
            "sessions": len(sessions),
            "event": events[0]["content"] if events else None,
            "idle_readings": self._idle_readings(),
            "command": OPERATOR.get(f"{path}/commands/{command}").json if command else None,
        }

    def _idle_readings(self) -> list[dict[str, Any]]:
        """What a 1.6 station's connector 1 measured outside of sessions."""
        path = f"/stations/{self.station_id}/meter_values"
        messages = OPERATOR.get(path, connector=1).json["items"]
        return [reading for one in messages for reading in one["readings"]]


def clock_of(case: FrameCase) -> Clock:
    """What the deployment takes for now: after every time that the files name."""
    now = case.given.get("now")
    return Clock(from_text(now) if now else datetime(2026, 11, 23, 12, tzinfo=UTC))
