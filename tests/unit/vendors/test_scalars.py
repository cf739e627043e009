"""One value of the wire, brought to the type that its schema wants."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csms.vendors import scalars
from csms.vendors.anomalies import Anomaly
from csms.vendors.model import Notes
from csms.vendors.scalars import Unfit

JSON = st.none() | st.booleans() | st.integers() | st.decimals() | st.text() | st.lists(st.none())
MEASURANDS = ["Current.Import", "Voltage"]
UNITS = ["Wh", "kWh", "Celsius", "Celcius"]


def notes() -> Notes:
    return Notes(datetime(2026, 11, 23, 12, tzinfo=UTC))


@pytest.mark.parametrize(
    ("read", "value", "found", "anomalies"),
    [
        ("text", "a", "a", []),
        ("text", 5, "5", [Anomaly.NUMBER_FOR_STRING]),
        ("text", Decimal("1E+3"), "1000", [Anomaly.NUMBER_FOR_STRING]),
        ("text", Decimal("604.213"), "604.213", [Anomaly.NUMBER_FOR_STRING]),
        ("text", True, "true", [Anomaly.BOOLEAN_SPELLING]),
        ("number", 5, 5, []),
        ("number", Decimal("0.5"), Decimal("0.5"), []),
        ("number", " 9.6", Decimal("9.6"), [Anomaly.STRING_FOR_NUMBER]),
        ("number", "9,6", Decimal("9.6"), [Anomaly.STRING_FOR_NUMBER]),
        ("number", "32.00", 32, [Anomaly.STRING_FOR_NUMBER]),
        ("integer", "7", 7, [Anomaly.STRING_FOR_NUMBER]),
        ("integer", "7.0", 7, [Anomaly.STRING_FOR_NUMBER]),
        ("number", "0,125", Decimal("0.125"), [Anomaly.STRING_FOR_NUMBER]),
        ("number", "604.213", Decimal("604.213"), [Anomaly.STRING_FOR_NUMBER]),
        ("register", 7, 7, []),
        ("register", "7,0", 7, [Anomaly.STRING_FOR_NUMBER]),
        ("register", Decimal("482310.5"), 482_311, [Anomaly.FRACTION_FOR_INTEGER]),
        (
            "register",
            "482310,4",
            482_310,
            [Anomaly.STRING_FOR_NUMBER, Anomaly.FRACTION_FOR_INTEGER],
        ),
        ("boolean", False, False, []),
        ("boolean", "True", True, [Anomaly.BOOLEAN_SPELLING]),
        ("boolean", " 0 ", False, [Anomaly.BOOLEAN_SPELLING]),
        ("boolean", 1, True, [Anomaly.BOOLEAN_SPELLING]),
    ],
)
def test_what_needs_no_guess_is_converted_and_counted(
    read: str, value: Any, found: Any, anomalies: list[Anomaly]
) -> None:
    told = notes()
    result = getattr(scalars, read)(value, told)
    assert (result, type(result)) == (found, type(found))
    assert told.anomalies == anomalies


@pytest.mark.parametrize(
    ("read", "value"),
    [
        ("text", None),
        ("text", []),
        ("number", True),
        ("number", "1,000.5"),
        ("number", "12 Wh"),
        ("number", "NaN"),
        ("number", "Infinity"),
        ("number", "1E+999999"),
        ("number", "1E-999999"),
        ("number", ""),
        ("number", "1,000"),
        ("number", "1_000"),
        ("number", "٣٤"),
        ("number", "1e3"),
        ("integer", None),
        ("integer", Decimal("7.5")),
        ("integer", "7.4"),
        ("integer", "482,310"),
        ("integer", "482.000"),
        ("register", "482,310"),
        ("register", "482.310"),
        ("register", Decimal("482.310")),
        ("register", Decimal("482.3")),
        ("register", Decimal("482310.25")),
        ("boolean", 2),
        ("boolean", "maybe"),
        ("boolean", None),
    ],
)
def test_the_rest_is_unfit_and_not_counted(read: str, value: Any) -> None:
    told = notes()
    with pytest.raises(Unfit):
        getattr(scalars, read)(value, told)
    assert told.anomalies == []


@given(JSON)
def test_any_value_is_converted_or_unfit(value: Any) -> None:
    for read, kinds in (
        (scalars.text, str),
        (scalars.number, Decimal | int),
        (scalars.integer, int),
        (scalars.register, int),
        (scalars.boolean, bool),
    ):
        try:
            assert isinstance(read(value, notes()), kinds)
        except Unfit:
            continue


@given(st.decimals(-(10**9), 10**9, places=3))
def test_a_number_written_as_text_is_that_number(value: Decimal) -> None:
    assert scalars.number(f"{value:f}", notes()) == value


@pytest.mark.parametrize(
    ("value", "allowed", "found", "anomalies"),
    [
        ("Voltage", MEASURANDS, "Voltage", []),
        (" 'current.import'", MEASURANDS, "Current.Import", [Anomaly.ENUM_SPELLING]),
        ("C", ["Celsius", "K"], "Celsius", [Anomaly.ENUM_SPELLING]),
        ("Celcius", ["Celsius", "K"], "Celsius", [Anomaly.ENUM_SPELLING]),
        ("Celcius", UNITS, "Celcius", []),
        ("Lux", UNITS, "Lux", [Anomaly.ENUM_UNKNOWN]),
    ],
)
def test_a_word_of_an_enumeration_whatever_its_case(
    value: str, allowed: list[Any], found: str, anomalies: list[Anomaly]
) -> None:
    told = notes()
    assert scalars.choice(value, allowed, told) == found
    assert told.anomalies == anomalies
