"""Accepted, Pending and Rejected: what each allows (1.6 §4.2; 2.0.1 B01-B03)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from tests.conftest import forget_services
from tests.functional.aws_requests import counted, knows_who_is_traced
from tests.functional.station import Station
from tests.functional.test_command_delivery import connect, frames_to, order, run_stream, state_of
from tests.network import a_station, build_network

from csms.bootstrap import configurations, profiles, services
from csms.commands.model import CommandState
from csms.ocpp.admission import Admission, Admitting, admit
from csms.ocpp.proofs import Rules
from csms.stations.model import BootStatus

if TYPE_CHECKING:
    from tests.http_api import Caller

BOTH = pytest.mark.parametrize("protocol", ["ocpp1.6", "ocpp2.0.1"])
BOOT: dict[str, dict[str, Any]] = {
    "ocpp1.6": {"chargePointVendor": "V", "chargePointModel": "M"},
    "ocpp2.0.1": {"reason": "PowerUp", "chargingStation": {"vendorName": "V", "model": "M"}},
}


@pytest.fixture(autouse=True)
def network(deployment: None) -> None:
    build_network()


def decide(status: str) -> None:
    services().stations.put(replace(a_station(), boot_status=BootStatus(status)))


def admitted(protocol: str, status: str) -> Station:
    """A station that connected while the operator's decision was this."""
    decide(status)
    return Station(protocol=protocol, boot_status=status)


@BOTH
@pytest.mark.parametrize("status", ["Accepted", "Pending", "Rejected"])
def test_boot_is_answered_as_the_operator_decided_and_is_kept(protocol: str, status: str) -> None:
    answer = admitted(protocol, status).call("BootNotification", BOOT[protocol])
    assert (answer["status"], answer["interval"]) == (status, 300)
    boot = services().stations.state("CP1").boot
    assert boot is not None
    assert boot.vendor == "V"


@BOTH
@pytest.mark.parametrize("status", ["Pending", "Rejected"])
def test_before_it_is_accepted_a_station_may_only_boot(protocol: str, status: str) -> None:
    frame = admitted(protocol, status).answer_to("Heartbeat", {})
    assert (frame[0], frame[2]) == (4, "SecurityError")
    assert services().stations.state("CP1").connection is None


@BOTH
def test_acceptance_counts_from_the_next_frame_on(protocol: str) -> None:
    station = admitted(protocol, "Pending")
    assert station.answer_to("Heartbeat", {})[0] == 4
    decide("Accepted")
    assert station.call("BootNotification", BOOT[protocol])["status"] == "Accepted"
    assert station.call("Heartbeat", {})


@BOTH
def test_a_pending_station_says_what_it_was_asked_for(protocol: str) -> None:
    station = admitted(protocol, "Pending")
    connect(protocol)
    order("trigger", message="Heartbeat")
    run_stream()
    assert station.call("Heartbeat", {})
    action, payload = "Authorize", {"idTag": "TAG-1"}
    if protocol != "ocpp1.6":
        payload = {"idToken": {"idToken": "TAG-1", "type": "Central"}}  # type: ignore[dict-item]
    assert station.answer_to(action, payload)[2] == "SecurityError"
    decide("Rejected")
    assert station.answer_to("Heartbeat", {})[2] == "SecurityError"


@BOTH
def test_a_pending_station_is_not_asked_to_charge_but_may_be_configured(protocol: str) -> None:
    decide("Pending")
    connect(protocol)
    start, stop = order("start", evse_id=1, token_id="TAG-1"), order("stop", transaction_id="1")
    configured = order("set_configuration", key="HeartbeatInterval", value=300)
    run_stream()
    assert state_of(start) is state_of(stop) is CommandState.FAILED
    assert [frame[1] for frame in frames_to()] == [configured.command_id]


@BOTH
def test_commands_for_a_rejected_station_wait_until_it_is_accepted(protocol: str) -> None:
    decide("Rejected")
    connect(protocol)
    command = order("reset")
    run_stream()
    assert state_of(command) is CommandState.QUEUED
    decide("Accepted")
    run_stream()
    assert state_of(command) is CommandState.SENT


def test_a_station_that_is_no_longer_registered_is_rejected() -> None:
    station = admitted("ocpp1.6", "Pending")
    services().stations.delete("CP1")
    assert station.call("BootNotification", BOOT["ocpp1.6"])["status"] == "Rejected"


@BOTH
def test_an_accepted_station_pays_no_request_for_it(protocol: str) -> None:
    station = admitted(protocol, "Accepted")
    forget_services()
    with counted() as requests:
        knows_who_is_traced(requests)
        station.call("BootNotification", BOOT[protocol])
        assert requests.operations == ["UpdateItem"]


def test_the_operator_sets_it_and_it_stays(operator: Caller) -> None:
    path = "/stations/CP1"
    assert operator.get(path).json["boot_status"] == "Accepted"
    assert operator.put(path, {"boot_status": "Pending"}).json["boot_status"] == "Pending"
    assert operator.put(path, {"evses": []}).json["boot_status"] == "Pending"
    assert operator.get(path).json["boot_status"] == "Pending"
    assert operator.put(path, {"boot_status": "Maybe"}).status == 422


def test_the_authorizer_hands_it_on() -> None:
    station = replace(a_station(), security_profile=0, boot_status=BootStatus.PENDING)
    services().stations.put(station)
    rules = Rules(lowest_profile=0, client_certificates=False, now=services().clock())
    shared = services()
    needs = Admitting(shared.stations, profiles(), shared.sites, configurations())
    admission = admit({"x-ocpp-identity": "CP1"}, needs, rules)
    assert isinstance(admission, Admission)
    assert admission.context()["boot_status"] == "Pending"
