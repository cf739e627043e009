from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.builders import a_hold, a_transfer, minutes

from csms.ledger import chart
from csms.ledger.holds import HoldState
from csms.money import Money
from csms.settlement.paying import Means, end_of_hold, legs_of_payment

WALLET, RECEIVABLE = chart.wallet("driver-1"), chart.receivable("driver-1")
MEANS = Means("1", "driver-1", "EUR", a_hold(400), 100)


def legs(gross: int, means: Means = MEANS) -> dict[str, int]:
    found = legs_of_payment(Money(gross, "EUR"), means)
    return {leg.account_id: leg.minor for leg in found}


@given(held=st.integers(1, 500), available=st.integers(0, 500), gross=st.integers(1, 1500))
def test_hold_and_wallet_pay_and_the_rest_is_owed(held: int, available: int, gross: int) -> None:
    paid = legs(gross, replace(MEANS, hold=a_hold(held), available_minor=available))
    assert -paid.get(WALLET, 0) == min(gross, held + available)
    assert sum(paid.values()) == -gross
    assert all(paid.values())


@pytest.mark.parametrize(
    "fields",
    [
        {"state": HoldState.EXPIRED},
        {"account_id": chart.wallet("driver-2")},
        {"currency": "USD"},
    ],
)
def test_a_hold_that_is_over_or_of_others_pays_nothing(fields: dict[str, Any]) -> None:
    assert legs(450, replace(MEANS, hold=a_hold(400, **fields))) == {WALLET: -100, RECEIVABLE: -350}


def test_a_hold_that_ended_before_does_not_end_again() -> None:
    over = replace(MEANS, hold=a_hold(400).resolved(HoldState.EXPIRED, minutes(9)))
    assert end_of_hold(over, None, minutes(10)) is None


def test_without_a_hold_its_id_is_closed() -> None:
    end = end_of_hold(replace(MEANS, hold=None), None, minutes(10))
    assert end is not None
    assert end.never_placed
    assert (end.after.hold_id, end.after.minor, end.after.pending) == ("hld:1", 0, False)


def test_a_hold_is_posted_where_its_wallet_pays_and_else_voided() -> None:
    charge = a_transfer("chg:1", (WALLET, -400), (chart.revenue(None, "EUR"), 400))
    refund = a_transfer("rfd:1", (WALLET, 400), (chart.revenue(None, "EUR"), -400))
    ends = [end_of_hold(MEANS, one, minutes(10)) for one in (charge, refund, None)]
    assert [one and one.after.state for one in ends] == [
        HoldState.POSTED,
        HoldState.VOIDED,
        HoldState.VOIDED,
    ]
