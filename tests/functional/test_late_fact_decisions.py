"""What a person decides of late facts: more is charged, given back, or left; once."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

import boto3
import pytest
from tests.architecture.gate import Gate
from tests.conftest import forget_services
from tests.functional.settled_sessions import (
    INCOME,
    WALLET,
    Lost,
    Parked,
    batch,
    euros,
    found,
    posted,
)
from tests.functional.station import CONTEXT
from tests.http_api import Answer, Caller
from tests.network import DRIVER, tariff_document, top_up

from csms import bootstrap
from csms.bootstrap import services
from csms.ledger import chart
from csms.tariffs.document import tariff_from_document
from csms.web.printing import Printing
from session_settlement import correct

if TYPE_CHECKING:
    from collections.abc import Iterator

DEBT = chart.receivable(DRIVER)


@pytest.fixture(autouse=True)
def gate(network: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[Gate]:
    """Late facts add nothing by themselves. What policies would refuse is a failure."""
    monkeypatch.setenv("FINAL_READING_WAIT_SECONDS", "0")
    monkeypatch.setenv("CORRECTION_CHARGE_MOST", "0")
    topic = boto3.client("sns").create_topic(Name="alerts")["TopicArn"]
    monkeypatch.setenv("ALERTS_TOPIC_ARN", topic)
    gate = Gate()
    forget_services()
    yield gate
    assert gate.refused == []


def operator(by: str = "operator-1") -> Caller:
    return Caller("operator_api", {"sub": by, "cognito:groups": "[operators]"})


def ordered(
    gate: Gate, lost: Lost | Parked, minor: int, key: str = "k", by: str = "operator-1", **more: Any
) -> Answer:
    session_id = found(lost.key).session_id
    body = {"kind": "charge", "session_id": session_id, "amount": euros(minor)}
    more = {"reason": "The photograph", "correction_number": 1} | more
    with gate.running("MoneyOrderFunction"):
        return operator(by).post("/money-orders", body | more, key)


def left(
    gate: Gate, lost: Lost | Parked, reason: str = "The meter was exchanged", number: int = 1
) -> Answer:
    body = {"reason": reason, "correction_number": number}
    with gate.running("OperatorApiFunction"):
        session_id = found(lost.key).session_id
        return operator().post(f"/sessions/{session_id}/late-facts/leave", body)


def told(lost: Lost) -> list[tuple[str, int, str | None]]:
    shown = operator().get(lost.path).json["corrections"]
    return [
        (one["outcome"], (one["difference"] or {"minor": 0})["minor"], one["document_number"])
        for one in shown
    ]


def waiting(wallet: int = 1_000, wh: int = 10_000) -> Lost:
    """1.67 were charged, by all facts it is 3.75; nobody has decided yet."""
    if wallet:
        top_up(wallet)
    lost = Lost()
    lost.stop(58, wh)
    lost.look()
    assert told(lost)[-1][0] == "review"
    return lost


def test_a_person_charges_what_late_facts_say_once(gate: Gate, driver: Caller) -> None:
    lost = waiting()
    first = ordered(gate, lost, 208)
    assert (first.status, first.json["state"]) == (201, "done"), first.text
    assert ordered(gate, lost, 208).json == first.json
    assert posted(WALLET, DEBT, *INCOME) == [625, 0, 315, 60]
    assert told(lost) == [("review", 0, None), ("charged", 208, "A-000001")]

    document = operator().get("/receipts/A-000001").json
    assert (document["kind"], document["cost"]["gross"]) == ("additional_charge", euros(208))
    assert document["original"]["reason"] == "The photograph"
    assert document["payment"]["from_balance"] == euros(208)
    (_, charged) = driver.get(lost.path).json["corrections"]
    assert (charged["by_hand"], charged["cost"]["gross"]) == (True, euros(375))
    (noted, *_) = operator().get("/audit", action="money.charge").json["items"]
    assert (noted["subject"], noted["reason"]) == ("operator-1", "The photograph")


def test_crash_between_charge_and_answer_heals(gate: Gate, monkeypatch: pytest.MonkeyPatch) -> None:
    lost = waiting()

    def dies(*_: Any) -> Any:
        raise RuntimeError

    with monkeypatch.context() as crash:
        crash.setattr(type(bootstrap.money_orders()), "conclude", dies)
        assert ordered(gate, lost, 208).status == 500
    assert posted(WALLET) == [625]
    done = ordered(gate, lost, 208).json
    assert (done["state"], done["failure"]) == ("done", None)
    assert posted(WALLET) == [625]
    assert told(lost)[1:] == [("charged", 208, "A-000001")]


def test_what_is_decided_is_not_asked_again_until_there_is_news(
    gate: Gate, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LATE_FACTS", "review")
    forget_services()
    parked = Parked()

    def heard(minute: int) -> list[str]:
        parked.status(minute, "Available")
        answer = correct.handler(batch(parked.late_status(minute)), CONTEXT)
        assert answer == {"batchItemFailures": []}
        return [one.outcome.value for one in parked.session.corrections]

    assert heard(50) == ["review"]
    body = {"reason": "The driver was told", "amount": euros(50), "correction_number": 1}
    path = f"/sessions/{parked.session.session_id}/corrections"
    with gate.running("CorrectionFunction"):
        assert operator().post(path, body, key="k").status == 201
    assert heard(50) == ["review", "credited"]
    assert heard(45) == ["review", "credited", "review"]


def test_what_the_wallet_does_not_have_is_owed(gate: Gate) -> None:
    lost = waiting(wallet=200)
    assert ordered(gate, lost, 208).json["state"] == "done"
    assert posted(WALLET, DEBT, *INCOME) == [0, -175, 315, 60]


def test_no_more_than_the_price_by_all_facts_is_charged(gate: Gate) -> None:
    lost = waiting()
    refused = ordered(gate, lost, 209).json
    assert (refused["state"], "208" in refused["failure"]) == ("refused", True)
    assert posted(WALLET) == [833]
    assert ordered(gate, lost, 150, "l").json["state"] == "done"
    again = ordered(gate, lost, 58, "m")
    assert (again.status, "wait for a decision" in again.json["detail"]) == (409, True)
    assert posted(WALLET, *INCOME) == [683, 266, 51]


def test_above_the_limit_another_person_approves(
    gate: Gate, monkeypatch: pytest.MonkeyPatch
) -> None:
    lost = waiting()
    monkeypatch.setenv("FOUR_EYES_ABOVE", "2")
    forget_services()
    asked = ordered(gate, lost, 208).json
    assert (asked["state"], posted(WALLET)) == ("awaiting_approval", [833])
    path = f"/money-orders/{asked['order_id']}/approve"
    with gate.running("MoneyOrderFunction"):
        assert operator().post(path, {}).status == 403
        assert operator("operator-2").post(path, {}).json["state"] == "done"
        assert operator("operator-3").post(path, {}).json["state"] == "done"
    assert posted(WALLET) == [625]
    assert told(lost)[-1] == ("charged", 208, "A-000001")


def test_where_nothing_was_charged_the_rate_of_the_tax_is_told(gate: Gate) -> None:
    top_up(1_000)
    lost = Lost(wh=0)
    lost.stop(58, 10_000)
    lost.look()
    refused = ordered(gate, lost, 375).json
    assert "vat_percent" in refused["failure"]
    assert ordered(gate, lost, 375, "l", vat_percent="19").json["state"] == "done"
    assert posted(WALLET, *INCOME) == [625, 315, 60]


def test_a_person_leaves_it_as_it_is(gate: Gate) -> None:
    lost = waiting()
    answer = left(gate, lost)
    assert (answer.status, answer.json["corrections"][-1]["outcome"]) == (200, "unchanged")
    assert left(gate, lost).status == 200
    assert left(gate, lost, "again").status == 409
    lost.look()
    assert told(lost) == [("review", 0, None), ("unchanged", 0, None)]
    assert posted(WALLET, *INCOME) == [833, 140, 27]
    assert ordered(gate, lost, 208).status == 409


def test_a_credit_note_answers_what_waits(gate: Gate) -> None:
    lost = waiting()
    body = {"reason": "The plug was hot", "amount": euros(67), "correction_number": 1}
    with gate.running("CorrectionFunction"):
        for _ in range(2):
            assert operator().post(f"{lost.path}/corrections", body, key="k").status == 201
    assert told(lost) == [("review", 0, None), ("credited", -67, "C-000001")]
    assert posted(WALLET) == [900]
    lost.look()
    assert len(told(lost)) == 2


def test_a_review_that_later_facts_made_void_is_over(
    gate: Gate, monkeypatch: pytest.MonkeyPatch
) -> None:
    lost = waiting()
    # Its stop is told anew by nobody; what is allowed to be added is.
    monkeypatch.setenv("CORRECTION_CHARGE_MOST", "10")
    forget_services()
    lost.look()
    assert [one for one, *_ in told(lost)] == ["review", "charged"]
    assert ordered(gate, lost, 1).status == 409


def test_only_who_may_move_money_does(gate: Gate) -> None:
    lost = waiting()
    session_id = found(lost.key).session_id
    body: dict[str, Any] = {"kind": "charge", "session_id": session_id, "amount": euros(1)}
    body["correction_number"] = 1
    staff = Caller("operator_api", {"sub": "s", "cognito:groups": "[operator-staff]"})
    assert staff.post("/money-orders", body | {"reason": "x"}, "k").status == 403
    assert (
        staff.post(f"{lost.path}/late-facts/leave", {"reason": "x", "correction_number": 1}).status
        == 403
    )
    for wrong in (
        {"driver_id": DRIVER},
        {"vat_percent": "1e-99999999"},
        {"vat_percent": "100"},
        {"amount": euros(0)},
        {"correction_number": None},
        {"kind": "credit", "session_id": None, "driver_id": DRIVER},
    ):
        answer = operator().post("/money-orders", body | {"reason": "x"} | wrong, "k")
        assert answer.status == 422, wrong


def test_a_repeated_credit_note_does_not_answer_what_came_after_it(
    gate: Gate, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LATE_FACTS", "review")
    forget_services()
    parked = Parked()
    body = {"reason": "The driver was told", "amount": euros(50)}
    path = f"/sessions/{parked.session.session_id}/corrections"

    def given_back() -> list[str]:
        with gate.running("CorrectionFunction"):
            assert operator().post(path, body, key="k").status == 201
        return [one.outcome.value for one in parked.session.corrections]

    assert given_back() == []
    parked.status(50, "Available")
    answer = correct.handler(batch(parked.late_status(50)), CONTEXT)
    assert answer == {"batchItemFailures": []}
    assert given_back() == ["review"]


def test_a_price_in_doubt_is_charged_in_the_currency_of_the_session(gate: Gate) -> None:
    lost = waiting(wh=99_000_000)
    assert found(lost.key).corrections[-1].gross_minor is None
    dollars = {"minor": 100, "currency": "USD"}
    refused = ordered(gate, lost, 100, amount=dollars).json
    assert (refused["state"], "EUR" in refused["failure"]) == ("refused", True)
    assert ordered(gate, lost, 100, "l").json["state"] == "done"


def vehicle_left(parked: Parked, minute: int) -> None:
    parked.status(minute, "Available")
    answer = correct.handler(batch(parked.late_status(minute)), CONTEXT)
    assert answer == {"batchItemFailures": []}


@pytest.fixture
def seen(monkeypatch: pytest.MonkeyPatch) -> Parked:
    """What a person has seen wait, correction 1, is not all: 2 comes, by `vehicle_left`."""
    monkeypatch.setenv("LATE_FACTS", "review")
    monkeypatch.setenv("FOUR_EYES_ABOVE", "0")
    forget_services()
    parked = Parked()
    vehicle_left(parked, 50)
    return parked


def test_who_has_seen_other_facts_than_wait_now_decides_nothing(gate: Gate, seen: Parked) -> None:
    vehicle_left(seen, 45)
    before = posted(WALLET, DEBT, *INCOME)
    body = {"reason": "The plug was hot", "amount": euros(67)}
    path = f"/sessions/{seen.session.session_id}/corrections"
    with gate.running("CorrectionFunction"):
        refused = [
            operator().post(path, body, key="c"),
            operator().post(path, body | {"correction_number": 1}, key="c"),
        ]
    refused += [ordered(gate, seen, 208), left(gate, seen)]
    assert [one.status for one in refused] == [409] * 4
    assert ["correction 2" in one.json["detail"] for one in refused[1:]] == [True] * 3
    assert "correction_number 2" in refused[0].json["detail"]
    assert posted(WALLET, DEBT, *INCOME) == before
    assert operator().get("/money-orders").json["items"] == []
    assert left(gate, seen, number=2).status == 200
    assert left(gate, seen, number=2).status == 200


def test_an_order_that_waits_for_another_person_charges_nothing_once_facts_have_changed(
    gate: Gate, seen: Parked
) -> None:
    before, asked = posted(WALLET), ordered(gate, seen, 100).json
    assert asked["state"] == "awaiting_approval"
    vehicle_left(seen, 45)
    with gate.running("MoneyOrderFunction"):
        path = f"/money-orders/{asked['order_id']}/approve"
        approved = operator("operator-2").post(path, {}).json
    assert (approved["state"], "have changed" in approved["failure"]) == ("refused", True)
    assert posted(WALLET) == before
    assert ordered(gate, seen, 100).json == approved


def test_a_note_and_what_it_answers_are_stored_together(
    gate: Gate, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A crash after the note leaves no incident open."""
    lost = waiting()
    body = {"reason": "The plug was hot", "amount": euros(67), "correction_number": 1}

    def dies(*_: Any) -> Any:
        raise RuntimeError

    with monkeypatch.context() as crash, gate.running("CorrectionFunction"):
        crash.setattr(Printing, "view", dies)
        assert operator().post(f"{lost.path}/corrections", body, key="k").status == 500
    assert told(lost) == [("review", 0, None), ("credited", -67, "C-000001")]


