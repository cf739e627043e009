"""Signed readings from the frame to the receipt: byte for byte, and what they prove."""

from __future__ import annotations

import base64
from typing import Any

import pytest
from tests.functional import stations_at_work
from tests.functional.station import CONTEXT, Station
from tests.http_api import Caller
from tests.network import TOKEN, top_up
from tests.ocmf import Meter

from csms.bootstrap import services
from csms.charging.model import ChargingSession
from csms.charging.ports import SessionFilter
from csms.clock import from_text
from session_settlement import post, rate

BEGIN, END = "2026-11-23T10:00:00Z", "2026-11-23T11:00:00Z"


@pytest.fixture
def meter(network: None) -> Meter:
    top_up(10_000)
    return Meter()


def session() -> ChargingSession:
    (found,) = services().sessions.page(SessionFilter(), 10, None)[0]
    return found


def execution() -> dict[str, Any]:
    found = session()
    return {
        "session_id": found.session_id,
        "station_id": found.key.station_id,
        "transaction_id": found.key.transaction_id,
    }


def signed(text: str) -> dict[str, str]:
    return {"value": text, "format": "SignedData", "context": "Transaction.End"}


def charge_v16(*texts: str, meter_stop: int = 8_350) -> None:
    cp = Station()
    start = {"connectorId": 1, "idTag": TOKEN, "meterStart": 1_000, "timestamp": BEGIN}
    transaction = cp.call("StartTransaction", start)["transactionId"]
    data = [{"timestamp": END, "sampledValue": [signed(one)]} for one in texts]
    stop = {"transactionId": transaction, "meterStop": meter_stop, "timestamp": END}
    cp.call("StopTransaction", stop | {"transactionData": data})


def charge_v201(text: str, sent_key: str) -> None:
    cp = Station(protocol="ocpp2.0.1")
    sample = {
        "value": 1000,
        "context": "Transaction.Begin",
        "unitOfMeasure": {"unit": "Wh"},
    }
    info = {"transactionId": "T-1"}
    event = {"eventType": "Started", "timestamp": BEGIN, "seqNo": 0, "transactionInfo": info}
    event |= {"triggerReason": "CablePluggedIn", "evse": {"id": 1, "connectorId": 1}}
    token = {"idToken": {"idToken": TOKEN, "type": "ISO14443"}}
    begin = [{"timestamp": BEGIN, "sampledValue": [sample]}]
    cp.call("TransactionEvent", {**event, **token, "meterValue": begin})
    value = {
        "signedMeterData": base64.b64encode(text.encode()).decode(),
        "signingMethod": "ECDSA-secp256r1-SHA256",
        "encodingMethod": "OCMF",
        "publicKey": sent_key,
    }
    last = sample | {"value": 8350, "context": "Transaction.End", "signedMeterValue": value}
    ended = {"eventType": "Ended", "timestamp": END, "seqNo": 1, "triggerReason": "StopAuthorized"}
    end = [{"timestamp": END, "sampledValue": [last]}]
    cp.call("TransactionEvent", {**event, **ended, "meterValue": end})


def receipt(operator: Caller) -> Any:
    assert rate.handler(execution(), CONTEXT)["decision"] == "post"
    post.handler(execution(), CONTEXT)
    stations_at_work.issue_receipt(session())
    return operator.get(f"/sessions/{session().session_id}/receipt").json


def register(operator: Caller, meter: Meter, **more: Any) -> None:
    keys = [{"public_key": meter.public_key, "evse_id": 1}]
    assert operator.put("/stations/CP1/meter-keys", {"keys": keys, **more}).status == 200


def test_signed_text_of_1_6_is_kept_and_verified(operator: Caller, meter: Meter) -> None:
    register(operator, meter)
    text = meter.record(
        meter.reading("B", "1.000"), meter.reading("E", "8.350"), GI="Gerät  №1 \\u00fc"
    )
    charge_v16(text)
    shown = receipt(operator)["signed"]
    assert (shown["verdict"], shown["reasons"]) == ("verified", [])
    assert (shown["begin_wh"], shown["end_wh"]) == (1_000, 8_350)
    assert (shown["public_key"], shown["key_origin"]) == (meter.public_key, "operator")
    assert [one["text"] for one in shown["values"]] == [text]
    path = f"/sessions/{session().session_id}/signed-values"
    assert operator.get(path).json == shown


