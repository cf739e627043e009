from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from csms.receipts.language import Language

EN, DE = Language("en"), Language("de")


@pytest.mark.parametrize(
    ("minor", "currency", "english", "german"),
    [
        (123_456, "EUR", "€1,234.56", "1.234,56 €"),
        (-5, "EUR", "\N{MINUS SIGN}€0.05", "\N{MINUS SIGN}0,05 €"),
        (1419, "JPY", "JPY 1,419", "1.419 JPY"),
        (1967, "KWD", "KWD 1.967", "1,967 KWD"),
        (100, "GBP", "£1.00", "1,00 £"),
    ],
)
def test_money_has_the_decimals_of_its_currency(
    minor: int, currency: str, english: str, german: str
) -> None:
    assert EN.money(minor, currency).replace("\xa0", " ") == english
    assert DE.money(minor, currency).replace("\xa0", " ") == german


def test_price_keeps_every_decimal() -> None:
    assert EN.amount(Decimal("0.4995"), "EUR") == "€0.4995"
    assert DE.amount(Decimal(6), "EUR") == "6,00\xa0€"
    assert DE.number(Decimal("1E+3")) == "1.000"


def test_hour_that_comes_twice_is_told_by_its_offset() -> None:
    first = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    told = [
        EN.moment(one, "Europe/Berlin").replace("\xa0", " ")
        for one in (first, first + timedelta(hours=1))
    ]
    assert told == ["25 Oct 2026, 02:30 (UTC+02:00)", "25 Oct 2026, 02:30 (UTC+01:00)"]
    assert DE.moment(first, "Europe/Berlin") == "25.10.2026, 02:30 (UTC+02:00)"


def test_duration_names_no_zero() -> None:
    assert EN.duration(timedelta(minutes=83)) == "1\xa0h 23\xa0min"
    assert EN.duration(timedelta(seconds=3605)) == "1\xa0h 5\xa0s"
    assert EN.duration(timedelta(0)) == "0\xa0min"
