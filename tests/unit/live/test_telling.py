"""Events to open pages: who hears what, how often, and what happens to pages that are gone."""

import json
from typing import Any

import pytest
from tests.builders import NOW, minutes

from csms.adapters.memory.listeners import MemoryListeners
from csms.errors import Rejected, Unavailable
from csms.live import telling
from csms.live.ports import Listener
from csms.live.telling import Telling, Told, tell
from csms.live.topics import topics_of_request

SITES = {"CP1": "north", "CP2": "south"}


class Pages:
    """Sockets that arrive, are gone, or do not answer."""

    def __init__(self) -> None:
        self.listeners = MemoryListeners()
        self.heard: dict[str, list[dict[str, Any]]] = {}
        self.gone: set[str] = set()
        self.silent: set[str] = set()
        self.attempts: list[str] = []

    def post(self, connection_id: str, frame: str) -> bool:
        self.attempts.append(connection_id)
        if connection_id in self.silent:
            raise Unavailable("later")
        if connection_id in self.gone:
            return False
        self.heard.setdefault(connection_id, []).append(json.loads(frame))
        return True

    def open(self, name: str, topics: str, sites: str = "") -> None:
        self.listeners.open(Listener(name, name, frozenset(sites.split()), minutes(60)))
        self.listeners.subscribe(name, topics_of_request(topics.split()))

    def tell(self, *details: dict[str, Any]) -> Told:
        return tell(details, NOW, Telling(self.listeners, self, SITES.get))

    def topics(self, name: str) -> list[str]:
        return [one["topic"] for one in self.heard.get(name, [])]


def an_event(kind: str, number: int = 1, **more: Any) -> dict[str, Any]:
    at = "2026-01-20T12:00:00Z"
    return {"event_id": f"{kind}:{number}", "kind": kind, "occurred_at": at} | more


FAULT = an_event(
    "connector.status_changed", station_id="CP1", evse_id=1, status="Faulted", error_code="Ground"
)
SESSION = an_event(
    "session.started", station_id="CP2", session_id="S1", site_id="south", driver_id="driver-1"
)


def test_a_page_hears_what_it_listens_to() -> None:
    pages = Pages()
    for topics in ("stations", "sessions", "station:CP1", "session:S1", "site:south", "incidents"):
        pages.open(topics, topics)
    pages.tell(FAULT, SESSION)
    assert {name: len(told) for name, told in pages.heard.items()} == {
        "stations": 1,
        "sessions": 1,
        "station:CP1": 1,
        "session:S1": 1,
        "site:south": 1,
    }
    [told] = pages.heard["station:CP1"]
    assert told == {
        "topic": "station:CP1",
        "event": {
            "event_id": "connector.status_changed:1",
            "kind": "connector.status_changed",
            "occurred_at": "2026-01-20T12:00:00Z",
            "site_id": "north",
            "station_id": "CP1",
            "evse_id": 1,
        },
        "changed": {"status": "Faulted", "error_code": "Ground"},
    }


def test_nobody_is_told_of_a_person() -> None:
    pages = Pages()
    pages.open("all", "sessions session:S1 site:south overview")
    pages.tell(SESSION | {"token_id": "CARD-1", "email": "x@example.com"})
    assert pages.heard
    for secret in ("driver-1", "CARD-1", "x@example.com"):
        assert secret not in json.dumps(pages.heard)


def test_what_a_page_may_not_see_is_not_sent() -> None:
    pages = Pages()
    everything = "overview stations sessions station:CP1 station:CP2 session:S1 site:south"
    pages.open("north", everything, sites="north")
    pages.open("all", everything)
    pages.tell(SESSION)
    assert "north" not in pages.heard
    pages.tell(an_event("station.online", station_id="CP9"))
    assert "north" not in pages.heard
    pages.tell(FAULT)
    assert {one["event"]["site_id"] for one in pages.heard["north"]} == {"north"}
    assert len(pages.heard["all"]) > len(pages.heard["north"])


def test_an_event_that_comes_twice_in_a_batch_is_told_once() -> None:
    pages = Pages()
    pages.open("page", "stations")
    pages.tell(FAULT, FAULT)
    assert pages.topics("page") == ["stations"]


def test_the_overview_changes_once_for_each_site_of_a_batch() -> None:
    pages = Pages()
    pages.open("page", "overview")
    pages.open("north", "overview", sites="north")
    many = [an_event("session.started", n, station_id="CP2", site_id="south") for n in range(20)]
    pages.tell(*many, FAULT, *many)
    assert pages.topics("page") == ["overview", "overview"]
    assert pages.topics("north") == ["overview"]


def test_a_page_that_is_gone_is_forgotten_and_the_others_hear_all_the_same() -> None:
    pages = Pages()
    pages.open("a", "stations overview site:north")
    pages.open("b", "stations")
    pages.gone.add("a")
    done = pages.tell(FAULT)
    assert (done.gone, done.messages) == (1, 1)
    assert pages.attempts.count("a") == 1
    pages.gone.clear()
    pages.tell(FAULT | {"event_id": "again"})
    assert "a" not in pages.heard


def test_a_page_that_cannot_be_reached_is_left_out_and_kept() -> None:
    pages = Pages()
    pages.open("a", "stations site:north")
    pages.silent.add("a")
    pages.tell(FAULT)
    assert pages.attempts == ["a"]
    pages.silent.clear()
    pages.tell(FAULT | {"event_id": "again"})
    assert sorted(pages.topics("a")) == ["site:north", "stations"]


def test_what_a_batch_sends_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(telling, "MOST_LISTENERS", 3)
    monkeypatch.setattr(telling, "MOST_MESSAGES", 5)
    pages = Pages()
    for number in range(10):
        pages.open(f"page-{number}", "stations")
    done = pages.tell(*(FAULT | {"event_id": str(number)} for number in range(4)))
    assert (done.messages, done.left_out) == (5, 7)


@pytest.mark.parametrize(
    "wrong", [None, "overview", [1], ["everything"], ["station:"], ["overview"] * 21, {}]
)
def test_only_topics_can_be_listened_to(wrong: Any) -> None:
    with pytest.raises(Rejected):
        topics_of_request(wrong)
