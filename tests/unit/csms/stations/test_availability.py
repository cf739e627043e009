"""One word for an EVSE, whatever version the station speaks."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from csms.stations.availability import availability
from csms.stations.model import ConnectorStatus, LiveConnection, StationState

NOW = datetime(2026, 11, 23, tzinfo=UTC)
OPEN = LiveConnection("c1", "ocpp2.0.1", NOW)


def state(*statuses: str, connection: LiveConnection | None = OPEN) -> StationState:
    reported = (ConnectorStatus(1, n, status, None, NOW) for n, status in enumerate(statuses, 1))
    other = ConnectorStatus(2, 1, "Faulted", None, NOW)
    return StationState(connection, None, (*reported, other))


@pytest.mark.parametrize(
    ("statuses", "expected"),
    [
        (["Available"], "available"),
        (["Preparing"], "occupied"),
        (["Occupied"], "occupied"),
        (["Available", "Charging"], "occupied"),
        (["Faulted", "Available"], "available"),
        (["Unavailable", "Reserved"], "reserved"),
        (["Faulted"], "faulted"),
        (["SomethingElse"], "unknown"),
        ([], "unknown"),
    ],
)
def test_strongest_status_of_the_connectors_counts(statuses: list[str], expected: str) -> None:
    assert availability(state(*statuses), 1) == expected


def test_offline_station_is_unknown() -> None:
    closed = LiveConnection(None, "ocpp1.6", NOW, disconnected_at=NOW)
    assert availability(state("Available", connection=closed), 1) == "unknown"
    assert availability(state("Available", connection=None), 1) == "unknown"