def test_a_credit_where_nothing_waits_answers_nothing(gate: Gate) -> None:
    top_up(1_000)
    lost = Lost()
    body = {"reason": "The plug was hot", "amount": euros(10)}
    with gate.running("CorrectionFunction"):
        path = f"{lost.path}/corrections"
        assert operator().post(path, body | {"correction_number": 1}, key="k").status == 409
        assert operator().post(path, body, key="k").status == 201
    assert told(lost) == []


SPLIT = (
    *(chart.revenue("site-1", "EUR", one) for one in chart.Component),
    chart.vat("7", "EUR"),
    chart.vat("19", "EUR"),
)


def of_several_parts(wh: int = 10_000) -> Lost:
    """1.00 for the session with 7 % tax; 0.35 per kWh and 1.20 per hour with 19 %."""
    document = tariff_document("ac", "0.35")
    components = [
        {"type": kind, "price": Decimal(price), "vat": Decimal(vat)}
        for kind, price, vat in (("FLAT", "1", 7), ("ENERGY", "0.35", 19), ("TIME", "1.2", 19))
    ]
    elements = [{"price_components": components}]
    services().tariffs.put(tariff_from_document(document | {"elements": elements}, 2))
    lost = Lost()
    assert posted(*SPLIT) == [140, 60, 0, 100, 7, 38]
    lost.stop(58, wh)
    return lost


