"""Plug & Charge by somebody else: each question is one HTTPS request (docs/security.md)."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from typing import TYPE_CHECKING, Any

from csms.errors import CsmsError
from csms.observability import logger

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

# A station waits 30 s at most, API Gateway 29, the function 25: four such questions fit in.
TIMEOUT_S = 5.0
LARGEST_ANSWER = 64_000
# What Get15118EVCertificate and GetCertificateStatus can hold (2.0.1, 2.1).
LONGEST_EXI, LONGEST_OCSP = 5_600, 5_500


class ForwardingPki:
    """VehiclePki over a JSON endpoint. What goes wrong is logged, and is no answer."""

    def __init__(
        self,
        url: str,
        token: Callable[[], str],
        send: Callable[..., Any] = urllib.request.urlopen,
    ) -> None:
        """`token` tells the bearer token, empty for none; each question asks for it."""
        if not url.startswith("https://"):
            raise ValueError("the address of the vehicle PKI must be https")
        self._url = url
        self._token = token
        self._send = send

    def contract_certificate(self, station_id: str, request: Mapping[str, Any]) -> str | None:
        """See the port."""
        answer = self._ask("contract_certificate", station_id, request)
        return _text(answer, "exi_response", LONGEST_EXI)

    def ocsp_result(self, station_id: str, request: Mapping[str, Any]) -> str | None:
        """See the port."""
        return _text(self._ask("ocsp", station_id, request), "ocsp_result", LONGEST_OCSP)

    def chain_status(self, station_id: str, request: Mapping[str, Any]) -> Mapping[str, Any] | None:
        """See the port."""
        answer = self._ask("chain_status", station_id, request)
        status = _text(answer, "status", 20)
        until = _text(answer, "next_update", 40)
        return {"status": status, "nextUpdate": until} if status and until else None

    def _ask(self, kind: str, station_id: str, request: Mapping[str, Any]) -> dict[str, Any]:
        try:
            token = self._token()
        except CsmsError as error:
            logger.warning("vehicle PKI failed", kind=kind, reason=type(error).__name__)
            return {}
        body = {"kind": kind, "station_id": station_id, "request": request}
        headers = {"content-type": "application/json", "accept": "application/json"}
        if token:
            headers["authorization"] = f"Bearer {token}"
        wanted = urllib.request.Request(
            self._url, json.dumps(body, default=float).encode(), headers, method="POST"
        )
        try:
            with self._send(wanted, timeout=TIMEOUT_S) as answer:
                found = json.loads(answer.read(LARGEST_ANSWER))
        except (urllib.error.URLError, OSError, ValueError) as error:
            logger.warning("vehicle PKI failed", kind=kind, reason=type(error).__name__)
            return {}
        return found if isinstance(found, dict) else {}


def _text(answer: Mapping[str, Any], name: str, longest: int) -> str | None:
    value = answer.get(name)
    return value if isinstance(value, str) and 0 < len(value) <= longest else None
