"""With an authority behind the port its answers reach the station; without one, honest refusals."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest
from tests.builders import NOW
from tests.conformance import v16, v21, v201
from tests.memory_network import V16, V21, V201, a_network

from csms.ocpp import schemas
from csms.ocpp.dispatcher import receive
from csms.ocpp.handshake import Connection


class Authority:
    """Issues and vouches for everything."""

    def accepts(self, station_id: str, csr: str) -> bool:
        return station_id == "CP1" and bool(csr)

    def contract_certificate(self, station_id: str, exi_request: str) -> str | None:
        return f"for {exi_request} of {station_id}"

    def ocsp_result(self, request: Mapping[str, Any]) -> str | None:
        return f"ocsp of {request['serialNumber']}"


def answer(connection: Connection, action: str, payload: dict[str, Any]) -> dict[str, Any]:
    services = replace(a_network().ocpp, certificates=Authority())
    reply = receive(connection, json.dumps([2, "1", action, payload]), services, NOW).reply
    assert reply is not None
    kind, _, result = json.loads(reply)
    assert kind == 3
    schemas.check_response(connection.protocol, action, result)
    return dict(result)


@pytest.mark.parametrize(
    ("connection", "action", "expected"),
    [
        (V16, "SignCertificate", {"status": "Accepted"}),
        (V201, "SignCertificate", {"status": "Accepted"}),
        (V201, "Get15118EVCertificate", {"status": "Accepted", "exiResponse": "for aGk= of CP1"}),
        (V21, "Get15118EVCertificate", {"status": "Accepted", "exiResponse": "for aGk= of CP1"}),
        (V201, "GetCertificateStatus", {"status": "Accepted", "ocspResult": "ocsp of c3"}),
    ],
)
def test_authority_answers_through_the_csms(
    connection: Connection, action: str, expected: dict[str, Any]
) -> None:
    tables = {V16: v16.CASES, V201: v201.CASES, V21: v21.CASES}
    assert answer(connection, action, tables[connection][action].valid) == expected


def test_no_status_of_a_chain_is_made_up() -> None:
    asked = v21.CASES["GetCertificateChainStatus"].boundary
    found = answer(V21, "GetCertificateChainStatus", asked)["certificateStatus"]
    assert [one["status"] for one in found] == ["Failed"] * 4
