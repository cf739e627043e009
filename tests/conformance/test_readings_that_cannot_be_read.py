"""A sample whose meaning cannot be read is no reading: the standard's default is no guess."""

import json
from typing import Any

import pytest
from tests.memory_network import V16, V201, a_network

from csms.charging.vocabulary import SessionKey

Payload = dict[str, Any]
KEY = SessionKey("CP1", "T")


def event(kind: str, seq_no: int, *samples: Payload, **more: Any) -> Payload:
    at = f"2026-01-20T12:{seq_no:02d}:00Z"
    return {
        "eventType": kind,
        "timestamp": at,
        "triggerReason": "MeterValuePeriodic",
        "seqNo": seq_no,
        "transactionInfo": {"transactionId": "T"},
        "evse": {"id": 1, "connectorId": 1},
        "idToken": {"idToken": "TAG-1", "type": "ISO14443"},
        "meterValue": [{"timestamp": at, "sampledValue": list(samples)}],
    } | more


def energy_of_2x(begin: Payload, *ends: Payload) -> int:
    network = a_network()
    for payload in (event("Started", 0, begin), event("Ended", 30, *ends)):
        reply = network.receive(json.dumps([2, "1", "TransactionEvent", payload]), V201).reply
        assert reply is not None
        assert json.loads(reply)[0] == 3
    session = network.sessions.get(KEY)
    assert session is not None
    return session.energy_wh


@pytest.mark.parametrize(
    "unit",
    [
        {"unitOfMeasure": "kWh"},
        {"unit": "kWh"},
        {"unitOfMeasure": {"unit": ["kWh"]}},
        {"unitOfMeasure": [{"unit": "kWh"}]},
    ],
)
def test_a_unit_in_any_form_is_the_unit(unit: Payload) -> None:
    assert energy_of_2x({"value": 10.0} | unit, {"value": 25.5} | unit) == 15_500


def test_a_multiplier_that_cannot_be_read_takes_its_sample_along() -> None:
    odd = {"value": 25, "unitOfMeasure": {"unit": "Wh", "multiplier": "three"}}
    assert energy_of_2x({"value": 1000}, {"value": 2000}, odd) == 1000


@pytest.mark.parametrize("member", ["measurand", "context", "location", "phase"])
def test_what_a_value_is_of_is_never_assumed(member: str) -> None:
    odd = {"value": 15_000, member: {"of": "Voltage"}}
    assert energy_of_2x({"value": 1000}, {"value": 2000}, odd) == 1000


def test_a_tag_without_its_object_is_the_tag() -> None:
    for token in ("TAG-1", {"idToken": "TAG-1"}):
        network = a_network()
        payload = event("Started", 0, {"value": 1000}, idToken=token)
        reply = network.receive(json.dumps([2, "1", "TransactionEvent", payload]), V201).reply
        assert reply is not None
        assert json.loads(reply)[2]["idTokenInfo"] == {"status": "Accepted"}


@pytest.mark.parametrize("member", ["unit", "measurand", "context", "location", "format"])
def test_the_same_in_1_6(member: str) -> None:
    network = a_network()
    start = {"connectorId": 1, "idTag": "TAG-1", "meterStart": 1000}
    at = {"timestamp": "2026-01-20T12:00:00Z"}
    reply = network.receive(json.dumps([2, "1", "StartTransaction", start | at]), V16).reply
    assert reply is not None
    transaction_id = json.loads(reply)[2]["transactionId"]
    samples = [{"value": "2500"}, {"value": "9000", member: {"of": "what"}}]
    values = {
        "connectorId": 1,
        "transactionId": transaction_id,
        "meterValue": [{"timestamp": "2026-01-20T12:30:00Z", "sampledValue": samples}],
    }
    outcome = network.receive(json.dumps([2, "2", "MeterValues", values]), V16)
    assert outcome.anomalies[-1:] == ("ITEM_DROPPED",)
    session = network.sessions.get(SessionKey("CP1", str(transaction_id)))
    assert session is not None
    assert session.energy_wh == 1500
