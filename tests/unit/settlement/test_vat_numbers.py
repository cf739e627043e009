import pytest

from csms.settlement.vat_numbers import FormOfVatNumbers


@pytest.mark.parametrize(
    ("number", "valid"),
    [
        ("DE123456789", True),
        ("de 123.456-789", True),
        ("ATU12345678", True),
        ("NL123456789B01", True),
        ("EL123456789", True),
        ("DE12345678", False),
        ("DE" + "\u0661" * 9, False),
        ("US123456789", False),
        ("", False),
        ("x" * 20, False),
    ],
)
def test_form_is_checked(number: str, valid: bool) -> None:
    check = FormOfVatNumbers().check(number)
    assert check.valid is valid
    assert check.how
