"""A session that a driver's balance pays, in any version, minute by minute, with its stream."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

import boto3
from tests.functional.station import CONTEXT, Station
from tests.functional.streams import stream_event
from tests.network import DRIVER, TOKEN, a_station

from csms.bootstrap import holds, ledger, services
from csms.charging.model import ChargingSession
from csms.charging.vocabulary import SessionKey
from csms.clock import to_text
from csms.commands.model import Command
from csms.events.catalogue import events_of
from csms.ledger import chart
from csms.ledger.topping_up import TopUp, post_top_up
from csms.money import Money
from csms.stations.model import LiveConnection
from station_commands import tell_costs

ID_TOKEN = {"idToken": TOKEN, "type": "ISO14443"}


class Drive:
    """A connected station with a session; `minute` counts from an hour ago."""

    def __init__(
        self,
        protocol: str = "ocpp1.6",
        station_id: str = "CP1",
        limit: dict[str, int] | None = None,
    ) -> None:
        services().stations.put(a_station(station_id))
        self.protocol, self.station_id = protocol, station_id
        self.begin = datetime.now(UTC) - timedelta(minutes=50)
        self.station = Station(station_id, protocol=protocol)
        live = LiveConnection("conn-1", protocol, services().clock())
        services().stations.connect(station_id, live)
        self.transaction_id, self.answer = "T1", dict[str, Any]()
        self.numbers = count()
        self.limit = limit
        self._start()
        self.stream()

    def at(self, minute: float) -> str:
        return to_text(self.begin + timedelta(minutes=minute))

    def _start(self) -> None:
        if self.protocol == "ocpp1.6":
            facts = {"connectorId": 1, "idTag": TOKEN, "meterStart": 0, "timestamp": self.at(0)}
            self.answer = self.station.call("StartTransaction", facts)
            self.transaction_id = str(self.answer["transactionId"])
        else:
            more: dict[str, Any] = {"evse": {"id": 1, "connectorId": 1}, "idToken": ID_TOKEN}
            if self.limit:  # of the start command that it goes back to
                now = services().clock()
                command = Command(self.station_id, "limited", "start", {}, now, now)
                services().commands.limit_start(command, 7, self.limit)
                more["info"] = {"remoteStartId": 7}
            self._event("Started", 0, 0, "Authorized", **more)

    def _event(self, kind: str, minute: float, wh: int, why: str, **more: Any) -> None:
        said = {
            "eventType": kind,
            "timestamp": self.at(minute),
            "triggerReason": why,
            "seqNo": next(self.numbers),
            "transactionInfo": {"transactionId": "T1"} | more.pop("info", {}),
            "meterValue": [{"timestamp": self.at(minute), "sampledValue": [{"value": wh}]}],
        }
        self.answer = self.station.call("TransactionEvent", said | more)

    def measure(self, minute: float, wh: int, **info: Any) -> None:
        """A reading, and what the stream of the sessions makes of it."""
        self.tell(minute, wh, **info)
        self.stream()

    def tell(self, minute: float, wh: int, **info: Any) -> None:
        if self.protocol != "ocpp1.6":
            self._event("Updated", minute, wh, "MeterValuePeriodic", info=info)
            return
        values = [{"timestamp": self.at(minute), "sampledValue": [{"value": str(wh)}]}]
        number = int(self.transaction_id)
        facts = {"connectorId": 1, "transactionId": number, "meterValue": values}
        self.station.call("MeterValues", facts)

    def stop(self, minute: float, wh: int) -> None:
        if self.protocol != "ocpp1.6":
            self._event("Ended", minute, wh, "RemoteStop")
            return
        facts = {"transactionId": int(self.transaction_id), "meterStop": wh}
        self.station.call("StopTransaction", facts | {"timestamp": self.at(minute)})

    def stream(self) -> None:
        event = stream_event((self.item, self.item))
        assert tell_costs.handler(event, CONTEXT) == {"batchItemFailures": []}

    @property
    def item(self) -> dict[str, Any]:
        table = boto3.resource("dynamodb").Table(services().settings.sessions_table)
        key = {"pk": f"ST#{self.station_id}", "sk": f"TX#{self.transaction_id}"}
        found: dict[str, Any] = table.get_item(Key=key)["Item"]
        return found

    @property
    def session(self) -> ChargingSession:
        found = services().sessions.get(SessionKey(self.station_id, self.transaction_id))
        assert found is not None
        return found

    @property
    def held(self) -> int:
        found = holds().hold(f"hld:{self.session.session_id}")
        return found.minor if found and found.pending else 0

    @property
    def stops(self) -> list[Command]:
        found = services().commands.of_station(self.station_id)
        return [one for one in found if one.action == "stop"]

    def reply(self, command: Command, status: str = "Accepted") -> None:
        """The station's answer to a command."""
        answered = self.station.send(json.dumps([3, command.command_id, {"status": status}]))
        assert answered is None


def events_between(old: dict[str, Any] | None, new: dict[str, Any]) -> list[str]:
    """Kinds of events that a change of a session makes."""
    return [one.kind for one in events_of(old, new)]


def pay_in(minor: int, number: int = 1) -> None:
    source = chart.psp_clearing("sandbox", "EUR")
    top_up = TopUp(f"in-{number}", DRIVER, Money(minor, "EUR"), source)
    post_top_up(top_up, services().clock(), ledger())


def wallet() -> tuple[int, int]:
    """Available, held."""
    found = ledger().balances(chart.wallet(DRIVER))
    return (found.available_minor, found.held_minor) if found else (0, 0)
