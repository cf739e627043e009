"""A station with a local list at the deployed handlers, and the streams behind them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import boto3
from boto3.dynamodb.types import TypeDeserializer
from tests.functional.station import CONTEXT, Station
from tests.functional.streams import stream_event
from tests.functional.test_boot_status import BOOT
from tests.functional.test_command_delivery import connect, frames_to
from tests.functional.test_configuration import Streams
from tests.listed_station import ListedStation

from csms.bootstrap import services
from event_consumers import publish_outbox

if TYPE_CHECKING:
    from csms.commands.model import Command

Item = dict[str, Any]


class TokenStream:
    """The stream of the directory: tokens put and forgotten since it was looked at last."""

    def __init__(self) -> None:
        self.seen: dict[str, Item] = {}
        self.changed()

    def run(self) -> None:
        for event in self.changed():
            for _repeat in range(2):
                assert publish_outbox.handler(event, CONTEXT) == {"batchItemFailures": []}

    def changed(self) -> list[Item]:
        rows = boto3.client("dynamodb").scan(TableName="DirectoryTable")["Items"]
        read = TypeDeserializer().deserialize
        items = [{name: read(value) for name, value in row.items()} for row in rows]
        now = {one["pk"]: one for one in items if one["sk"] == "RECORD"}
        before, self.seen = self.seen, now
        put = [(before.get(pk), one) for pk, one in now.items() if before.get(pk) != one]
        gone = [(one, None) for pk, one in before.items() if pk not in now]
        return [self._event(*one) for one in put + gone]

    def _event(self, old: Item | None, new: Item | None) -> Item:
        event = stream_event((old, new or old or {}))
        (record,) = event["Records"]
        record["eventID"] = f"{len(self.seen)}-{json.dumps([old, new], default=str)}"
        if new is None:
            record["eventName"] = "REMOVE"
            del record["dynamodb"]["NewImage"]
        return event


class ListCharger:
    """Boots, and answers every command about its list; `refuse` holds answers to give instead."""

    def __init__(self, protocol: str, most: int = 20) -> None:
        self.list = ListedStation(protocol, most)
        self.station, self.protocol = Station(protocol=protocol), protocol
        self.stations_stream, self.tokens_stream = Streams(), TokenStream()
        self.answered = 0
        self.refuse: list[Item | None] = []
        self.asked: list[Item] = []
        connect(protocol)

    def boot(self) -> None:
        self.station.call("BootNotification", BOOT[self.protocol.replace("2.1", "2.0.1")])
        self.live()

    def live(self) -> None:
        """Until nothing is asked any more."""
        self.tokens_stream.run()
        self.stations_stream.run()
        while len(frames := frames_to()) > self.answered:
            _, message_id, action, payload = frames[self.answered]
            self.answered += 1
            self.asked.append({"action": action} | payload)
            if action == "SendLocalList" and self.refuse:
                answer = self.refuse.pop(0)
            else:
                answer = self.list.answer(action, payload)
            if answer is None:
                self.give_up_on(message_id)
            elif "error" in answer:
                self.station.send(json.dumps([4, message_id, answer["error"], "", {}]))
            else:
                self.station.send(json.dumps([3, message_id, answer]))
            self.stations_stream.run()

    def give_up_on(self, command_id: str) -> None:
        commands = services().commands
        assert commands.time_out("CP1", command_id, services().clock())

    def actions(self) -> list[str]:
        return [one["action"] for one in self.asked]

    def lists(self) -> list[Item]:
        return [one for one in self.asked if one["action"] == "SendLocalList"]

    def command(self, command_id: str) -> Command | None:
        return services().commands.get("CP1", command_id)
