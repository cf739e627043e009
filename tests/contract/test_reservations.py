from dataclasses import replace
from itertools import permutations
from typing import TYPE_CHECKING

import pytest
from tests.builders import NOW, minutes

from csms.errors import Rejected
from csms.stations.reservations import Reservation, ReservationState
from csms.stations.watched_reservations import Watched

if TYPE_CHECKING:
    from tests.contract.conftest import Ports

ASKED = Reservation("CP1", 7, 1, "TAG-1", NOW, minutes(60), "C1")
FACTS = (
    ASKED,
    replace(ASKED, answer="Accepted"),
    Reservation("CP1", 7, ended=ReservationState.CANCELLED),
    Reservation("CP1", 7, session_id="SESSION"),
)


def test_unknown_reservation_is_none(ports: "Ports") -> None:
    assert ports.reservations.get(7) is None
    assert ports.reservations.page(10, None) == ([], None)


@pytest.mark.parametrize("order", list(permutations(FACTS)))
def test_facts_in_any_order_are_the_same_reservation(
    ports: "Ports", order: tuple[Reservation, ...]
) -> None:
    for fact in (*order, *order):
        ports.reservations.add_facts(fact)
    assert ports.reservations.get(7) == replace(
        ASKED, answer="Accepted", ended=ReservationState.CANCELLED, session_id="SESSION"
    )


def test_first_of_each_fact_stays(ports: "Ports") -> None:
    ports.reservations.add_facts(replace(ASKED, answer="Occupied"))
    ports.reservations.add_facts(replace(ASKED, answer="Accepted", token_id="TAG-2"))
    assert ports.reservations.get(7) == replace(ASKED, answer="Occupied")


def test_number_is_unique_for_a_station_only_and_the_newest_is_meant(ports: "Ports") -> None:
    other = replace(ASKED, station_id="CP2", requested_at=minutes(5))
    ports.reservations.add_facts(other)
    ports.reservations.add_facts(ASKED)
    assert ports.reservations.get(7) == other


def test_pages_show_each_reservation_once(ports: "Ports") -> None:
    numbers = [2_147_483_647, 5, 70, 0]
    for number in numbers:
        ports.reservations.add_facts(replace(ASKED, number=number))
    seen, cursor = ports.reservations.page(3, None)
    rest, end = ports.reservations.page(3, cursor)
    assert [one.number for one in (*seen, *rest)] == sorted(numbers)
    assert end is None


def test_foreign_cursor_is_refused(ports: "Ports") -> None:
    if type(ports.reservations).__name__.startswith("Dynamo"):
        with pytest.raises(Rejected, match="cursor"):
            ports.reservations.page(3, "nonsense")


def test_watched_reservations_are_found_by_their_station(ports: "Ports") -> None:
    one = Watched(7, 2, None, NOW, minutes(60))
    other = Watched(2_147_483_647, 0, 3, NOW, minutes(5))
    for watched in (other, one, one):
        ports.reservations.watch("CP1", watched)
    ports.reservations.watch("CP2", one)
    assert ports.reservations.watched("CP1") == [one, other]
    assert ports.reservations.watched("CP3") == []
    assert ports.reservations.page(10, None) == ([], None)


def test_reason_of_an_end_stays(ports: "Ports") -> None:
    ended = replace(ASKED, ended=ReservationState.CANCELLED, end_reason="Faulted")
    ports.reservations.add_facts(ended)
    ports.reservations.add_facts(replace(ASKED, end_reason="Removed"))
    assert ports.reservations.get(7) == ended


def accepted(number: int, at: int, station_id: str = "CP1") -> Reservation:
    return replace(ASKED, number=number, station_id=station_id, accepted_at=minutes(at))


def test_driver_sees_their_reservations_accepted_last_first(ports: "Ports") -> None:
    mine = [accepted(70, 1), accepted(5, 3), accepted(7, 2, "CP#2"), accepted(8, 2)]
    for one in (*mine, *mine):
        ports.reservations.add_facts(one)
        ports.reservations.assign("driver-1", one)
    other = accepted(9, 4)
    ports.reservations.add_facts(other)
    ports.reservations.assign("driver-2", other)
    seen, cursor = ports.reservations.of_driver("driver-1", 2, None)
    rest, end = ports.reservations.of_driver("driver-1", 2, cursor)
    assert [one.number for one in (*seen, *rest)] == [5, 8, 7, 70]
    assert end is None
    assert ports.reservations.of_driver("driver-3", 2, None) == ([], None)
    with pytest.raises(Rejected):
        ports.reservations.of_driver("driver-1", 2, "nonsense")


def test_reservation_is_found_by_the_driver_it_was_made_for_alone(ports: "Ports") -> None:
    one = accepted(7, 1)
    ports.reservations.add_facts(one)
    ports.reservations.assign("driver-1", one)
    assert ports.reservations.find_of("driver-1", "CP1", 7) == one
    assert ports.reservations.find_of("driver-2", "CP1", 7) is None
    assert ports.reservations.find_of("driver-1", "CP2", 7) is None
    assert ports.reservations.find_of("driver-1", "CP1", 8) is None


def test_number_that_comes_again_shows_the_first_reservation_and_to_its_driver_alone(
    ports: "Ports",
) -> None:
    first, again = accepted(7, 1), accepted(7, 9)
    for driver, one in (("driver-1", first), ("driver-2", again), ("driver-1", again)):
        ports.reservations.add_facts(one)
        ports.reservations.assign(driver, one)
    assert ports.reservations.of_driver("driver-1", 9, None) == ([first], None)
    assert ports.reservations.of_driver("driver-2", 9, None) == ([], None)


def test_what_was_not_accepted_is_on_no_list(ports: "Ports") -> None:
    ports.reservations.add_facts(ASKED)
    ports.reservations.assign("driver-1", ASKED)
    assert ports.reservations.of_driver("driver-1", 9, None) == ([], None)
    assert ports.reservations.find_of("driver-1", "CP1", 7) is None
