"""Numbers go through JSON as they are."""

from decimal import Decimal

import pytest

from csms import exact_json


@pytest.mark.parametrize("text", ["0", "0.1", "12.50", "-3.140", "0.30000000000000004", "7"])
def test_a_number_stays_the_number_that_was_written(text: str) -> None:
    assert exact_json.dumps(exact_json.loads(text)) == text


def test_a_whole_number_is_written_without_a_point_or_an_exponent() -> None:
    assert exact_json.dumps([Decimal("1.5E+3"), Decimal("0.00")]) == "[1500,0]"


def test_text_is_the_same_with_a_decimal_beside_it_as_without() -> None:
    content = {'a"b': ["x\u00e9", None, True, 1], "n": {}}
    alone = exact_json.dumps(content)
    beside = exact_json.dumps({**content, "p": Decimal("0.10")})
    assert beside == alone[:-1] + ',"p":0.10}'


def test_few_bytes_where_they_are_asked_for() -> None:
    assert exact_json.dumps(["\u00e9", Decimal("0.5")], ascii_only=False) == '["\u00e9",0.5]'


@pytest.mark.parametrize("text", ["NaN", "[Infinity]", "{", ""])
def test_what_is_no_json_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        exact_json.loads(text)


@pytest.mark.parametrize("number", [Decimal("NaN"), Decimal("Infinity"), object()])
def test_what_has_no_place_in_json_is_not_written(number: object) -> None:
    with pytest.raises(TypeError):
        exact_json.dumps([number])


def test_a_whole_number_may_be_written_with_a_point() -> None:
    found = exact_json.loads("[1.0, 1.5]", parse_float=exact_json.whole_or_exact)
    assert [type(one) for one in found] == [int, Decimal]
