"""Whatever is edited, refused or lost: a station ends with exactly the wanted list."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.builders import NOW, minutes
from tests.listed_station import ListedStation
from tests.memory_network import STATION

from csms.adapters.memory.commands import MemoryCommands
from csms.adapters.memory.configuration import MemoryConfigurations
from csms.adapters.memory.directory import MemoryTokens
from csms.adapters.memory.local_lists import MemoryLocalLists
from csms.adapters.memory.stations import MemoryStations
from csms.adapters.memory.timer import MemoryTimer
from csms.adapters.memory.websocket import MemorySocket
from csms.commands.model import Command
from csms.commands.outcomes import record_answer
from csms.commands.sending import Delivery, deliver_next
from csms.drivers.list_ports import want_list
from csms.drivers.model import Token, TokenStatus
from csms.ocpp.configuration_answers import readings_of
from csms.ocpp.frames import Answer
from csms.ocpp.list_commands import ListSteps
from csms.ocpp.list_steps import after_boot, after_step, after_token, after_wanted
from csms.ocpp.listing import Listing, wanted_entries, with_lists
from csms.ocpp.phrasing import phrase
from csms.stations.model import LiveConnection

TOKENS = [f"TAG-{number}" for number in range(7)]
GROUPS = (None, "FAMILY")
# What becomes of a message: taken; refused; not arrived; taken, but the answer was lost; taken,
# and the answer came after the time-out.
FATES = ("taken", "VersionMismatch", "Failed", "error", "lost", "answer lost", "answer late")


@dataclass
class Csms:
    """The CSMS and one station; a fate for each message, the good one when there are no more."""

    station: ListedStation
    fates: list[str] = field(default_factory=list)
    now: datetime = NOW
    stations: MemoryStations = field(default_factory=MemoryStations)
    commands: MemoryCommands = field(default_factory=MemoryCommands)
    tokens: MemoryTokens = field(default_factory=MemoryTokens)
    configurations: MemoryConfigurations = field(default_factory=MemoryConfigurations)
    lists: MemoryLocalLists = field(default_factory=MemoryLocalLists)
    changes: int = 0
    knows_all: bool = True

    def __post_init__(self) -> None:
        self.stations.put(STATION)
        self.connect()
        self.listing = Listing(self.lists, self.tokens, self.configurations)
        self.steps = ListSteps(self.stations, self.commands, self.listing, timedelta(hours=1))

    def tick(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now

    def want(self, token_ids: list[str]) -> None:
        wanted = want_list("CP1", token_ids, self.lists)
        after_wanted("CP1", wanted.version, self.tick(), self.steps)

    def put_token(self, token: Token | None, token_id: str) -> None:
        self.tokens.put(token) if token else self.tokens.delete(token_id)
        self.changes += 1
        for station_id in self.lists.holders(token_id):
            after_token(station_id, str(self.changes), self.tick(), self.steps)

    def connect(self) -> None:
        live = LiveConnection("socket", self.station.protocol, self.tick())
        self.stations.connect("CP1", live)

    def boot(self) -> None:
        after_boot("CP1", self.tick(), self.tick(), self.steps)

    def run(self) -> None:
        """Until nothing is queued any more, which must come."""
        for _message in range(200):
            if not self.deliver():
                return
        raise AssertionError("messages without end")

    def deliver(self) -> bool:
        frames: list[tuple[str, dict[str, Any]]] = []

        def encode(_message_id: str, call: Any) -> str:
            frames.append((call.action, call.payload))
            return ""

        say = with_lists(phrase, self.listing, lambda: self.now)
        socket = MemorySocket("socket")
        needs = Delivery(self.stations, self.commands, socket, MemoryTimer(), say, encode)
        command = deliver_next("CP1", self.tick(), needs)
        if command is None:
            return False
        about_list = command.action != "get_configuration"
        self.meet(command, *frames[0], self.fates.pop(0) if self.fates and about_list else "taken")
        self.no_false_belief()
        return True

    def meet(self, command: Command, action: str, payload: dict[str, Any], fate: str) -> None:
        refused = {"status": fate}
        if fate in {"VersionMismatch", "Failed"}:
            answer = refused if action == "SendLocalList" else self.station.answer(action, payload)
            return self.tell(command, answer)
        if fate == "error":
            return self.tell(command, {}, "InternalError")
        answer = {} if fate == "lost" else self.station.answer(action, payload)
        if fate == "taken":
            return self.tell(command, answer)
        self.now += timedelta(seconds=61)
        self.commands.time_out("CP1", command.command_id, self.now)
        self.follow(command)
        return self.tell(command, answer) if fate == "answer late" else None

    def tell(self, command: Command, answer: dict[str, Any], error: str | None = None) -> None:
        frame = Answer(command.command_id, answer, error)
        assert record_answer("CP1", frame, self.commands, self.tick())
        self.follow(command)

    def follow(self, command: Command) -> None:
        """As the stream does: every record twice."""
        for _ in range(2):
            stored = self.commands.get("CP1", command.command_id)
            assert stored is not None
            self.configurations.report("CP1", readings_of(stored))
            after_step(stored, self.tick(), self.steps)

    def no_false_belief(self) -> None:
        wanted = self.lists.wanted("CP1")
        if wanted and self.knows_all and self.lists.held("CP1").holds(self.target()):
            assert self.station.entries == self.told()

    def target(self) -> Any:
        wanted = self.lists.wanted("CP1")
        return wanted_entries(wanted, self.station.protocol, self.tokens) if wanted else {}

    def told(self) -> dict[str, Any]:
        """The wanted list in the version's words, written down once more."""
        group = "parentIdTag" if self.station.v16 else "groupIdToken"
        named = {
            None: {},
            "FAMILY": {
                group: "FAMILY" if self.station.v16 else {"idToken": "FAMILY", "type": "Central"}
            },
        }
        return {
            name: {"status": one.status.value, **named[one.group_id]}
            for name, one in self.target().items()
        }


