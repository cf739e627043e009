from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from tests.builders import NOW, minutes
from tests.contract.paging import all_pages
from tests.network import a_station

from csms.stations.credentials import (
    Credentials,
    PendingPassword,
    PendingProfile,
    TrustedCertificate,
    expecting_password,
    expecting_profile,
    trusting,
)
from csms.stations.model import BootFacts, ConnectorStatus, LiveConnection

if TYPE_CHECKING:
    from tests.contract.conftest import Ports

CERTIFICATE = TrustedCertificate("ab" * 32, minutes(60))


def a_boot(minute: int, **fields: Any) -> BootFacts:
    known: dict[str, Any] = {
        "serial_number": None,
        "firmware_version": None,
        "reason": None,
    } | fields
    return BootFacts("Vendor", "Model", booted_at=minutes(minute), **known)


def a_status(status: str, minute: int, error_code: str | None = None) -> ConnectorStatus:
    return ConnectorStatus(1, 1, status, error_code, minutes(minute))


def connected(connection_id: str, minute: int) -> LiveConnection:
    return LiveConnection(connection_id, "ocpp2.0.1", minutes(minute))


def test_station_is_stored_whole(ports: "Ports") -> None:
    station = a_station()
    ports.stations.put(station)
    assert ports.stations.get("CP1") == station


def test_unknown_station_is_none(ports: "Ports") -> None:
    assert ports.stations.get("CP1") is None


def test_deleted_station_is_gone_and_may_be_deleted_again(ports: "Ports") -> None:
    ports.stations.put(a_station())
    ports.stations.delete("CP1")
    ports.stations.delete("CP1")
    assert ports.stations.get("CP1") is None
    assert ports.stations.page(10, None) == ([], None)


def test_new_record_leaves_what_the_station_reported(ports: "Ports") -> None:
    ports.stations.record_boot("CP1", a_boot(0))
    ports.stations.put(a_station())
    assert ports.stations.state("CP1").boot == a_boot(0)


@pytest.mark.parametrize("limit", [1, 3, 7, 50])
def test_pages_show_every_station_once(ports: "Ports", limit: int) -> None:
    wanted = {f"CP{number}" for number in range(20)}
    for station_id in wanted:
        ports.stations.put(a_station(station_id))
    shown = all_pages(ports.stations.page, limit)
    assert sorted(one.station_id for one in shown) == sorted(wanted)


def test_pages_come_in_a_stable_order(ports: "Ports") -> None:
    for number in range(20):
        ports.stations.put(a_station(f"CP{number}"))
    assert all_pages(ports.stations.page, 4) == all_pages(ports.stations.page, 50)


def test_state_of_a_silent_station_is_empty(ports: "Ports") -> None:
    state = ports.stations.state("CP1")
    assert (state.connection, state.boot, state.connectors) == (None, None, ())
    assert not state.online


def test_newest_connection_is_the_stations_socket(ports: "Ports") -> None:
    ports.stations.connect("CP1", connected("new", 1))
    ports.stations.connect("CP1", connected("old", 0))
    connection = ports.stations.state("CP1").connection
    assert connection is not None
    assert (connection.connection_id, connection.last_seen_at) == ("new", minutes(1))


def test_disconnect_takes_the_station_offline(ports: "Ports") -> None:
    ports.stations.connect("CP1", connected("one", 0))
    ports.stations.disconnect("CP1", "one", minutes(5))
    state = ports.stations.state("CP1")
    assert not state.online
    assert state.connection is not None
    assert state.connection.disconnected_at == minutes(5)


def test_late_disconnect_of_an_old_socket_changes_nothing(ports: "Ports") -> None:
    ports.stations.connect("CP1", connected("old", 0))
    ports.stations.connect("CP1", connected("new", 1))
    before = ports.stations.state("CP1")
    ports.stations.disconnect("CP1", "old", minutes(2))
    assert ports.stations.state("CP1") == before


def test_disconnect_of_an_unknown_station_changes_nothing(ports: "Ports") -> None:
    ports.stations.disconnect("CP1", "one", NOW)
    assert ports.stations.state("CP1").connection is None


def test_new_connection_forgets_the_end_of_the_last(ports: "Ports") -> None:
    ports.stations.connect("CP1", connected("one", 0))
    ports.stations.disconnect("CP1", "one", minutes(1))
    ports.stations.connect("CP1", connected("two", 2))
    connection = ports.stations.state("CP1").connection
    assert connection is not None
    assert (connection.connection_id, connection.disconnected_at) == ("two", None)


