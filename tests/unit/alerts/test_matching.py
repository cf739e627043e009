"""Rules and hours."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import Any

import pytest
from tests.contract.test_incidents import an_incident

from csms.alerts.matching import escalates_after, matching, within
from csms.alerts.model import Hours, Rule
from csms.incidents.model import Kind, Severity

MONDAY = datetime(2026, 11, 23, tzinfo=UTC)


@pytest.mark.parametrize(
    ("fields", "holds"),
    [
        ({}, True),
        ({"kinds": frozenset({Kind.CONNECTOR_FAULTED})}, True),
        ({"kinds": frozenset({Kind.BOOT_LOOP})}, False),
        ({"severities": frozenset({Severity.CRITICAL, Severity.INFO})}, True),
        ({"severities": frozenset({Severity.MINOR})}, False),
        ({"site_ids": frozenset({"site-1"})}, True),
        ({"site_ids": frozenset({"site-2"})}, False),
        ({"enabled": False}, False),
        ({"hours": Hours("UTC", frozenset(), time(0), time(0))}, False),
    ],
)
def test_each_condition_counts(fields: dict[str, Any], holds: bool) -> None:
    incident = an_incident(2)
    found = matching([Rule("r", "r", ("c",), **fields)], incident, MONDAY)
    assert bool(found) is holds


def test_the_most_impatient_rule_decides() -> None:
    rules = [Rule(str(one), "", (), escalate_after_minutes=one) for one in (30, 10, 20)]
    other = Rule("o", "", (), frozenset({Kind.MONEY_GAP}), escalate_after_minutes=1)
    incident = an_incident()
    assert escalates_after([*rules, other], incident, MONDAY) == timedelta(minutes=10)
    assert escalates_after([Rule("r", "", ())], incident, MONDAY) is None


@pytest.mark.parametrize(
    ("at", "inside"),
    [
        ("2026-11-23T07:29:59Z", False),
        ("2026-11-23T07:30:00Z", True),
        ("2026-11-23T15:59:59Z", True),
        ("2026-11-23T16:00:00Z", False),
        ("2026-11-24T09:00:00Z", False),
        ("2026-06-22T06:30:00Z", True),
    ],
)
def test_hours_are_those_of_the_zone_in_summer_too(at: str, inside: bool) -> None:
    hours = Hours("Europe/Berlin", frozenset({0}), time(8, 30), time(17))
    assert within(hours, datetime.fromisoformat(at)) is inside


@pytest.mark.parametrize(
    ("at", "inside"),
    [
        ("2026-11-23T23:00:00Z", True),
        ("2026-11-24T05:59:00Z", True),
        ("2026-11-24T06:00:00Z", False),
        ("2026-11-23T05:00:00Z", False),
        ("2026-11-24T23:00:00Z", False),
    ],
)
def test_a_night_belongs_to_the_day_on_which_it_begins(at: str, inside: bool) -> None:
    hours = Hours("UTC", frozenset({0}), time(22), time(6))
    assert within(hours, datetime.fromisoformat(at)) is inside