TOKEN = st.builds(
    Token,
    st.sampled_from(TOKENS),
    st.sampled_from(TokenStatus),
    group_id=st.sampled_from(GROUPS),
)
DEED = st.one_of(
    st.tuples(st.just("want"), st.lists(st.sampled_from(TOKENS), unique=True)),
    st.tuples(st.just("put"), TOKEN),
    st.tuples(st.just("delete"), st.sampled_from(TOKENS)),
    st.tuples(st.just("boot"), st.booleans()),
    st.tuples(st.just("run"), st.lists(st.sampled_from(FATES), max_size=6)),
)


def do(csms: Csms, deed: str, with_what: Any) -> None:
    if deed == "want":
        csms.want(with_what)
    elif deed == "put":
        csms.put_token(with_what, with_what.token_id)
    elif deed == "delete":
        csms.put_token(None, with_what)
    elif deed == "boot":
        if with_what:  # a factory reset
            csms.station.entries, csms.station.version = {}, 0
        csms.connect()
        csms.boot()
    else:
        csms.fates = with_what
        csms.run()


@pytest.mark.parametrize("protocol", ["ocpp1.6", "ocpp2.0.1", "ocpp2.1"])
@given(deeds=st.lists(DEED, max_size=12), most=st.integers(1, 4))
def test_after_any_edits_refusals_and_losses_a_boot_brings_exactly_the_wanted_list(
    protocol: str, deeds: list[tuple[str, Any]], most: int
) -> None:
    csms = Csms(ListedStation(protocol, most))
    csms.tokens.put(Token(TOKENS[0], TokenStatus.ACCEPTED))
    csms.want(TOKENS[:4])
    for one in deeds:
        do(csms, *one)
    csms.fates = []
    csms.run()
    csms.connect()
    csms.boot()
    csms.run()
    assert csms.lists.held("CP1").holds(csms.target())
    assert csms.station.entries == csms.told()
    named = "listVersion" if csms.station.v16 else "versionNumber"
    versions = [one[named] for one in csms.station.messages]
    assert versions == sorted(set(versions))


@given(fates=st.lists(st.sampled_from(FATES), max_size=3), count=st.integers(0, 7))
def test_what_went_wrong_is_put_right_by_the_next_change(fates: list[str], count: int) -> None:
    csms = Csms(ListedStation(most=2), fates)
    csms.want(TOKENS[:count])
    csms.run()
    csms.fates = []
    csms.put_token(Token(TOKENS[0], TokenStatus.BLOCKED), TOKENS[0])
    csms.want(TOKENS)
    csms.run()
    assert csms.station.entries == csms.told() != {}


def test_expired_orders_are_given_anew_when_the_station_is_back() -> None:
    csms = Csms(ListedStation())
    csms.put_token(Token(TOKENS[0], TokenStatus.ACCEPTED), TOKENS[0])
    csms.want(TOKENS[:1])
    csms.now = minutes(120)
    assert not csms.deliver()
    for one in csms.commands.of_station("CP1"):
        csms.follow(one)
    csms.connect()
    csms.run()
    assert csms.station.entries == csms.told() != {}


def test_update_that_met_a_reset_station_before_its_boot_is_put_right() -> None:
    csms = Csms(ListedStation())
    for name in TOKENS:
        csms.tokens.put(Token(name, TokenStatus.ACCEPTED))
    csms.want(TOKENS[:3])
    csms.run()
    csms.want(TOKENS[:4])
    csms.station.entries, csms.station.version = {}, 0
    csms.connect()
    csms.knows_all = False
    assert csms.deliver(), "the queue goes out with the socket, the boot comes after"
    assert csms.station.entries.keys() == {TOKENS[3]}
    csms.boot()
    csms.knows_all = True
    csms.run()
    assert csms.station.entries == csms.told()


def test_list_that_changes_after_a_lost_message_keeps_nothing_of_it() -> None:
    csms = Csms(ListedStation())
    for name in TOKENS:
        csms.tokens.put(Token(name, TokenStatus.ACCEPTED))
    csms.want(TOKENS[:1])
    csms.run()
    csms.fates = ["answer lost", "lost", "lost"]
    csms.want(TOKENS[:2])
    csms.run()
    assert csms.station.entries.keys() == set(TOKENS[:2])
    csms.put_token(None, TOKENS[1])
    csms.run()
    assert csms.station.entries == csms.told() != {}
