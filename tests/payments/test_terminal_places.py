"""One customer pays by card at an EVSE; the next one is told so before anything is reserved."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from tests.payments.terminal_world import EVSE, TerminalWorld

from csms import bootstrap
from csms.clock import utc_now
from csms.payments.visits import Occupant, VisitEnd


def refused(world: TerminalWorld, reference: str = "v2") -> Any:
    body = {"evse": EVSE, "amount": {"minor": 2500, "currency": "EUR"}}
    answer = world.call("POST", "/authorisations", body, reference)
    assert answer.status == 409, answer.text
    return answer.json


def intents(world: TerminalWorld) -> int:
    return len(world.deployed.peer.state()["things"]["payment_intent"])


def test_second_card_at_an_evse_is_refused_and_nothing_reserved(world: TerminalWorld) -> None:
    first = world.authorise("v1")
    problem = refused(world)
    assert problem["type"].endswith("conflict")
    assert "another customer pays by card at EVSE 1 of CP1" in problem["detail"]
    assert intents(world) == 1
    assert world.authorise("v1")["authorisation_id"] == first["authorisation_id"]
    world.starts(first["authorisation_id"])
    refused(world)
    assert len(world.commands("start")) == 1


@pytest.mark.parametrize("how", ["cancelled", "declined", "stopped"])
def test_evse_is_free_once_the_visit_is_over(world: TerminalWorld, how: str) -> None:
    if how == "declined":
        world.authorise("v1", payment_method_id="pm_card_visa_chargeDeclined")
    else:
        visit_id = world.authorise("v1")["authorisation_id"]
        if how == "cancelled":
            world.call("POST", f"/authorisations/{visit_id}/cancel")
        else:
            world.stops(world.starts(visit_id), 11_000)
    assert world.authorise("v2")["state"] == "awaiting_plug"


def test_customer_who_never_plugged_in_has_the_evse_for_ten_minutes(world: TerminalWorld) -> None:
    """And a minute of grace; nobody has to look at the visit for that."""
    visit_id = world.authorise("v1")["authorisation_id"]
    visit = bootstrap.visits().get(visit_id)
    assert visit is not None
    assert visit.plug_in_by - visit.created_at == timedelta(minutes=10)
    visit = bootstrap.visits().save(replace(visit, plug_in_by=utc_now()))
    refused(world)
    ago = utc_now() - timedelta(seconds=61)
    bootstrap.visits().save(replace(visit, plug_in_by=ago))
    assert world.authorise("v3")["state"] == "awaiting_plug"


def test_card_that_comes_after_its_evse_was_taken_starts_nothing(world: TerminalWorld) -> None:
    """The reader took its time: another customer charges there now."""
    visit_id = world.authorise("v1", payment_method_id=None)["authorisation_id"]
    visits = bootstrap.visits()
    assert visits.occupy("CP1", 1, Occupant("TRMX", utc_now()), visits.occupant("CP1", 1))
    intent_id = world.intent()["id"]
    world.deployed.peer.control("terminal/present", payment_intent=intent_id, card="pm_card_visa")
    for event in world.deployed.events():
        world.deployed.webhook(event)
    world.deployed.work_off()
    assert world.authorise("v1", payment_method_id=None)["state"] == "released"
    assert world.commands("start") == []
    assert world.intent()["status"] == "canceled"
    visit = visits.get(visit_id)
    assert visit is not None
    assert visit.ended == VisitEnd.PLACE_TAKEN


@pytest.mark.parametrize(("minutes", "status"), [(9, 409), (11, 202)])
def test_request_that_broke_off_holds_an_evse_for_a_while(
    world: TerminalWorld, minutes: int, status: int
) -> None:
    since = utc_now() - timedelta(minutes=minutes)
    bootstrap.visits().occupy("CP1", 1, Occupant("TRMLOST", since), None)
    body = {"evse": EVSE, "amount": {"minor": 2000, "currency": "EUR"}}
    assert world.call("POST", "/authorisations", body, "v1").status == status
