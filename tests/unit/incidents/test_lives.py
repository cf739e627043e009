"""From the first signal of a trouble to its end."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from tests.unit.incidents.conftest import Network

from csms.errors import Conflict
from csms.incidents.handling import acknowledge, comment, resolve
from csms.incidents.looking import look
from csms.incidents.model import Kind, Notice, Severity, State
from csms.incidents.policy import PATIENCE
from csms.incidents.writing import write
from csms.stations.model import Fault


def test_a_fault_opens_one_incident_and_its_end_resolves_it(network: Network) -> None:
    opened = network.status("Faulted", error_code="GroundFailure")
    assert opened is not None
    assert (opened.kind, opened.severity) == (Kind.CONNECTOR_FAULTED, Severity.CRITICAL)
    assert (opened.place.site_id, opened.place.station_id) == ("site-1", "CP1")
    assert "GroundFailure" in opened.title
    assert (opened.notices, opened.notice) == (1, Notice.OPENED)
    network.later(minutes=3)
    network.status("Available")
    ended = network.one()
    assert (ended.state, ended.resolved_by, ended.resolved_at) == (
        State.RESOLVED,
        "recovery",
        network.now,
    )
    assert (ended.notices, ended.notice) == (2, Notice.RESOLVED)
    assert network.what(ended) == ["opened", "resolved"]


def test_the_makers_code_is_told(network: Network) -> None:
    fault = Fault("com.evgo.mrec", "F001", "1.11")
    opened = network.status("Faulted", faults=(fault,), error_code="OtherError")
    assert opened is not None
    assert "F001 = 1.11 (com.evgo.mrec)" in opened.cause


def test_the_same_event_twice_is_no_news(network: Network) -> None:
    for _ in range(3):
        network.event("station.offline", "the-same", station_id="CP1", reason="silent")
    assert (network.one().count, network.one().notices) == (1, 1)


def test_an_event_is_known_again_after_others_have_come(network: Network) -> None:
    """Its queue gives it once more long after: some later ones are remembered, too."""
    for name in ("first", "second", "third", "first"):
        network.event("station.offline", name, station_id="CP1", reason="silent")
    assert network.one().count == 3


def test_a_trouble_that_is_told_again_is_counted_not_multiplied(network: Network) -> None:
    for _ in range(4):
        network.status("Faulted", error_code="OverVoltage")
        network.later(minutes=1)
    assert (network.one().count, network.one().notices) == (4, 1)


def test_an_end_that_overtook_its_beginning_leaves_nothing_open(network: Network) -> None:
    began = network.now
    network.later(seconds=1)
    network.status("Available")
    network.now = began
    network.event("connector.status_changed", status="Faulted", **PLACE)
    ended = network.one()
    assert (ended.state, ended.notices) == (State.RESOLVED, 0)


def test_an_older_end_ends_nothing_and_an_older_beginning_opens_nothing(network: Network) -> None:
    network.later(minutes=5)
    network.status("Faulted")
    network.now -= timedelta(minutes=1)
    network.event("connector.status_changed", status="Available", **PLACE)
    assert network.one().live
    network.later(minutes=2)
    network.status("Available")
    network.now -= timedelta(minutes=1)
    network.event("connector.status_changed", status="Faulted", **PLACE)
    assert not network.one().live


PLACE: dict[str, Any] = {"station_id": "CP1", "evse_id": 1, "connector_id": 1}


def test_nobody_hears_of_a_station_that_is_no_longer_registered(network: Network) -> None:
    network.stations.delete("CP1")
    network.offline()
    assert network.all() == []


def test_what_comes_back_soon_is_the_same_incident(network: Network) -> None:
    network.status("Faulted")
    network.later(minutes=1)
    network.status("Available")
    network.later(minutes=14)
    network.status("Faulted")
    again = network.one()
    assert (again.state, again.resolved_at, again.notices, again.count) == (State.OPEN, None, 3, 2)
    network.status("Available")
    network.later(minutes=15)
    network.status("Faulted")
    assert len(network.all()) == 2


def test_what_a_person_ended_is_not_opened_again(network: Network) -> None:
    network.status("Faulted")
    write(
        resolve(network.one(), "person:me", network.now),
        network.one(),
        network.now,
        network.needs(),
    )
    network.later(minutes=1)
    network.status("Faulted")
    assert [one.resolved_by for one in network.all()] == ["person:me", None]


def test_flapping_is_told_once_and_over_when_it_is_quiet(network: Network) -> None:
    for _ in range(50):
        network.status("Faulted")
        network.later(seconds=10)
        network.status("Available")
        network.later(seconds=10)
        network.watch()
    flapping = network.one()
    assert (flapping.state, flapping.flapping) == (State.OPEN, True)
    # Opened, resolved, opened, resolved, opened as flapping.
    assert flapping.notices == 5
    network.later(minutes=9)
    network.watch()
    assert network.one().live
    network.later(minutes=1)
    network.watch()
    ended = network.one()
    assert (ended.state, ended.resolved_by, ended.notices) == (State.RESOLVED, "recovery", 6)


def test_a_flapping_one_that_stays_is_an_ordinary_trouble_again(network: Network) -> None:
    for _ in range(3):
        network.status("Available")
        network.status("Faulted")
        network.later(seconds=10)
    assert network.one().flapping
    network.later(minutes=15)
    network.watch()
    assert (network.one().flapping, network.one().live) == (False, True)
    network.status("Available")
    assert not network.one().live


def test_nobody_acknowledges_so_it_is_told_again_and_again_but_not_for_ever(
    network: Network,
) -> None:
    network.escalate_after = timedelta(minutes=10)
    network.status("Faulted")
    levels = []
    for _ in range(60):
        network.later(minutes=1)
        network.watch()
        levels.append(network.one().escalation_level)
    assert (levels[8], levels[9], levels[19], levels[29], levels[-1]) == (0, 1, 2, 3, 3)
    assert network.one().notices == 4


def test_who_acknowledges_ends_the_escalation(network: Network) -> None:
    network.escalate_after = timedelta(minutes=10)
    network.status("Faulted")
    taken = acknowledge(network.one(), "person:me", network.now, "on my way")
    write(taken, network.one(), network.now, network.needs())
    for _ in range(30):
        network.later(minutes=1)
        network.watch()
    incident = network.one()
    assert (incident.escalation_level, incident.state) == (0, State.ACKNOWLEDGED)
    assert incident.acknowledged_by == "person:me"
    network.status("Available")
    assert network.one().state is State.RESOLVED
    with pytest.raises(Conflict):
        acknowledge(network.one(), "person:me", network.now)


def test_people_do_nothing_twice(network: Network) -> None:
    network.status("Faulted")
    taken = acknowledge(network.one(), "a", network.now).incident
    assert acknowledge(taken, "b", network.now).incident == taken
    ended = resolve(taken, "b", network.now).incident
    assert resolve(ended, "c", network.now).incident == ended
    assert comment(ended, "c", network.now, "why").incident == ended


def test_boots_count_only_together_and_are_over_after_a_while(network: Network) -> None:
    for _ in range(3):
        network.event("station.booted", station_id="CP1")
        network.later(minutes=2)
    assert network.all() == []
    network.later(minutes=12)
    network.event("station.booted", station_id="CP1")
    assert network.all() == []
    for _ in range(3):
        network.later(minutes=1)
        network.event("station.booted", station_id="CP1")
    assert network.one().kind is Kind.BOOT_LOOP
    network.later(minutes=29)
    network.watch()
    assert network.one().live
    network.later(minutes=1)
    network.watch()
    assert not network.one().live


def test_a_review_is_over_when_the_session_is_settled(network: Network) -> None:
    body: dict[str, Any] = {"session_id": "S1", "station_id": "CP1", "site_id": "site-1"}
    network.event("session.review", **body)
    assert network.one().place.session_id == "S1"
    network.later(minutes=1)
    network.event("session.settled", **body)
    assert network.one().resolved_by == "recovery"


def test_security_events_stand_until_a_person_has_looked(network: Network) -> None:
    for kind in ("TamperDetectionActivated", "InvalidTLSVersion", "TamperDetectionActivated"):
        network.event("station.security_event", station_id="CP1", type=kind)
        network.later(seconds=1)
    assert sorted(one.count for one in network.all()) == [1, 2]
    assert {one.severity for one in network.all()} == {Severity.CRITICAL}


def test_what_gets_worse_is_told_again(network: Network) -> None:
    network.status("Faulted", error_code="WeakSignal")
    assert network.one().severity is Severity.MINOR
    network.later(minutes=1)
    network.status("Faulted", error_code="GroundFailure")
    worse = network.one()
    assert (worse.severity, worse.notices) == (Severity.CRITICAL, 2)
    assert "GroundFailure" in worse.title
    network.later(minutes=1)
    network.status("Faulted", error_code="WeakSignal")
    assert (network.one().severity, network.one().notices) == (Severity.CRITICAL, 2)


def test_a_certificate_that_nobody_renews_gets_worse_until_one_is_in_force(
    network: Network,
) -> None:
    said: dict[str, Any] = {
        "station_id": "CP1",
        "use": "V2GCertificate",
        "not_after": "2026-01-27T00:00:00Z",
    }
    network.event("station.certificate_ending", **said)
    network.later(days=7)
    network.event("station.certificate_expired", **said)
    assert (network.one().severity, network.one().notices) == (Severity.CRITICAL, 2)
    network.later(hours=1)
    network.event("station.certificate_in_force", **said)
    assert network.one().resolved_by == "recovery"


def test_drift_counts_only_when_we_could_not_set_it(network: Network) -> None:
    said: dict[str, Any] = {"station_id": "CP1", "names": ["HeartbeatInterval"]}
    network.event("station.configuration_drifted", **said)
    network.later(seconds=5)
    network.event("station.configuration_agrees", station_id="CP1")
    network.later(hours=1)
    network.event("station.configuration_drifted", **said)
    assert network.all() == []
    network.later(hours=1)
    network.event("station.configuration_drifted", **said)
    assert network.one().severity is Severity.INFO
    assert "HeartbeatInterval" in network.one().cause
    network.later(hours=1)
    network.event("station.configuration_agrees", station_id="CP1")
    assert not network.one().live


def test_starts_that_fail_count_together(network: Network) -> None:
    for _ in range(5):
        network.event("session.start_failed", station_id="CP1", reason="timed_out")
        network.later(minutes=1)
    assert network.one().kind is Kind.FAILED_STARTS


def test_books_that_agree_end_the_gap(network: Network) -> None:
    network.event("money.gap_found", gap_count=2, checks=["a", "b"], report_id="R1")
    assert network.one().severity is Severity.CRITICAL
    network.later(hours=1)
    network.event("money.books_agree", report_id="R2")
    assert not network.one().live


def test_a_silent_station_is_lost_like_one_that_hung_up(network: Network) -> None:
    network.event("station.offline", station_id="CP1", reason="silent")
    assert network.one().cause == "It has said nothing for a long time, and it has not come back."
    network.later(minutes=1)
    network.online()
    assert network.one().resolved_by == "recovery"


def test_a_look_tells_nobody_of_what_somebody_takes_care_of(network: Network) -> None:
    """Whatever is still due of the time before."""
    network.status("Faulted", error_code="OverVoltage")
    due = replace(network.one(), escalate_at=network.now, escalate_after_s=60)
    assert look(due, network.now, PATIENCE) is not None
    assert look(replace(due, state=State.ACKNOWLEDGED), network.now, PATIENCE) is None
