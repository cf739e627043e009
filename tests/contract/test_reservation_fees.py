from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from tests.builders import NOW, a_tariff, a_transfer, minutes

from csms.errors import Conflict
from csms.ledger.model import Transfer
from csms.settlement.reservation_terms import Due, ReservationTerms
from csms.stations.model import CurrentType
from csms.stations.reservations import Reservation, ReservationFee

if TYPE_CHECKING:
    from tests.contract.conftest import Ports

TERMS = ReservationTerms(
    station_id="CP1",
    number=7,
    driver_id="driver-1",
    tariff=a_tariff(),
    why="The price for everybody.",
    site_id="site-1",
    time_zone="Europe/Berlin",
    current_type=CurrentType.DC,
    until=minutes(45),
)
FEE = ReservationFee(
    minutes(80), "expired", "EUR", 1000, 190, 1190, "rsv:CP1:7", minutes(0), minutes(45)
)
NOTHING = ReservationFee(minutes(80), "station_offline")
OPENING = a_transfer("open", ("wallet:driver-1", 2000), ("equity:opening:EUR", -2000))


def charge(number: int = 7) -> Transfer:
    return a_transfer(f"rsv:CP1:{number}", ("wallet:driver-1", -1190), ("equity:opening:EUR", 1190))


def accepted(ports: "Ports", **facts: object) -> None:
    asked = Reservation("CP1", 7, 1, "TAG-1", NOW, minutes(60), "C1", "Accepted")
    ports.reservations.add_facts(replace(asked, accepted_at=NOW, **facts))  # type: ignore[arg-type]
    ports.fees.agree(TERMS)


def test_terms_are_kept_for_ever(ports: "Ports") -> None:
    assert ports.fees.terms("CP1", 7) is None
    accepted(ports)
    ports.fees.agree(replace(TERMS, tariff=a_tariff("9"), driver_id="driver-2"))
    assert ports.fees.terms("CP1", 7) == TERMS
    found = ports.reservations.find("CP1", 7)
    assert found is not None
    assert (found.accepted_at, found.fee) == (NOW, None)
    assert found.driver_id == TERMS.driver_id
    assert ports.fees.terms("CP2", 7) is None


def test_what_is_due_comes_oldest_first_and_until_it_is_seen(ports: "Ports") -> None:
    accepted(ports)
    earlier, later = Due(minutes(10), 8, "CP1"), Due(minutes(90), 9, "CP2")
    ports.fees.look_at(later)
    ports.fees.look_at(earlier)
    first = Due(minutes(60), 7, "CP1")
    assert ports.fees.due(minutes(9), 10) == []
    assert ports.fees.due(minutes(60), 10) == [earlier, first]
    assert ports.fees.due(minutes(60), 1) == [earlier]
    for one in (earlier, earlier, later):
        ports.fees.seen(one)
    assert ports.fees.due(minutes(200), 10) == [first]
    assert ports.reservations.page(10, None)[0] == [ports.reservations.find("CP1", 7)]


def test_fee_and_money_move_together_and_once(ports: "Ports") -> None:
    accepted(ports)
    ports.ledger.post(OPENING)
    assert ports.fees.decide(TERMS, FEE, charge())
    assert not ports.fees.decide(TERMS, FEE, charge())
    assert not ports.fees.decide(TERMS, NOTHING, None)
    found, balances = ports.reservations.find("CP1", 7), ports.ledger.balances("wallet:driver-1")
    assert found is not None
    assert found.fee == FEE
    assert balances is not None
    assert balances.posted_minor == 810


def test_what_a_session_used_is_never_charged_by_itself(ports: "Ports") -> None:
    accepted(ports, session_id="SESSION")
    ports.ledger.post(OPENING)
    assert not ports.fees.decide(TERMS, FEE, charge())
    assert ports.ledger.transfer("rsv:CP1:7") is None
    assert ports.fees.decide(TERMS, NOTHING, None)


def test_wallet_that_has_too_little_by_now_is_a_conflict_and_changes_nothing(
    ports: "Ports",
) -> None:
    accepted(ports)
    with pytest.raises(Conflict):
        ports.fees.decide(TERMS, FEE, charge())
    found = ports.reservations.find("CP1", 7)
    assert found is not None
    assert found.fee is None
    assert ports.ledger.transfer("rsv:CP1:7") is None
