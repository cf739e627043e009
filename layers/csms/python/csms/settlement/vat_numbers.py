"""VAT numbers of business drivers: a port for a register, and the check of form without one."""

import re
from dataclasses import dataclass
from typing import Protocol

# Of the member states' numbers, as the European Commission's VIES describes them.
FORMS = {
    "AT": r"U\d{8}",
    "BE": r"[01]\d{9}",
    "BG": r"\d{9,10}",
    "CY": r"\d{8}[A-Z]",
    "CZ": r"\d{8,10}",
    "DE": r"\d{9}",
    "DK": r"\d{8}",
    "EE": r"\d{9}",
    "EL": r"\d{9}",
    "ES": r"[A-Z0-9]\d{7}[A-Z0-9]",
    "FI": r"\d{8}",
    "FR": r"[A-Z0-9]{2}\d{9}",
    "HR": r"\d{11}",
    "HU": r"\d{8}",
    "IE": r"\d[A-Z0-9+*]\d{5}[A-Z]{1,2}",
    "IT": r"\d{11}",
    "LT": r"\d{9}|\d{12}",
    "LU": r"\d{8}",
    "LV": r"\d{11}",
    "MT": r"\d{8}",
    "NL": r"[A-Z0-9+*]{12}",
    "PL": r"\d{10}",
    "PT": r"\d{9}",
    "RO": r"\d{2,10}",
    "SE": r"\d{12}",
    "SI": r"\d{8}",
    "SK": r"\d{10}",
    "XI": r"\d{9}|\d{12}|(GD|HA)\d{3}",
}


@dataclass(frozen=True, slots=True)
class VatCheck:
    """`how` says what was checked, for the station and its user."""

    valid: bool
    how: str


class VatNumbers(Protocol):
    """Whoever can say whether a VAT number holds."""

    def check(self, vat_number: str) -> VatCheck:
        """The verdict."""


def plain_number(vat_number: str) -> str:
    """Country and number: blanks, dots and hyphens do not count."""
    return re.sub(r"[ .-]", "", vat_number).upper()


class FormOfVatNumbers:
    """VatNumbers by their form alone: what has no known form is refused, no register is asked."""

    def check(self, vat_number: str) -> VatCheck:
        """See the port."""
        plain = plain_number(vat_number)
        form = FORMS.get(plain[:2])
        if form is None:
            return VatCheck(False, "No country with known VAT numbers")
        if re.fullmatch(form, plain[2:], re.ASCII) is None:
            return VatCheck(False, f"Not the form of a VAT number of {plain[:2]}")
        return VatCheck(True, "Form checked; no register was asked")
