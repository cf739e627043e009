"""Every message of a station in every version: answered by its schema, readable by the operator."""

import json
from importlib import import_module
from typing import Any

import pytest
from tests.conformance import v16, v21, v201
from tests.conformance.cases import AT, Case
from tests.conformance.reading import READ_BACK, in_journal
from tests.functional.station import Station
from tests.http_api import Caller

from csms.ocpp import schemas
from csms.ocpp.call_errors import code_for
from csms.ocpp.dispatcher import VERSIONS

TABLES = {"ocpp1.6": v16.CASES, "ocpp2.0.1": v201.CASES, "ocpp2.1": v21.CASES}
EVERY = [
    pytest.param(protocol, action, case, id=f"{protocol}-{action}")
    for protocol, table in TABLES.items()
    for action, case in table.items()
]
SENT = [pytest.param(action, case, id=action) for action, case in v21.SENT.items()]
every_message = pytest.mark.parametrize(("protocol", "action", "case"), EVERY)


@pytest.mark.parametrize("protocol", TABLES)
def test_every_route_has_a_case(protocol: str) -> None:
    version = import_module(VERSIONS[protocol])
    assert set(TABLES[protocol]) == set(version.ROUTES)
    assert set(getattr(version, "SENDS", ())) == (set(v21.SENT) if protocol == "ocpp2.1" else set())


@every_message
def test_valid_message_is_answered(
    operator: Caller, protocol: str, action: str, case: Case
) -> None:
    answer = Station(protocol=protocol).call(action, case.valid)
    assert case.answer is None or answer == case.answer


@every_message
def test_message_at_the_edge_of_its_schema_is_answered(
    operator: Caller, protocol: str, action: str, case: Case
) -> None:
    Station(protocol=protocol).call(action, case.boundary)


@every_message
def test_broken_message_is_refused_with_the_code_of_its_version_or_repaired_under_a_name(
    operator: Caller, protocol: str, action: str, case: Case
) -> None:
    frame = Station(protocol=protocol).answer_to(action, case.broken)
    found = {one["name"] for one in operator.get("/stations/CP1/anomalies").json["items"]}
    if frame[0] == 4:
        assert frame[2] == code_for(case.code, protocol)
        assert "REFUSED" in found
    else:
        schemas.check_response(protocol, action, frame[2])
        assert found


@every_message
def test_message_can_be_read_back_and_its_repeat_changes_nothing(
    operator: Caller, protocol: str, action: str, case: Case
) -> None:
    station = Station(protocol=protocol)
    for payload in (case.valid, case.boundary):
        station.call(action, payload)
    read_back = READ_BACK.get(action)
    if read_back is None:
        return
    read_back(operator, action, case.valid)
    read_back(operator, action, case.boundary)
    before = read_back(operator, action, case.valid)
    station.call(action, case.valid)
    after = read_back(operator, action, case.valid)
    if read_back is not in_journal or AT in case.valid.values():
        assert after == before or action == "BootNotification"  # the boot is a newer one
    else:  # what names no time cannot be told from the same thing happening once more
        assert after[1:] == before or after == before


def test_what_cannot_be_read_back_decides_nothing_that_lasts() -> None:
    actions = {action for table in TABLES.values() for action in table}
    assert actions - set(READ_BACK) == {"Authorize", "DataTransfer", "Heartbeat"}


def send(action: str, payload: Any) -> str | None:
    return Station(protocol="ocpp2.1").send(json.dumps([6, "m1", action, payload]))


@pytest.mark.parametrize(("action", "case"), SENT)
def test_unconfirmed_message_is_kept_and_never_answered(
    operator: Caller, action: str, case: Case
) -> None:
    for payload in (case.valid, case.boundary, case.valid, case.broken):
        assert send(action, payload) is None
    kept = READ_BACK[action](operator, action, case.valid)
    assert len(kept) == 2


@pytest.mark.parametrize(("action", "case"), SENT)
def test_unconfirmed_message_cannot_be_called(operator: Caller, action: str, case: Case) -> None:
    frame = Station(protocol="ocpp2.1").answer_to(action, case.valid)
    assert (frame[0], frame[2]) == (4, "NotImplemented")


@pytest.mark.parametrize(
    "frame",
    [
        '[6,"1","Heartbeat",{}]',
        '[6,"1","NotifyPeriodicEventStream",[]]',
        '[6,"1","NotifyPeriodicEventStream"]',
        "[6]",
        '[5,"1","FormatViolation","no",{}]',
        '[5,"1"]',
        "[5]",
    ],
)
def test_what_needs_no_answer_gets_none(operator: Caller, frame: str) -> None:
    assert Station(protocol="ocpp2.1").send(frame) is None
    assert operator.get("/stations/CP1/events").json["items"] == []
