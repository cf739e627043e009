"""Open pages, and what they listen to."""

from typing import TYPE_CHECKING

from tests.builders import NOW, minutes

from csms.live.ports import Listener

if TYPE_CHECKING:
    from tests.contract.conftest import Ports


def a_page(name: str = "page-1", *sites: str, until: float = 120) -> Listener:
    return Listener(name, "anna", frozenset(sites), minutes(until))


def heard(ports: "Ports", topic: str, at: float = 0) -> list[str]:
    return sorted(one.connection_id for one in ports.listeners.listening(topic, minutes(at)))


def test_a_page_hears_what_it_listens_to_and_no_more_what_it_did(ports: "Ports") -> None:
    page = a_page("page-1", "north")
    ports.listeners.open(page)
    assert ports.listeners.subscribe("page-1", frozenset({"overview", "station:CP1"}))
    assert list(ports.listeners.listening("station:CP1", NOW)) == [page]
    assert ports.listeners.subscribe("page-1", frozenset({"overview", "sessions"}))
    assert heard(ports, "station:CP1") == []
    assert heard(ports, "sessions") == heard(ports, "overview") == ["page-1"]
    assert ports.listeners.subscribe("page-1", frozenset())
    assert heard(ports, "sessions") == []


def test_a_page_that_is_closed_hears_nothing(ports: "Ports") -> None:
    for name in ("page-1", "page-2"):
        ports.listeners.open(a_page(name))
        ports.listeners.subscribe(name, frozenset({"overview"}))
    ports.listeners.close("page-1")
    ports.listeners.close("page-1")
    assert heard(ports, "overview") == ["page-2"]
    assert not ports.listeners.subscribe("page-1", frozenset({"overview"}))
    assert heard(ports, "overview") == ["page-2"]


def test_a_page_whose_time_is_over_is_as_good_as_closed(ports: "Ports") -> None:
    ports.listeners.open(a_page(until=10))
    ports.listeners.subscribe("page-1", frozenset({"overview"}))
    assert heard(ports, "overview", at=9) == ["page-1"]
    assert heard(ports, "overview", at=10) == []
