"""What those who run the network see of customers at terminals: what was reserved, and its end."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from tests.http_api import Answer, Caller

from csms import bootstrap
from csms.payments.visits import VisitEnd

if TYPE_CHECKING:
    from tests.payments.terminal_world import TerminalWorld

GROSS = 417  # of 10 kWh


def ask(world: TerminalWorld, path: str = "", **query: str) -> Answer:
    viewer = Caller("operator_api", {"sub": "viewer-1", "cognito:groups": "[operator-viewers]"})
    with world.deployed.gate.running("OperatorApiFunction"):
        return viewer.get(f"/terminal-visits{path}", **query)


def seen(world: TerminalWorld, visit_id: str) -> Any:
    return ask(world, f"/{visit_id}").json


def listed(world: TerminalWorld, **query: str) -> list[str]:
    return [one["visit_id"] for one in ask(world, **query).json["items"]]


def test_a_visit_is_seen_from_the_card_to_the_money_that_was_taken(world: TerminalWorld) -> None:
    visit_id = world.authorise()["authorisation_id"]
    begun = seen(world, visit_id)
    assert (begun["state"], begun["ended"]) == ("authorised", None)
    assert (begun["terminal_id"], begun["station_id"], begun["evse_id"]) == ("T-1", "CP1", 1)
    assert begun["authorised"] == begun["asked"] == {"minor": 2000, "currency": "EUR"}
    assert begun["released"] is None
    number = world.starts(visit_id)
    world.round()
    bound = seen(world, visit_id)
    assert (bound["state"], bound["session_id"]) == ("bound", world.session().session_id)
    world.stops(number, 11_000)
    for step in ("rate", "capture"):
        world.task(step)
    assert seen(world, visit_id)["state"] == "captured"
    world.task("post")
    world.watch(visit_id, timedelta(minutes=1))
    paid = seen(world, visit_id)
    assert (paid["captured"]["minor"], paid["released"]["minor"]) == (GROSS, 2000 - GROSS)
    assert (paid["state"], paid["ended"]) == ("captured", "settled")


def test_what_was_given_back_says_why(world: TerminalWorld) -> None:
    visit_id = world.authorise()["authorisation_id"]
    world.accepts_the_start()
    world.watch(visit_id, timedelta(minutes=12))
    given_back = seen(world, visit_id)
    assert (given_back["state"], given_back["ended"]) == ("released", "not_plugged_in")
    assert given_back["released"] == {"minor": 2000, "currency": "EUR"}
    assert given_back["captured"]["minor"] == 0


def test_a_card_that_is_refused_reserved_nothing(world: TerminalWorld) -> None:
    begun = world.authorise(payment_method_id="pm_card_visa_chargeDeclined")
    refused = seen(world, begun["authorisation_id"])
    assert (refused["state"], refused["ended"]) == ("declined", "not_authorised")
    assert refused["failure"] == begun["failure"]
    assert refused["released"]["minor"] == 0


def test_a_visit_whose_money_nobody_asked_for_is_seen_too(world: TerminalWorld) -> None:
    """The function died between taking the place and asking the provider."""
    visit_id = world.authorise()["authorisation_id"]
    visit = bootstrap.visits().get(visit_id)
    assert visit is not None
    orphan = bootstrap.visits().save(replace(visit, payment_id="none"))
    assert seen(world, visit_id)["state"] == "pending"
    bootstrap.visits().save(orphan.given_up(VisitEnd.NOT_AUTHORISED))
    over = seen(world, visit_id)
    assert (over["state"], over["authorised"]) == ("released", None)


def test_visits_are_listed_by_what_is_asked_for(world: TerminalWorld) -> None:
    first = world.authorise("v1")["authorisation_id"]
    world.call("POST", f"/authorisations/{first}/cancel")
    world.watch(first, timedelta(minutes=1))
    second = world.authorise("v2")["authorisation_id"]
    assert listed(world) == [second, first]
    assert listed(world, open="true") == [second]
    assert listed(world, open="false") == listed(world, ended="cancelled") == [first]
    assert listed(world, station_id="CP1", terminal_id="T-1") == [second, first]
    assert listed(world, station_id="CP2") == listed(world, terminal_id="T-2") == []
    page = ask(world, limit="1").json
    assert [one["visit_id"] for one in page["items"]] == [second]
    assert listed(world, limit="1", cursor=page["next"]) == [first]


@pytest.mark.parametrize("path", ["/nothing", "/TRM"])
def test_a_visit_that_is_not_there_is_said_to_be_so(world: TerminalWorld, path: str) -> None:
    answer = ask(world, path)
    assert answer.status == 404
    assert "GET /terminal-visits" in answer.json["detail"]