@pytest.mark.parametrize("by", ["the machine", "a person"])
def test_what_is_charged_more_is_split_as_the_price_is(
    gate: Gate, by: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if by == "the machine":
        monkeypatch.setenv("CORRECTION_CHARGE_MOST", "10")
        forget_services()
    top_up(1_000)
    lost = of_several_parts()
    lost.look()
    if by == "a person":
        due = found(lost.key).corrections[-1].gross_minor
        assert ordered(gate, lost, (due or 0) - 345).json["state"] == "done"
    assert told(lost)[-1] == ("charged", 275, "A-000001")
    assert posted(*SPLIT) == [315, 116, 0, 100, 7, 82]
    taxes = operator().get("/receipts/A-000001").json["taxes"]
    assert [(one["vat_percent"], one["net"]["minor"], one["tax"]["minor"]) for one in taxes] == [
        ("19", 231, 44)
    ]


def test_a_part_of_what_is_due_is_split_in_proportion(gate: Gate) -> None:
    top_up(1_000)
    lost = of_several_parts()
    lost.look()
    assert ordered(gate, lost, 119).json["state"] == "done"
    energy, time, idle, fee, low, high = posted(*SPLIT)
    assert (energy - 140, time - 60, idle, fee, low, high) == (76, 24, 0, 100, 7, 38 + 19)


def test_a_price_in_doubt_is_split_as_what_is_charged(gate: Gate) -> None:
    top_up(1_000)
    lost = of_several_parts(99_000_000)
    lost.look()
    assert found(lost.key).corrections[-1].gross_minor is None
    assert ordered(gate, lost, 119, vat_percent="19").json["state"] == "done"
    assert posted(*SPLIT) == [140 + 47, 60 + 20, 0, 100 + 33, 7, 38 + 19]
