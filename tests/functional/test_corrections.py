"""What an operator gives back: credit notes with numbers of their own, and the money with them."""

from __future__ import annotations

from typing import Any

import pytest
from tests.functional.test_receipts import issued, receipt_path
from tests.http_api import Caller
from tests.network import DRIVER, top_up

from csms import bootstrap
from csms.ledger import chart

WALLET, RECEIVABLE = chart.wallet(DRIVER), chart.receivable(DRIVER)
REVENUE, VAT = chart.revenue("site-1", "EUR"), chart.vat("19", "EUR")


def euros(minor: int) -> dict[str, Any]:
    return {"minor": minor, "currency": "EUR"}


def posted(account_id: str) -> int:
    balances = bootstrap.ledger().balances(account_id)
    return balances.posted_minor if balances else 0


def test_whole_charge_is_given_back(driver: Caller, operator: Caller) -> None:
    top_up(1000)
    session = issued()
    assert (posted(WALLET), posted(REVENUE), posted(VAT)) == (583, 350, 67)
    path = f"/sessions/{session.session_id}/corrections"
    made = operator.post(path, {"reason": "The plug was hot"}, key="k")
    note = made.json
    assert (made.status, note["kind"], note["number"]) == (201, "credit_note", "C-000001")
    assert note["original"]["number"] == "R-000001"
    assert (note["original"]["gross"], note["original"]["reason"]) == (
        euros(417),
        "The plug was hot",
    )
    assert note["cost"] == {"net": euros(350), "tax": euros(67), "gross": euros(417)}
    assert (posted(WALLET), posted(REVENUE), posted(VAT)) == (1000, 0, 0)
    assert driver.get(receipt_path(session)).json["cost"]["gross"] == euros(417)
    (mine,) = driver.get(f"/sessions/{session.session_id}/credit-notes").json
    assert mine == note == operator.get("/receipts/C-000001").json
    assert operator.get(path).json == [note]


def test_the_same_request_gives_the_same_note(operator: Caller, network: None) -> None:
    top_up(1000)
    path = f"/sessions/{issued().session_id}/corrections"
    wanted = {"reason": "too slow", "amount": euros(100)}
    first = operator.post(path, wanted, key="k")
    assert operator.post(path, wanted, key="k").json == first.json
    assert posted(WALLET) == 683
    second = operator.post(path, wanted, key="other")
    assert (second.json["number"], posted(WALLET)) == ("C-000002", 783)


def test_what_a_session_should_have_cost_counts_what_was_given_back_before(
    operator: Caller, network: None
) -> None:
    top_up(1000)
    path = f"/sessions/{issued().session_id}/corrections"
    assert operator.post(path, {"reason": "x", "amount": euros(100)}, key="a").status == 201
    wanted = {"reason": "x", "correct_gross": euros(300)}
    note = operator.post(path, wanted, key="b").json
    assert note["cost"]["gross"] == euros(17)
    assert operator.post(path, wanted, key="b").json == note
    assert posted(WALLET) == 1000 - 300
    assert operator.post(path, wanted, key="c").status == 409


def test_never_more_is_given_back_than_was_charged(operator: Caller, network: None) -> None:
    top_up(1000)
    path = f"/sessions/{issued().session_id}/corrections"
    assert operator.post(path, {"reason": "x", "amount": euros(418)}).status == 409
    assert operator.post(path, {"reason": "x", "amount": euros(0)}).status == 409
    assert operator.post(path, {"reason": "x", "amount": euros(-5)}).status == 409
    assert operator.post(path, {"reason": "x", "amount": euros(217)}).status == 201
    refused = operator.post(path, {"reason": "x", "amount": euros(201)})
    assert (refused.status, "200 of 417" in refused.json["detail"]) == (409, True)
    assert operator.post(path, {"reason": "x"}).json["cost"]["gross"] == euros(200)
    assert operator.post(path, {"reason": "x"}).status == 409
    assert (posted(WALLET), posted(REVENUE), posted(VAT)) == (1000, 0, 0)


def test_what_is_owed_is_cleared_first(operator: Caller, network: None) -> None:
    top_up(300)
    session = issued()
    assert (posted(WALLET), posted(RECEIVABLE)) == (0, -117)
    path = f"/sessions/{session.session_id}/corrections"
    note = operator.post(path, {"reason": "x", "amount": euros(100)}).json
    assert (posted(WALLET), posted(RECEIVABLE)) == (0, -17)
    assert note["payment"]["parts"] == {"receivable": euros(100)}
    note = operator.post(path, {"reason": "x", "correct_gross": euros(217)}).json
    assert note["cost"]["gross"] == euros(100)
    assert (posted(WALLET), posted(RECEIVABLE)) == (83, 0)
    assert note["payment"]["parts"] == {"receivable": euros(17), "wallet": euros(83)}


def test_what_was_not_charged_is_not_given_back(operator: Caller, network: None) -> None:
    session = issued(1000)
    refused = operator.post(f"/sessions/{session.session_id}/corrections", {"reason": "x"})
    assert refused.status == 409


@pytest.mark.parametrize(
    "wrong",
    [
        {},
        {"reason": ""},
        {"reason": "x", "amount": {"minor": 5, "currency": "USD"}},
        {"reason": "x", "amount": {"minor": 5, "currency": "EUR"}, "correct_gross": euros(1)},
    ],
)
def test_wrong_correction_is_refused(operator: Caller, network: None, wrong: Any) -> None:
    path = f"/sessions/{issued().session_id}/corrections"
    assert operator.post(path, wrong).status == 422


def test_driver_corrects_nothing(driver: Caller) -> None:
    session = issued()
    path = f"/sessions/{session.session_id}/corrections"
    assert driver.post(path, {"reason": "x"}).status == 404
    as_operator = Caller("operator_api", {"sub": DRIVER})
    assert as_operator.post(path, {"reason": "x"}).status == 403
