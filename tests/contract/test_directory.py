from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from tests.builders import NOW, a_tariff, minutes
from tests.contract.paging import all_pages
from tests.network import a_station

from csms.charging.ports import StartContext
from csms.drivers.model import Driver, Token, TokenStatus, TokenType
from csms.drivers.visitors import visit_id_of
from csms.errors import Conflict
from csms.stations.model import CurrentType, Position, Site
from csms.tariffs.rules import NETWORK, Place, Rule, at_site, at_station

if TYPE_CHECKING:
    from tests.contract.conftest import Ports

SITE = Site(
    "site-1",
    "Depot",
    "Europe/Berlin",
    ("Hafenstraße 1", "20457 Hamburg"),
    "north-ltd",
    require_verified_reading=True,
)


def test_token_is_found_whatever_its_case_and_padding(ports: "Ports") -> None:
    ports.tokens.put(Token(" tag-1", TokenStatus.ACCEPTED, "driver-1", "group", NOW))
    wanted = Token("TAG-1", TokenStatus.ACCEPTED, "driver-1", "group", NOW)
    assert ports.tokens.get("Tag-1 ") == wanted


def test_token_is_replaced_wholly(ports: "Ports") -> None:
    ports.tokens.put(Token("TAG-1", TokenStatus.ACCEPTED, "driver-1", "group", NOW))
    ports.tokens.put(Token("TAG-1", TokenStatus.BLOCKED))
    assert ports.tokens.get("TAG-1") == Token("TAG-1", TokenStatus.BLOCKED)


def test_token_may_be_limited_to_one_place(ports: "Ports") -> None:
    once = Token("TAG-1", TokenStatus.ACCEPTED, concurrent=False)
    ports.tokens.put(once)
    assert ports.tokens.get("TAG-1") == once


def test_deleted_token_is_unknown_and_may_be_deleted_again(ports: "Ports") -> None:
    ports.tokens.put(Token("TAG-1", TokenStatus.ACCEPTED))
    ports.tokens.delete("tag-1")
    ports.tokens.delete("tag-1")
    assert ports.tokens.get("TAG-1") is None


def test_driver_is_stored_and_replaced(ports: "Ports") -> None:
    assert ports.drivers.get("driver-1") is None
    ports.drivers.put(Driver("driver-1", "Ada"))
    ports.drivers.put(Driver("driver-1", "Ada L."))
    assert ports.drivers.get("driver-1") == Driver("driver-1", "Ada L.")


def test_site_is_stored_and_replaced(ports: "Ports") -> None:
    assert ports.sites.get("site-1") is None
    ports.sites.put(SITE)
    ports.sites.put(Site("site-1", "Depot", "UTC"))
    assert ports.sites.get("site-1") == Site("site-1", "Depot", "UTC")


def test_site_keeps_its_place_on_the_map(ports: "Ports") -> None:
    placed = replace(SITE, position=Position(53.5436, -9.9881))
    ports.sites.put(placed)
    assert ports.sites.get("site-1") == placed


def test_sites_drivers_and_tokens_are_listed_whole(ports: "Ports") -> None:
    for number in range(9):
        ports.sites.put(Site(f"site-{number}", "Depot", "UTC"))
        ports.drivers.put(Driver(f"driver-{number}"))
        ports.tokens.put(Token(f"TAG-{number}", TokenStatus.ACCEPTED))
        ports.tokens.put(Token(f"TAG-{number}", TokenStatus.BLOCKED))
    sites, drivers = all_pages(ports.sites.page, 2), all_pages(ports.drivers.page, 4)
    assert sorted(one.site_id for one in sites) == [f"site-{number}" for number in range(9)]
    assert sorted(one.driver_id for one in drivers) == [f"driver-{number}" for number in range(9)]
    tokens = {one.token_id: one.status for one in all_pages(ports.tokens.page, 3)}
    assert tokens == {f"TAG-{number}": TokenStatus.BLOCKED for number in range(9)}


def test_tokens_of_cards_at_terminals_are_not_listed(ports: "Ports") -> None:
    ports.tokens.put(Token(visit_id_of("payment-1"), TokenStatus.ACCEPTED))
    assert ports.tokens.page(10, None) == ([], None)


def test_tokens_of_a_driver_are_listed_until_they_are_somebody_elses(ports: "Ports") -> None:
    ports.drivers.put(Driver("driver-1", "Ada"))
    for number in range(5):
        ports.tokens.put(Token(f"TAG-{number}", TokenStatus.ACCEPTED, "driver-1"))
    ports.tokens.put(Token("TAG-1", TokenStatus.ACCEPTED, "driver-2"))
    ports.tokens.delete("TAG-2")
    mine = all_pages(lambda limit, cursor: ports.tokens.of_driver("driver-1", limit, cursor), 2)
    assert sorted(one.token_id for one in mine) == ["TAG-0", "TAG-3", "TAG-4"]
    assert ports.tokens.of_driver("driver-3", 10, None) == ([], None)