def test_signed_text_of_2_0_1_is_kept_and_verified(operator: Caller, meter: Meter) -> None:
    register(operator, meter)
    text = meter.whole("1.000", "8.350")
    charge_v201(text, meter.sent_key)
    shown = receipt(operator)["signed"]
    assert (shown["verdict"], shown["reasons"]) == ("verified", [])
    assert base64.b64decode(shown["values"][-1]["text"]).decode() == text
    assert shown["values"][-1]["sent_key"] == meter.sent_key


def test_key_from_the_station_alone_proves_nothing(operator: Caller, meter: Meter) -> None:
    charge_v201(meter.whole("1.000", "8.350"), meter.sent_key)
    shown = receipt(operator)["signed"]
    assert (shown["verdict"], shown["reasons"]) == ("unverifiable", ["no_key"])
    assert operator.get("/stations/CP1/meter-keys").json["keys"] == []


def test_first_key_is_pinned_if_the_operator_says_so(operator: Caller, meter: Meter) -> None:
    operator.put("/stations/CP1/meter-keys", {"pin_first_use": True})
    charge_v201(meter.whole("1.000", "8.350"), meter.sent_key)
    shown = receipt(operator)["signed"]
    assert (shown["verdict"], shown["key_origin"]) == ("verified", "first_use")
    (key,) = operator.get("/stations/CP1/meter-keys").json["keys"]
    assert (key["public_key"], key["origin"], key["evse_id"]) == (meter.public_key, "first_use", 1)
    assert from_text(key["valid_from"]) == from_text(END)


def test_forged_text_is_told_to_the_driver(operator: Caller, meter: Meter) -> None:
    register(operator, meter)
    charge_v16(meter.whole("1.000", "9.350").replace("9.350", "8.350"))
    found = receipt(operator)
    assert (found["signed"]["verdict"], found["signed"]["reasons"]) == ("invalid", ["signature"])
    assert found["signed_text"][0] == (
        "The signature of the readings does not hold: the signature does not match the text."
    )


def test_billed_energy_that_was_not_signed_is_told(operator: Caller, meter: Meter) -> None:
    register(operator, meter)
    charge_v16(meter.whole("1.000", "8.000"))
    assert receipt(operator)["signed"]["reasons"] == ["differs_from_billed"]


def test_makers_format_is_passed_through(operator: Caller, meter: Meter) -> None:
    text = "AP;0;3;ALCV3ABBBISHMA2RYEGAZE3HV5YQBQRAEHAR2MNA;BIHEIWSHAAA2W2V7OYYDCNQAAFACRC2I4ADGAE"
    charge_v16(text)
    shown = receipt(operator)["signed"]
    assert (shown["verdict"], shown["reasons"]) == ("unverifiable", ["unsupported_format"])
    assert (shown["values"][0]["text"], shown["values"][0]["encoding"]) == (text, "ALFEN")


def require_verified(operator: Caller) -> None:
    site = {"name": "Depot", "time_zone": "Europe/Berlin", "tariff_ids": {"AC": "ac", "DC": "dc"}}
    wanted: dict[str, Any] = site | {"require_verified_reading": True}
    assert operator.put("/sites/site-1", wanted).status == 200


def test_site_that_wants_proof_charges_for_what_is_proven(operator: Caller, meter: Meter) -> None:
    require_verified(operator)
    register(operator, meter)
    charge_v16(meter.whole("1.000", "8.350"))
    assert receipt(operator)["cost"]["gross"]["minor"] == 306


@pytest.mark.parametrize(
    ("texts", "reason"), [((), "signed none"), (("AP;0;3;X",), "unsupported_format")]
)
def test_site_that_wants_proof_has_all_else_reviewed(
    operator: Caller, meter: Meter, texts: tuple[str, ...], reason: str
) -> None:
    require_verified(operator)
    charge_v16(*texts)
    judged = rate.handler(execution(), CONTEXT)
    assert judged["decision"] == "review"
    assert reason in judged["reason"]
    with pytest.raises(Exception, match="not to be posted"):
        post.handler(execution(), CONTEXT)


def test_nothing_delivered_needs_no_proof(operator: Caller, meter: Meter) -> None:
    require_verified(operator)
    charge_v16(meter_stop=1_000)
    assert rate.handler(execution(), CONTEXT)["decision"] == "post"


def test_without_signed_readings_there_is_nothing_to_show(operator: Caller, meter: Meter) -> None:
    charge_v16()
    assert operator.get(f"/sessions/{session().session_id}/signed-values").status == 404
    assert receipt(operator)["signed"] is None
