"""A person decides on a session that a card at a terminal pays: captured once, up to the amount."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import pytest
from tests.payments.incidents_of_terminals import hear, told_incidents

from csms import bootstrap
from csms.charging.vocabulary import SessionState
from csms.errors import Overtaken
from csms.terminals.watching import watch_visit

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.payments.terminal_world import TerminalWorld

    from csms.charging.ports import SessionRepository

AMOUNT = {"decision": "settle_at_amount", "vat_percent": "19"}


def euros(minor: int) -> dict[str, Any]:
    return {"amount": {"minor": minor, "currency": "EUR"}}


@pytest.fixture
def visit_id(world: TerminalWorld) -> str:
    """2000 are authorised, 10 kWh were charged, and a person has to decide."""
    begun: str = world.authorise()["authorisation_id"]
    world.stops(world.starts(begun), 11_000)
    world.in_review()
    return begun


def booked(world: TerminalWorld) -> tuple[Any, int, list[int]]:
    intent = world.intent()
    return intent["status"], intent["amount_received"], world.posted()


def test_settled_at_an_energy_the_card_pays_its_price(world: TerminalWorld, visit_id: str) -> None:
    decision = {"decision": "settle_at_energy", "energy_wh": 7_350}
    for _again in range(2):
        answer = world.decide(**decision)
        assert answer.status == 200, answer.text
    assert answer.json["state"] == "settled"
    assert booked(world) == ("succeeded", 306, [-306, 0, 257, 49])
    assert world.shown(visit_id)["state"] == "captured"
    assert world.decide(decision="waive").status == 409


def test_settled_at_an_amount_the_card_pays_that(world: TerminalWorld, visit_id: str) -> None:
    assert world.decide(**AMOUNT, **euros(2_000)).status == 200
    status, received, (clearing, *_rest) = booked(world)
    assert (status, received, clearing) == ("succeeded", 2_000, -2_000)
    assert world.shown(visit_id)["captured"]["minor"] == 2_000


def test_no_decision_takes_more_than_was_authorised(world: TerminalWorld, visit_id: str) -> None:
    refused = world.decide(**AMOUNT, **euros(2_001))
    assert refused.status == 409
    assert "no more than the card has authorised, 2000 EUR" in refused.json["detail"]
    assert world.decide(decision="settle_at_energy", energy_wh=60_000).status == 409
    assert booked(world) == ("requires_capture", 0, [0, 0, 0, 0])
    assert world.shown(visit_id)["state"] == "settling"
    assert world.session().state is SessionState.REVIEW


def test_waived_all_is_released_before_it_is_said(world: TerminalWorld, visit_id: str) -> None:
    assert world.decide(decision="waive").status == 200
    assert booked(world) == ("canceled", 0, [0, 0, 0, 0])
    assert world.shown(visit_id)["state"] == "released"
    assert world.decide(decision="waive").status == 200
    assert world.decide(**AMOUNT, **euros(100)).status == 409


def test_energy_of_nothing_releases_too(world: TerminalWorld, visit_id: str) -> None:
    assert world.decide(decision="settle_at_energy", energy_wh=0).status == 200
    assert booked(world) == ("canceled", 0, [0, 0, 0, 0])
    assert world.shown(visit_id)["state"] == "released"


@pytest.mark.parametrize("fault", ["cut_before", "cut_after"])
@pytest.mark.usefixtures("visit_id")
def test_provider_that_does_not_answer_leaves_it_undecided(
    world: TerminalWorld, fault: str
) -> None:
    world.deployed.peer.fault(fault, on="capture", times=99)
    unknown = world.decide(**AMOUNT, **euros(300))
    assert unknown.status == 503
    assert world.session().state is SessionState.REVIEW
    assert world.posted() == [0, 0, 0, 0]
    assert world.decide(decision="waive").status in {409, 503}
    world.deployed.peer.heal()
    assert world.decide(**AMOUNT, **euros(300)).status == 200
    assert booked(world)[:2] == ("succeeded", 300)


@pytest.mark.usefixtures("visit_id")
def test_waiver_stands_though_the_provider_does_not_answer_the_release(
    world: TerminalWorld,
) -> None:
    """It is written down that nothing will be captured: the watch brings it to its end."""
    world.deployed.peer.fault("cut_before", on="cancel", times=99)
    assert world.decide(decision="waive").status == 200
    assert world.session().state is SessionState.SETTLED
    assert world.posted() == [0, 0, 0, 0]


def test_captured_before_the_review_it_is_settled_at_that_amount(world: TerminalWorld) -> None:
    visit_id = world.authorise()["authorisation_id"]
    world.stops(world.starts(visit_id), 11_000)
    assert world.task("capture") == {"decision": "post"}
    world.in_review("posting_failed")
    for other in ({"decision": "waive"}, AMOUNT | euros(300)):
        refused = world.decide(**other)
        assert refused.status == 409
        assert "Settle it at that amount" in refused.json["detail"]
    assert world.decide(decision="settle_at_energy", energy_wh=10_000).status == 200
    assert booked(world) == ("succeeded", 417, [-417, 0, 350, 67])


def test_authorisation_that_is_gone_can_only_be_waived(world: TerminalWorld, visit_id: str) -> None:
    world.deployed.peer.control("clock", advance_s=40 * 86_400)
    refused = world.decide(decision="settle_at_energy", energy_wh=7_350)
    assert refused.status == 409
    assert "authorisation is expired. Waive it" in refused.json["detail"]
    assert world.decide(decision="waive").status == 200
    assert world.shown(visit_id)["state"] == "expired"


def test_authorisation_of_another_session_pays_nothing_here(
    world: TerminalWorld, visit_id: str
) -> None:
    visit = bootstrap.visits().get(visit_id)
    assert visit is not None
    bootstrap.visits().save(visit.bound("another-session", "99"))
    assert world.decide(decision="settle_at_energy", energy_wh=7_350).status == 409
    assert world.decide(decision="waive").status == 200
    assert world.intent()["status"] == "requires_capture"


@dataclass
class Meanwhile:
    """Sessions; something else happens once after the first of them is read."""

    sessions: SessionRepository
    happens: list[Callable[[], object]]

    def page(self, *wanted: Any) -> Any:
        return self._after(self.sessions.page(*wanted))

    def find(self, *wanted: Any) -> Any:
        return self._after(self.sessions.find(*wanted))

    def _after(self, found: Any) -> Any:
        while self.happens:
            self.happens.pop()()
        return found


@pytest.mark.parametrize("first", ["trouble", "settlement"])
def test_what_is_decided_while_it_is_looked_at_leaves_no_incident(
    world: TerminalWorld, first: str
) -> None:
    """The look has read it in review, and tells so when it is settled already."""
    visit_id = world.authorise()["authorisation_id"]
    world.stops(world.starts(visit_id), 11_000)
    world.in_review()

    def decided() -> None:
        assert world.decide(decision="settle_at_energy", energy_wh=10_000).status == 200

    needs = bootstrap.visiting()
    sessions: Any = Meanwhile(needs.sessions, [decided])
    with pytest.raises(Overtaken):
        watch_visit(visit_id, replace(needs, sessions=sessions))
    session = world.session()
    assert session.settlement is not None

    def settled() -> None:
        at = session.settlement.settled_at if session.settlement else session.started_at
        hear("session.settled", at, station_id="CP1", session_id=session.session_id)

    if first == "settlement":
        settled()
    told_incidents()
    settled()
    assert [one for one in told_incidents() if one[1] == "open"] == []
