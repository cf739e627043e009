"""Times at the ends of the calendar are refused with a word, never with an internal error."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.http_api import Caller

# Before year 1 and after 9999 in UTC, and where a zone's own time would be.
MOMENTS = ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", "9999-12-31T23:59:59Z"]
DAYS = [
    {"to": "0001-01-01"},
    {"from": "0001-01-01", "to": "0001-01-02"},
    {"from": "9999-12-01", "to": "9999-12-31", "by": "month"},
]


@pytest.mark.parametrize("at", MOMENTS)
def test_a_price_at_the_end_of_time_is_refused(
    operator: Caller, driver: Caller, network: None, at: str
) -> None:
    for caller in (operator, driver):
        answer = caller.get("/stations/CP1/tariff", at=at)
        assert answer.status == 422
        assert "2200" in answer.json["detail"]


@pytest.mark.parametrize("days", DAYS)
def test_a_report_at_the_end_of_time_is_refused(
    operator: Caller, network: None, days: dict[str, str]
) -> None:
    assert operator.get("/reports/revenue", **days).status == 422


@pytest.mark.parametrize(
    "times",
    [
        {"starts_at": MOMENTS[0], "ends_at": "2026-11-24T00:00:00Z"},
        {"starts_at": "2026-11-24T00:00:00Z", "ends_at": MOMENTS[1]},
    ],
)
def test_a_window_at_the_end_of_time_is_refused(
    operator: Caller, network: None, times: dict[str, Any]
) -> None:
    window = {"station_id": "CP1", "reason": "work"} | times
    assert operator.put("/maintenance-windows/w1", window).status == 422
    assert operator.get("/maintenance-windows").json["items"] == []


@pytest.mark.parametrize("moment", MOMENTS[:2])
def test_a_meter_key_at_the_end_of_time_is_refused(
    operator: Caller, network: None, moment: str
) -> None:
    keys = {"keys": [{"public_key": "3059" * 20, "valid_from": moment}]}
    answer = operator.put("/stations/CP1/meter-keys", keys)
    assert answer.status == 422
    assert "valid_from" in answer.json["detail"]
