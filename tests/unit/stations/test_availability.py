import pytest
from tests.builders import NOW

from csms.stations.availability import Availability, availability
from csms.stations.model import ConnectorStatus, LiveConnection, StationState


def a_state(*statuses: str, online: bool = True) -> StationState:
    connectors = tuple(
        ConnectorStatus(1, number, status, None, NOW)
        for number, status in enumerate(statuses, start=1)
    )
    connection = LiveConnection("socket" if online else None, "ocpp1.6", NOW)
    return StationState(connection, None, connectors)


@pytest.mark.parametrize(
    ("statuses", "expected"),
    [
        (["Available"], Availability.AVAILABLE),
        (["SuspendedEVSE"], Availability.OCCUPIED),
        (["Available", "Charging"], Availability.OCCUPIED),
        (["Available", "Faulted"], Availability.AVAILABLE),
        (["Reserved", "Available"], Availability.RESERVED),
        (["Faulted"], Availability.FAULTED),
        (["Unavailable", "Faulted"], Availability.UNAVAILABLE),
        (["SomethingNew"], Availability.UNKNOWN),
        ([], Availability.UNKNOWN),
    ],
)
def test_evse_is_as_its_connectors(statuses: list[str], expected: Availability) -> None:
    assert availability(a_state(*statuses), 1) is expected


def test_offline_station_is_unknown() -> None:
    assert availability(a_state("Available", online=False), 1) is Availability.UNKNOWN


def test_other_evse_does_not_count() -> None:
    assert availability(a_state("Available"), 2) is Availability.UNKNOWN