def test_sign_of_life_is_noted_on_the_connection(ports: "Ports") -> None:
    ports.stations.connect("CP1", connected("one", 0))
    ports.stations.seen("CP1", minutes(9))
    connection = ports.stations.state("CP1").connection
    assert connection is not None
    assert connection.last_seen_at == minutes(9)


def test_sign_of_life_makes_no_connection(ports: "Ports") -> None:
    ports.stations.seen("CP1", NOW)
    assert ports.stations.state("CP1").connection is None


def test_newest_boot_is_kept_whatever_the_order(ports: "Ports") -> None:
    ports.stations.record_boot("CP1", a_boot(1, firmware_version="2"))
    ports.stations.record_boot("CP1", a_boot(0, firmware_version="1"))
    assert ports.stations.state("CP1").boot == a_boot(1, firmware_version="2")


def test_newer_boot_replaces_the_last_one_wholly(ports: "Ports") -> None:
    ports.stations.record_boot("CP1", a_boot(0, serial_number="S1", reason="PowerUp"))
    ports.stations.record_boot("CP1", a_boot(1))
    assert ports.stations.state("CP1").boot == a_boot(1)


def test_newest_connector_status_counts_by_the_stations_time(ports: "Ports") -> None:
    ports.stations.record_connector_status("CP1", a_status("Charging", 2))
    ports.stations.record_connector_status("CP1", a_status("Available", 1))
    assert ports.stations.state("CP1").connectors == (a_status("Charging", 2),)


def test_error_of_a_connector_ends_with_its_next_status(ports: "Ports") -> None:
    ports.stations.record_connector_status("CP1", a_status("Faulted", 1, "GroundFailure"))
    assert ports.stations.state("CP1").connectors == (a_status("Faulted", 1, "GroundFailure"),)
    ports.stations.record_connector_status("CP1", a_status("Available", 2))
    assert ports.stations.state("CP1").connectors == (a_status("Available", 2),)


def test_later_status_of_the_same_moment_counts(ports: "Ports") -> None:
    ports.stations.record_connector_status("CP1", a_status("Preparing", 1))
    ports.stations.record_connector_status("CP1", a_status("Charging", 1))
    assert ports.stations.state("CP1").connectors == (a_status("Charging", 1),)


def test_connectors_are_kept_apart_and_in_order(ports: "Ports") -> None:
    places = [(10, 1), (2, 2), (2, 1), (0, 0)]
    for evse_id, connector_id in places:
        status = ConnectorStatus(evse_id, connector_id, "Available", None, NOW)
        ports.stations.record_connector_status("CP1", status)
    shown = ports.stations.state("CP1").connectors
    assert [(one.evse_id, one.connector_id) for one in shown] == sorted(places)


def test_stations_do_not_share_what_they_report(ports: "Ports") -> None:
    ports.stations.record_boot("CP1", a_boot(0))
    assert ports.stations.state("CP10").boot is None


def test_station_is_marked_offline_once_and_comes_back(ports: "Ports") -> None:
    ports.stations.connect("CP1", connected("one", 0))
    absent = ports.stations.state("CP1").connection
    assert absent is not None
    assert ports.stations.mark_offline("CP1", absent, minutes(3))
    assert not ports.stations.mark_offline("CP1", absent, minutes(4))
    gone = ports.stations.state("CP1").connection
    assert gone is not None
    assert (gone.connection_id, gone.offline_since) == (None, minutes(3))
    assert gone.disconnected_at == minutes(3)
    ports.stations.connect("CP1", connected("two", 5))
    back = ports.stations.state("CP1").connection
    assert back is not None
    assert (back.connection_id, back.offline_since) == ("two", None)


def test_station_without_a_socket_is_marked_offline_since_it_had_one(ports: "Ports") -> None:
    ports.stations.connect("CP1", connected("one", 0))
    ports.stations.disconnect("CP1", "one", minutes(2))
    absent = ports.stations.state("CP1").connection
    assert absent is not None
    assert ports.stations.mark_offline("CP1", absent, minutes(2))
    assert not ports.stations.mark_offline("CP1", absent, minutes(3))
    gone = ports.stations.state("CP1").connection
    assert gone is not None
    assert (gone.disconnected_at, gone.offline_since) == (minutes(2), minutes(2))


def test_station_that_came_back_meanwhile_is_not_marked(ports: "Ports") -> None:
    ports.stations.connect("CP1", connected("one", 0))
    absent = ports.stations.state("CP1").connection
    assert absent is not None
    ports.stations.connect("CP1", connected("two", 1))
    assert not ports.stations.mark_offline("CP1", absent, minutes(1))
    ports.stations.disconnect("CP1", "two", minutes(2))
    assert not ports.stations.mark_offline("CP1", absent, minutes(3))
    now = ports.stations.state("CP1").connection
    assert now is not None
    assert now.offline_since is None