def test_newest_version_of_a_tariff_is_current(ports: "Ports") -> None:
    assert ports.tariffs.current("ac") is None
    ports.tariffs.put(a_tariff("0.35"))
    ports.tariffs.put(a_tariff("0.4", version=2))
    assert ports.tariffs.current("ac") == a_tariff("0.4", version=2)


def test_version_of_a_tariff_never_changes(ports: "Ports") -> None:
    ports.tariffs.put(a_tariff("0.35"))
    with pytest.raises(Conflict):
        ports.tariffs.put(a_tariff("0.99"))
    assert ports.tariffs.current("ac") == a_tariff("0.35")


def test_prices_are_stored_exactly(ports: "Ports") -> None:
    tariff = a_tariff("0.123456789012345678", vat="7.70", tax_included="YES", current_type="DC")
    ports.tariffs.put(tariff)
    assert ports.tariffs.current("ac") == tariff


def test_every_version_of_a_tariff_stays(ports: "Ports") -> None:
    for version in (1, 2, 3):
        ports.tariffs.put(a_tariff(f"0.3{version}", version=version), minutes(version))
    assert ports.tariffs.version("ac", 2) == a_tariff("0.32", version=2)
    assert ports.tariffs.version("ac", 4) is None
    assert ports.tariffs.version("dc", 1) is None
    newest, cursor = ports.tariffs.versions("ac", 2, None)
    assert [(one.version, one.published_at) for one in newest] == [
        (3, minutes(3)),
        (2, minutes(2)),
    ]
    oldest, _ = ports.tariffs.versions("ac", 2, cursor)
    assert [one.fingerprint for one in oldest] == [a_tariff("0.31").fingerprint]
    assert ports.tariffs.versions("dc", 2, None) == ([], None)


def test_tariffs_are_listed_by_id_with_their_current_version(ports: "Ports") -> None:
    ports.tariffs.put(a_tariff(id="b"))
    ports.tariffs.put(a_tariff(id="c", current_type="DC"))
    ports.tariffs.put(a_tariff(id="a"), minutes(1))
    ports.tariffs.put(a_tariff("0.4", id="a", version=2), minutes(2))
    first, cursor = ports.tariffs.page(2, None)
    assert [(one.tariff_id, one.version) for one in first] == [("a", 2), ("b", 1)]
    assert (first[0].published_at, first[1].published_at) == (minutes(2), None)
    rest, _ = ports.tariffs.page(2, cursor)
    assert [(one.tariff_id, one.current_type) for one in rest] == [("c", CurrentType.DC)]


def test_start_context_has_everything_that_is_known(ports: "Ports") -> None:
    token = Token("TAG-1", TokenStatus.ACCEPTED, "driver-1")
    station = a_station()
    ports.stations.put(station)
    ports.tokens.put(token)
    ports.sites.put(SITE)
    rules = [Rule("far"), Rule("near", Place.SITE), Rule("nearest", Place.STATION)]
    for spot, rule in zip((NETWORK, at_site("site-1"), at_station("CP1")), rules, strict=True):
        assert ports.assignments.put(spot, (rule,), 0)
    ports.assignments.put(at_site("site-2"), (Rule("elsewhere", Place.SITE),), 0)
    found = ports.start_contexts.read("CP1", "tag-1", "site-1")
    assert found == StartContext(station, token, SITE, tuple(rules))
    without = ports.start_contexts.read("CP1", "tag-1", None)
    assert without.rules == (rules[0], rules[2])


def test_start_context_of_nothing_known_is_empty(ports: "Ports") -> None:
    empty = StartContext(None, None, None)
    assert ports.start_contexts.read("CP1", None, None) == empty
    assert ports.start_contexts.read("CP1", "TAG-1", "site-1") == empty


def test_many_tokens_are_those_that_are_known(ports: "Ports") -> None:
    cards = [Token(f"CARD-{number}", TokenStatus.ACCEPTED) for number in range(120)]
    for one in cards:
        ports.tokens.put(one)
    names = [one.token_id.lower() for one in cards]
    assert ports.tokens.get_many([*names, "NOBODY", names[0]]) == {
        one.token_id: one for one in cards
    }
    assert ports.tokens.get_many([]) == {}


def test_token_keeps_its_type(ports: "Ports") -> None:
    ports.tokens.put(Token("CAR", TokenStatus.ACCEPTED, type=TokenType.EMAID))
    assert ports.tokens.get("CAR") == Token("CAR", TokenStatus.ACCEPTED, type=TokenType.EMAID)


def test_several_tariffs_are_read_at_once(ports: "Ports") -> None:
    ports.tariffs.put(a_tariff())
    ports.tariffs.put(a_tariff("0.40", version=2))
    ports.tariffs.put(a_tariff("0.59", id="dc"))
    found = ports.tariffs.current_of(["ac", "dc", "none"])
    assert {name: one.version for name, one in found.items()} == {"ac": 2, "dc": 1}
    assert ports.tariffs.current_of([]) == {}
