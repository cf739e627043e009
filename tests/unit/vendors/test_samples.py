"""Entries of one moment are one entry; totals that contradict their phases do not count."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from csms.vendors.anomalies import Anomaly
from csms.vendors.model import Notes
from csms.vendors.samples import by_moment, readable, without_wrong_totals

AT, LATER = "2026-11-23T10:00:00Z", "2026-11-23T10:01:00Z"


def notes() -> Notes:
    return Notes(datetime(2026, 11, 23, tzinfo=UTC))


def entry(at: str, *samples: dict[str, Any]) -> dict[str, Any]:
    return {"timestamp": at, "sampledValue": list(samples)}


def current(value: str, phase: str | None = None) -> dict[str, Any]:
    return {"value": value, "measurand": "Current.Import"} | ({"phase": phase} if phase else {})


def test_entries_of_one_moment_become_one_in_their_order() -> None:
    payload = {"meterValue": [entry(AT, current("1")), entry(LATER, current("2")),
                              entry(AT, current("3")), entry(AT, current("4"))]}  # fmt: skip
    found = notes()
    assert by_moment(payload, found)["meterValue"] == [
        entry(AT, current("1"), current("3"), current("4")),
        entry(LATER, current("2")),
    ]
    assert found.anomalies == [Anomaly.ENTRIES_MERGED]


def test_other_payloads_are_left_alone() -> None:
    for payload in (
        {"meterValue": [entry(AT, current("1")), entry(LATER, current("2"))]},
        {"meterValue": [entry(AT, current("1"))]},
        {"idTag": "T"},
    ):
        found = notes()
        assert by_moment(payload, found) is payload
        assert found.anomalies == []


def left(*samples: dict[str, Any]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = without_wrong_totals(
        {"meterValue": [entry(AT, *samples)]}, notes()
    )["meterValue"][0]["sampledValue"]
    return found


def test_a_total_goes_only_against_three_phases() -> None:
    phases = [current("16", one) for one in ("L1", "L2", "L3")]
    assert left(current("16"), *phases) == phases
    assert left(current("50"), *phases) == [current("50"), *phases]
    assert left(current("32"), *phases[:2]) == [current("32"), *phases[:2]]


def test_phases_to_neutral_count_and_what_is_no_number_decides_nothing() -> None:
    phases = [current("16", one) for one in ("L1-N", "L2-N", "L3-N")]
    assert left(current("16"), *phases) == phases
    assert left(current("x"), *phases) == [current("x"), *phases]


def test_still_phases_and_a_still_total_agree() -> None:
    samples = [current("0"), *(current("0.0", one) for one in ("L1", "L2", "L3"))]
    assert left(*samples) == samples


@pytest.mark.parametrize("name", ["meterValue", "transactionData"])
def test_a_decimal_comma_becomes_a_point_and_is_noted(name: str) -> None:
    found = notes()
    payload = {name: [entry(AT, current("482310,5"), current(" 9.6"), current("1"))]}
    left = readable(payload, found)[name][0]["sampledValue"]
    assert [one["value"] for one in left] == ["482310.5", "9.6", "1"]
    assert found.anomalies == [Anomaly.STRING_FOR_NUMBER, Anomaly.NUMBER_SPELLING]


@pytest.mark.parametrize("value", ["1,234", "abc", "12 kWh", "1_000", "NaN", "", "٣٤", "1,2,3"])
def test_a_sample_that_is_no_number_is_noted_and_the_others_count(value: str) -> None:
    found = notes()
    payload = {"meterValue": [entry(AT, current(value), current("1"))]}
    assert readable(payload, found) == payload
    assert found.anomalies == [Anomaly.ITEM_DROPPED]


def test_samples_that_can_be_read_or_are_signed_stay_as_they_are() -> None:
    found = notes()
    signed = {"value": "OCMF|{}|{}", "format": "SignedData"}
    payload = {"meterValue": [entry(AT, current("-1.50"), current("1e3"), signed)]}
    assert readable(payload, found) is payload
    assert found.anomalies == []
