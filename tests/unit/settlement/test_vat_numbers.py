from __future__ import annotations

import io
import json
import urllib.error
from typing import Any

import pytest

from csms.adapters.vat_register import VatRegister
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


class Register:
    """Answers as VIES does, and remembers what it was asked."""

    def __init__(self, answer: bytes | Exception) -> None:
        self.answer = answer
        self.asked: list[Any] = []

    def __call__(self, request: Any, timeout: float) -> io.BytesIO:
        assert timeout <= 5
        self.asked.append(json.loads(request.data))
        if isinstance(self.answer, Exception):
            raise self.answer
        return io.BytesIO(self.answer)


def checked(answer: bytes | Exception, number: str = "DE 123456789") -> tuple[Any, Register]:
    register = Register(answer)
    return VatRegister("https://vies.example/check", register).check(number), register


def test_register_knows_the_number() -> None:
    found, register = checked(b'{"valid": true, "name": "Muster GmbH"}')
    assert (found.valid, found.how) == (True, "In the register")
    assert register.asked == [{"countryCode": "DE", "vatNumber": "123456789"}]


def test_number_that_the_register_does_not_know_is_refused() -> None:
    found, _ = checked(b'{"valid": false, "name": "---"}')
    assert (found.valid, found.how) == (False, "Not in the register")


def test_number_of_the_wrong_form_is_not_asked_for() -> None:
    found, register = checked(b'{"valid": true}', "DE1")
    assert (found.valid, register.asked) == (False, [])


@pytest.mark.parametrize(
    "answer",
    [b"", b"<html>", b"[]", b'{"userError": "MS_UNAVAILABLE"}', urllib.error.URLError("away"),
     TimeoutError()],
)  # fmt: skip
def test_register_that_does_not_answer_leaves_the_form(answer: bytes | Exception) -> None:
    found, _ = checked(answer)
    assert (found.valid, found.how) == (True, "Form checked; the register did not answer")


def test_numbers_are_asked_for_encrypted_only() -> None:
    with pytest.raises(ValueError, match="https"):
        VatRegister("http://vies.example")
