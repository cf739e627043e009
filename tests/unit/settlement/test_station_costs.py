from decimal import Decimal
from typing import Any

import pytest

from csms.money import Money
from csms.settlement.station_costs import differs, stated_cost


def details(total: dict[str, Any], **more: Any) -> dict[str, Any]:
    cost = {"currency": "eur", "typeOfCost": "NormalCost", "total": total}
    return {"totalCost": cost, "totalUsage": {"energy": 1}} | more


def test_the_total_with_taxes_is_what_is_stated() -> None:
    assert stated_cost(details({"inclTax": Decimal("3.0649"), "exclTax": 2})) == Money(306, "EUR")


@pytest.mark.parametrize(
    "said",
    [
        details({"exclTax": 2}),
        details({"inclTax": 2}, failureToCalculate=True),
        details({"inclTax": Decimal("1E+300")}),
        details({"inclTax": -(10**40)}),
    ],
)
def test_a_failure_or_a_net_amount_states_nothing(said: dict[str, Any]) -> None:
    assert stated_cost(said) is None


@pytest.mark.parametrize(
    ("stated", "ours", "expected"),
    [(102, 100, False), (103, 100, True), (97, 100, True), (1010, 1000, False), (1011, 1000, True)],
)
def test_rounding_is_no_difference(stated: int, ours: int, expected: bool) -> None:
    assert differs(Money(stated, "EUR"), Money(ours, "EUR")) is expected


def test_another_currency_is_a_difference_unless_both_are_nothing() -> None:
    assert differs(Money(5, "CHF"), Money(5, "EUR"))
    assert not differs(Money(0, "CHF"), Money(0, "EUR"))
