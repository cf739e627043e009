from decimal import Decimal

import pytest

from csms.money import Money, exponent, rounded


@pytest.mark.parametrize(
    ("amount", "currency", "minor"),
    [
        ("1.005", "EUR", 101),
        ("1.0049999999999999999999", "EUR", 100),
        ("-1.005", "EUR", -101),
        ("0.004", "EUR", 0),
        ("1234.5", "JPY", 1235),
        ("1.2345", "KWD", 1235),
        ("0", "EUR", 0),
    ],
)
def test_amounts_are_rounded_half_up_to_the_currency(
    amount: str, currency: str, minor: int
) -> None:
    assert rounded(Decimal(amount), currency) == Money(minor, currency)


@pytest.mark.parametrize(("currency", "decimals"), [("EUR", 2), ("ISK", 0), ("BHD", 3)])
def test_currencies_have_their_own_decimals(currency: str, decimals: int) -> None:
    assert exponent(currency) == decimals


def test_money_adds_up_with_its_own_currency() -> None:
    assert Money(5, "EUR") + Money(7, "EUR") == Money(12, "EUR")
    assert Money(5, "EUR") - Money(7, "EUR") == Money(-2, "EUR")
    assert -Money(5, "EUR") == Money(-5, "EUR")


def test_currencies_do_not_mix() -> None:
    with pytest.raises(ValueError, match="EUR and USD"):
        Money(1, "EUR") + Money(1, "USD")
    with pytest.raises(ValueError, match="EUR and USD"):
        Money(1, "EUR") - Money(1, "USD")
