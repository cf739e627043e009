"""VAT numbers by a register that speaks like VIES, the European Commission's (docs/payments.md).

One HTTPS request for a number whose form is right: `POST <url>` with `countryCode` and `vatNumber`,
answered by `valid`. Name and address in its answer are not used: OCPP wants them in parts.
"""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from typing import TYPE_CHECKING, Any

from csms.observability import logger
from csms.settlement.vat_numbers import FormOfVatNumbers, VatCheck, plain_number

if TYPE_CHECKING:
    from collections.abc import Callable

# A customer stands at the station; registers of member states are often away.
TIMEOUT_S = 4.0
LARGEST_ANSWER = 64_000


class VatRegister:
    """VatNumbers over a register; one that does not answer leaves the check of the form."""

    def __init__(self, url: str, send: Callable[..., Any] = urllib.request.urlopen) -> None:
        """ValueError: numbers of customers travel encrypted only."""
        if not url.startswith("https://"):
            raise ValueError("the address of the VAT register must be https")
        self._url = url
        self._send = send
        self._form = FormOfVatNumbers()

    def check(self, vat_number: str) -> VatCheck:
        """See the port."""
        by_form = self._form.check(vat_number)
        if not by_form.valid:
            return by_form
        plain = plain_number(vat_number)
        answer = self._ask(plain[:2], plain[2:])
        valid = answer.get("valid")
        if not isinstance(valid, bool):
            return VatCheck(True, "Form checked; the register did not answer")
        return VatCheck(valid, "In the register" if valid else "Not in the register")

    def _ask(self, country: str, number: str) -> dict[str, Any]:
        body = json.dumps({"countryCode": country, "vatNumber": number}).encode()
        headers = {"content-type": "application/json", "accept": "application/json"}
        wanted = urllib.request.Request(self._url, body, headers, method="POST")
        try:
            with self._send(wanted, timeout=TIMEOUT_S) as answer:
                found = json.loads(answer.read(LARGEST_ANSWER))
        except (urllib.error.URLError, OSError, ValueError) as error:
            logger.warning("VAT register failed", reason=type(error).__name__)
            return {}
        return found if isinstance(found, dict) else {}
