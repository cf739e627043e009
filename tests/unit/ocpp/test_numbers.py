from decimal import Decimal

import pytest

from csms.ocpp.call_errors import CallError, Code
from csms.ocpp.numbers import number, reading_number


@pytest.mark.parametrize("value", ["8.1", Decimal("8.1"), " 8.1"])
def test_number_is_exact(value: str | Decimal) -> None:
    assert number(value, "value") == Decimal("8.1")


@pytest.mark.parametrize(("value", "found"), [("1e3", 1000), ("-5.", -5), (".5", Decimal("0.5"))])
def test_a_text_may_be_written_as_any_number(value: str, found: Decimal) -> None:
    assert number(value, "value") == found


@pytest.mark.parametrize("value", ["1_000", "٣٤", "1e9999", "0x10", ".", "+", "1 000", "12 Wh"])
def test_what_only_looks_like_a_number_is_none(value: str) -> None:
    assert reading_number(value) is None


@pytest.mark.parametrize("value", ["", "a lot", "1,5", "NaN", "sNaN", "Infinity", "1e15", 10**15])
def test_what_no_meter_shows_is_refused_with_its_place(value: str | int) -> None:
    with pytest.raises(CallError, match="meterStart") as caught:
        number(value, "meterStart")
    assert caught.value.code is Code.PROPERTY_CONSTRAINT_VIOLATION
