"""A credit of what a terminal's card paid: back to the card, once, with a credit note."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from tests.http_api import Answer, Caller
from tests.payments.terminal_world import TerminalWorld

from csms import bootstrap
from csms.clock import utc_now
from csms.receipts.card_crediting import finish_card_credits
from csms.receipts.settled import issue_receipt
from csms.reconciliation.fold import Fold
from csms.reconciliation.payment_checks import Payments, captures_booked, clearing_explained

GROSS, NET, TAX = 417, 350, 67
OPERATOR = {"sub": "operator-1", "cognito:groups": "[operators]"}


@pytest.fixture
def paid(world: TerminalWorld) -> TerminalWorld:
    """417 were captured of 2000, and the receipt is issued."""
    return with_receipt(world, 2000)


def with_receipt(world: TerminalWorld, minor: int) -> TerminalWorld:
    visit_id: str = world.authorise(minor=minor)["authorisation_id"]
    world.stops(world.starts(visit_id), 11_000)
    for step in ("rate", "capture", "post"):
        world.task(step)
    documents = bootstrap.documents(), bootstrap.checking(), bootstrap.composing()
    assert issue_receipt(world.session(), utc_now(), *documents) is not None
    return world


def correct(
    world: TerminalWorld, key: str | None = "k1", minor: int | None = None, **remains: int
) -> Answer:
    body: dict[str, Any] = {"reason": "the charger was broken"}
    wanted = remains if minor is None else {"amount": minor}
    body |= {name: {"minor": one, "currency": "EUR"} for name, one in wanted.items()}
    path = f"/sessions/{world.session().session_id}/corrections"
    headers = {"idempotency-key": key} if key else {}
    with world.deployed.gate.running("CorrectionFunction"):
        return Caller("operator_api", OPERATOR).call("POST", path, body, None, headers)


def refunds(world: TerminalWorld) -> list[int]:
    """What the provider has sent back."""
    found = world.deployed.peer.state()["things"].get("refund", {}).values()
    return sorted(one["amount"] for one in found if one["status"] == "succeeded")


def notes(world: TerminalWorld) -> list[int]:
    credited = bootstrap.documents().credited(world.session().session_id)
    return [credited.count, credited.minor]


def gaps() -> list[str]:
    """What a reconciliation finds of payments and clearing."""
    stored, now = bootstrap.reconciling().stored, utc_now()
    fold, known = Fold(now).take(stored.ledger()), Payments()
    for fact in stored.payments():
        known.take(fact)
    found = (captures_booked(known, fold, now), clearing_explained(known, fold))
    return [gap.why for one in found for gap in one.gaps]


def test_all_of_it_goes_back_to_the_card_with_a_note(paid: TerminalWorld) -> None:
    answers = [correct(paid) for _again in range(3)]
    assert [one.status for one in answers] == [201] * 3
    note = answers[0].json
    assert {one.json["number"] for one in answers} == {note["number"]}
    assert note["kind"] == "credit_note"
    assert note["cost"]["gross"] == {"minor": GROSS, "currency": "EUR"}
    assert note["payment"]["parts"] == {"terminal": {"minor": GROSS, "currency": "EUR"}}
    assert note["original"]["reason"] == "the charger was broken"
    assert refunds(paid) == [GROSS]
    assert paid.posted() == [0, 0, 0, 0]
    assert notes(paid) == [1, GROSS]
    assert correct(paid, "k2").status == 409
    assert gaps() == []


def test_parts_go_back_and_never_more_than_the_card_paid(paid: TerminalWorld) -> None:
    assert correct(paid, "k1", 100).status == 201
    assert correct(paid, "k1", 101).status == 409
    assert correct(paid, "k2", GROSS - 99).status == 409
    assert correct(paid, "k2").status == 201
    assert refunds(paid) == [100, GROSS - 100]
    assert paid.posted() == [0, 0, 0, 0]
    assert notes(paid) == [2, GROSS]
    assert correct(paid, "k2").status == 201
    assert gaps() == []


def test_what_was_written_off_is_not_given_back(world: TerminalWorld) -> None:
    with_receipt(world, 300)
    assert correct(world, "k1", 301).status == 409
    assert correct(world, "k1").status == 201
    assert refunds(world) == [300]
    clearing, written_off, *_earned = world.posted()
    assert (clearing, written_off) == (0, 300 - GROSS)


def test_without_a_key_no_money_goes_back(paid: TerminalWorld) -> None:
    assert correct(paid, None).status == 422
    assert refunds(paid) == []


@pytest.mark.parametrize("fault", ["cut_before", "cut_after", "error_after"])
@pytest.mark.parametrize("who", ["operator", "queue"])
def test_refund_that_nobody_answered_is_looked_up(
    paid: TerminalWorld, fault: str, who: str
) -> None:
    paid.deployed.peer.fault(fault, on="refund", times=99)
    assert correct(paid).status == 503
    assert paid.posted() == [-GROSS, 0, NET, TAX]
    assert notes(paid) == [0, 0]
    paid.deployed.peer.heal()
    if who == "operator":
        assert correct(paid).status == 201
    else:
        visit = bootstrap.visits().get(paid.session().payer.token_id)  # type: ignore[union-attr]
        assert visit is not None
        bootstrap.payment_checks().request(visit.payment_id)
        assert paid.deployed.work_off() == 1
    assert refunds(paid) == [GROSS]
    assert paid.posted() == [0, 0, 0, 0]
    assert notes(paid) == [1, GROSS]
    assert correct(paid).status == 201
    assert (refunds(paid), notes(paid)) == ([GROSS], [1, GROSS])
    assert gaps() == []


def test_crash_between_refund_and_note_heals(
    paid: TerminalWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    documents = type(bootstrap.documents())

    def dies(*_: Any) -> Any:
        raise RuntimeError

    with monkeypatch.context() as crash:
        crash.setattr(documents, "add", dies)
        assert correct(paid).status == 500
    assert refunds(paid) == [GROSS]
    assert notes(paid) == [0, 0]
    for event in paid.deployed.events():
        paid.deployed.webhook(event)
    assert paid.deployed.work_off() > 0
    assert notes(paid) == [1, GROSS]
    assert paid.posted() == [0, 0, 0, 0]
    assert correct(paid).status == 201
    assert refunds(paid) == [GROSS]


def test_refusal_of_the_provider_moves_nothing(paid: TerminalWorld) -> None:
    """The operator has sent it back at the provider before."""
    intent = paid.intent()
    client = paid.deployed.peer.client()
    client.v1.refunds.create(params={"payment_intent": intent["id"], "amount": GROSS})
    refused = correct(paid, "k1", GROSS)
    assert refused.status == 409
    assert "does not refund" in refused.json["detail"]
    assert paid.posted() == [-GROSS, 0, NET, TAX]
    assert notes(paid) == [0, 0]


def test_what_it_should_have_cost_counts_what_the_card_got_back_before(
    paid: TerminalWorld,
) -> None:
    assert correct(paid, "k1", 100).status == 201
    for _again in range(2):
        assert correct(paid, "k2", correct_gross=300).status == 201
    assert correct(paid, "k3", correct_gross=300).status == 409
    assert refunds(paid) == [GROSS - 400, 100]
    assert notes(paid) == [2, GROSS - 300]
    assert gaps() == []


def test_refund_whose_answer_was_lost_in_a_crash_is_looked_up_when_its_key_is_forgotten(
    paid: TerminalWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The provider forgets keys after a day: asked under another one it would pay twice."""

    def dies(*_: Any) -> Any:
        raise RuntimeError

    with monkeypatch.context() as crash:
        crash.setattr(type(bootstrap.payments()), "save_refund", dies)
        assert correct(paid, "k1", 100).status == 500
    assert refunds(paid) == [100]
    needs = bootstrap.card_crediting()
    later = replace(needs.paying, clock=lambda: utc_now() + timedelta(days=2))
    payer = paid.session().payer
    visit = bootstrap.visits().get(payer.token_id if payer else "")
    payment = later.payments.get(visit.payment_id) if visit else None
    assert payment is not None
    assert finish_card_credits(payment, utc_now(), replace(needs, paying=later)) == 1
    assert refunds(paid) == [100]
    assert gaps() == []