def test_station_that_never_connected_is_not_marked(ports: "Ports") -> None:
    assert not ports.stations.mark_offline("CP1", connected("one", 0), minutes(1))
    assert ports.stations.state("CP1").connection is None


def test_credentials_change_by_the_present_ones_and_a_new_record_leaves_them(
    ports: "Ports",
) -> None:
    ports.stations.put(a_station())
    pending, higher = PendingPassword("hash", "C1", NOW), PendingProfile(3, "C2")
    ports.stations.change_credentials("CP1", lambda one: expecting_password(one, pending))
    ports.stations.change_credentials("CP1", lambda one: trusting(one, CERTIFICATE))
    ports.stations.change_credentials("CP1", lambda one: expecting_profile(one, higher))
    ports.stations.put(replace(a_station(), site_id=None, serial_number="SN"))
    found = ports.stations.get("CP1")
    assert found is not None
    assert found.credentials == Credentials((pending,), (higher,), (CERTIFICATE,))
    assert (found.site_id, found.serial_number) == (None, "SN")


def test_a_record_written_late_does_not_undo_what_a_connection_changed(ports: "Ports") -> None:
    before = a_station()
    ports.stations.put(before)
    ports.stations.change_credentials(
        "CP1", lambda one: replace(one, password_hash="new", security_profile=2)
    )
    ports.stations.put(replace(before, site_id="site-2"), before)
    found = ports.stations.get("CP1")
    assert found is not None
    assert (found.password_hash, found.security_profile, found.site_id) == ("new", 2, "site-2")
    ports.stations.put(replace(found, password_hash="own", security_profile=1), found)
    found = ports.stations.get("CP1")
    assert found is not None
    assert (found.password_hash, found.security_profile) == ("own", 1)


def test_a_password_may_go_and_a_deleted_station_gets_no_credentials(ports: "Ports") -> None:
    ports.stations.put(a_station())
    ports.stations.change_credentials("CP1", lambda one: replace(one, password_hash=None))
    found = ports.stations.get("CP1")
    assert found is not None
    assert found.password_hash is None
    ports.stations.delete("CP1")
    ports.stations.change_credentials("CP1", lambda one: trusting(one, CERTIFICATE))
    assert ports.stations.get("CP1") is None
    anew = a_station()
    ports.stations.put(anew)
    assert ports.stations.get("CP1") == anew


def test_certificate_of_a_connection_is_known_until_the_next(ports: "Ports") -> None:
    ports.stations.connect("CP1", replace(connected("one", 0), certificate="ab"))
    first = ports.stations.state("CP1").connection
    ports.stations.connect("CP1", connected("two", 1))
    second = ports.stations.state("CP1").connection
    assert first is not None
    assert second is not None
    assert (first.certificate, second.certificate) == ("ab", None)


def test_a_socket_that_is_to_be_closed_is_no_news_of_the_station(ports: "Ports") -> None:
    ports.stations.connect("CP1", connected("one", 0))
    before = ports.stations.state("CP1")
    ports.stations.want_closed("CP1", "one", NOW)
    assert ports.stations.state("CP1") == before


def test_states_of_several_are_what_each_alone_shows(ports: "Ports") -> None:
    stations = [replace(a_station(f"CP{number}"), name=f"No {number}") for number in range(40)]
    for number, one in enumerate(stations):
        ports.stations.put(one)
        ports.stations.connect(one.station_id, connected(f"socket-{number}", number))
        ports.stations.record_connector_status(one.station_id, a_status("Available", number))
    ports.stations.record_boot("CP7", a_boot(3))
    ports.stations.seen("CP7", minutes(50))
    ports.stations.disconnect("CP8", "socket-8", minutes(51))
    states = ports.stations.states([*stations, a_station("CP99")])
    assert states == {
        one.station_id: ports.stations.state(one.station_id)
        for one in [*stations, a_station("CP99")]
    }
    assert ports.stations.states([]) == {}
    assert ports.stations.get("CP3") == stations[3]


def test_states_of_several_show_registered_connectors_and_the_station_itself(
    ports: "Ports",
) -> None:
    for place in ((1, 1), (0, 0), (9, 1)):
        status = ConnectorStatus(*place, "Faulted", None, minutes(1))
        ports.stations.record_connector_status("CP1", status)
    shown = ports.stations.states([a_station()])["CP1"].connectors
    assert {(one.evse_id, one.connector_id) for one in shown} == {(0, 0), (1, 1)}
