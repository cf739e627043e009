"""Payloads of 1.6 on a socket of 2.x, and whatever looks like one."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csms.ocpp import schemas
from csms.ocpp.call_errors import CallError
from csms.vendors.anomalies import Anomaly
from csms.vendors.incoming import Sender, normalised
from csms.vendors.model import Notes, Payload

STATUS = {"connectorId": 1, "status": "Charging", "errorCode": "NoError"}
JSON = st.none() | st.booleans() | st.integers() | st.text(max_size=8)
MEMBERS = st.sampled_from(["connectorId", "status", "idTag", "meterValue", "chargePointVendor"])
ANY = JSON | st.lists(JSON | st.dictionaries(st.just("sampledValue"), JSON), max_size=2)
ACTIONS = st.sampled_from(["BootNotification", "StatusNotification", "MeterValues", "Authorize"])


def read(action: str, payload: Payload, protocol: str) -> tuple[Payload, list[Anomaly]]:
    notes = Notes(datetime(2026, 11, 23, 12, tzinfo=UTC))
    found = normalised(
        action,
        payload,
        Sender(),
        notes,
        lambda one: schemas.check_request(protocol, action, one),
        lambda: schemas.request_schema(protocol, action),
    )
    return found, notes.anomalies


@pytest.mark.parametrize("protocol", ["ocpp2.0.1", "ocpp2.1"])
@pytest.mark.parametrize(
    ("number", "status", "place", "meant"),
    [
        (1, "Available", (1, 1), "Available"),
        (2, "Finishing", (2, 1), "Occupied"),
        (1, "Faulted", (1, 1), "Faulted"),
        (0, "Unavailable", (0, 0), "Unavailable"),
    ],
)
def test_a_status_of_1_6(
    protocol: str, number: int, status: str, place: tuple[int, int], meant: str
) -> None:
    found, odd = read(
        "StatusNotification", STATUS | {"connectorId": number, "status": status}, protocol
    )
    assert (found["evseId"], found["connectorId"]) == place
    assert (found["connectorStatus"], found["timestamp"]) == (meant, "2026-11-23T12:00:00.000Z")
    assert odd == [Anomaly.SHAPE_OF_16]


def test_on_a_socket_of_1_6_it_is_what_it_is() -> None:
    found, odd = read("StatusNotification", STATUS | {"info": None}, "ocpp1.6")
    assert found["status"] == "Charging"
    assert odd == [Anomaly.NULL_FIELD]


@given(ACTIONS, st.dictionaries(MEMBERS, ANY))
def test_what_only_looks_like_it_is_refused_as_before(action: str, payload: dict[str, Any]) -> None:
    try:
        found, _ = read(action, payload, "ocpp2.0.1")
    except CallError:
        return
    assert isinstance(found, dict)
