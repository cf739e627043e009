"""A card's number is known by its form and its check digit."""

import pytest

from csms.web.card_numbers import is_card_number

CARDS = ["4242424242424242", "4242 4242 4242 4242", "5555-5555-5555-4444", "378282246310005"]
OTHERS = ["4242424242424241", "pm_card_visa", "pm_4242424242424242", "12345678901", ""]


@pytest.mark.parametrize("text", CARDS)
def test_card(text: str) -> None:
    assert is_card_number(text)


@pytest.mark.parametrize("text", OTHERS)
def test_no_card(text: str) -> None:
    assert not is_card_number(text)
