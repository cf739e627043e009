"""Public keys of meters, as operators register them."""

from __future__ import annotations

import pytest
from tests.http_api import Caller
from tests.ocmf import Meter

KEY = Meter().public_key
FROM = "2026-01-01T00:00:00.000Z"


def test_keys_are_kept_by_evse_and_time(operator: Caller, network: None) -> None:
    assert operator.get("/stations/CP1/meter-keys").json["keys"] == []
    keys = [
        {"public_key": KEY, "evse_id": 1, "valid_from": None, "valid_until": FROM},
        {"public_key": KEY, "evse_id": 1, "valid_from": FROM, "valid_until": None},
    ]
    put = operator.put("/stations/CP1/meter-keys", {"keys": keys, "pin_first_use": True})
    assert put.status == 200
    assert put.json["keys"] == [one | {"origin": "operator"} for one in keys]
    assert operator.get("/stations/CP1/meter-keys").json == put.json


def test_two_keys_at_one_time_are_refused(operator: Caller, network: None) -> None:
    wanted = {"keys": [{"public_key": KEY}, {"public_key": KEY, "valid_from": FROM}]}
    refused = operator.put("/stations/CP1/meter-keys", wanted)
    assert refused.status == 422
    assert "valid_until" in refused.json["detail"]


@pytest.mark.parametrize("key", ["", "no key at all", "äöü" * 20])
def test_what_is_no_key_is_refused(operator: Caller, network: None, key: str) -> None:
    assert operator.put("/stations/CP1/meter-keys", {"keys": [{"public_key": key}]}).status == 422


def test_station_must_be_known(operator: Caller) -> None:
    assert operator.put("/stations/CP9/meter-keys", {}).status == 404
