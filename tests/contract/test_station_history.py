"""What connectors and stations said over time, beside what they say now."""

from typing import TYPE_CHECKING

from tests.builders import NOW, minutes

from csms.stations.history import ToldStatus
from csms.stations.model import ConnectorStatus, LiveConnection

if TYPE_CHECKING:
    from tests.contract.conftest import Ports


def say(ports: "Ports", status: str, minute: int, evse_id: int = 1, station: str = "CP1") -> None:
    told = ConnectorStatus(evse_id, 1, status, None, minutes(minute))
    ports.stations.record_connector_status(station, told)


def told(ports: "Ports", since: int = 0, until: int = 60) -> list[ToldStatus]:
    return ports.history.statuses("CP1", (1, 1), minutes(since), minutes(until))


def test_statuses_are_kept_in_order_late_and_repeated_ones_once(ports: "Ports") -> None:
    for status, minute in (("Charging", 5), ("Preparing", 1), ("Preparing", 1), ("Charging", 5)):
        say(ports, status, minute)
    assert told(ports) == [ToldStatus(minutes(1), "Preparing"), ToldStatus(minutes(5), "Charging")]
    assert [one.status for one in ports.stations.state("CP1").connectors] == ["Charging"]


def test_two_statuses_of_one_moment_are_both_kept(ports: "Ports") -> None:
    say(ports, "Finishing", 3)
    say(ports, "Available", 3)
    assert {one.status for one in told(ports)} == {"Finishing", "Available"}


def test_statuses_of_a_time_include_its_bounds(ports: "Ports") -> None:
    for minute in range(6):
        say(ports, "Charging", minute)
    assert [one.at for one in told(ports, 2, 4)] == [minutes(2), minutes(3), minutes(4)]


def test_connectors_and_stations_have_a_history_of_their_own(ports: "Ports") -> None:
    say(ports, "Available", 1, evse_id=2)
    say(ports, "Available", 2, station="CP2")
    assert told(ports) == []


def test_an_absence_is_kept_after_the_station_is_back(ports: "Ports") -> None:
    for number, minute in enumerate((1, 10)):
        ports.stations.connect("CP1", LiveConnection(f"c{number}", "ocpp1.6", minutes(minute)))
        absent = ports.stations.state("CP1").connection
        assert absent is not None
        assert ports.stations.mark_offline("CP1", absent, minutes(minute + 1))
        assert not ports.stations.mark_offline("CP1", absent, minutes(minute + 2))
    assert ports.history.outages("CP1", NOW, minutes(60)) == [minutes(2), minutes(11)]
    assert ports.history.outages("CP1", minutes(3), minutes(9)) == []
    assert ports.history.outages("CP2", NOW, minutes(60)) == []
