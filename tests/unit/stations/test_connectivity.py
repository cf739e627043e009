from datetime import datetime

from tests.builders import NOW, minutes

from csms.adapters.memory.stations import MemoryStations
from csms.stations import connectivity
from csms.stations.connectivity import LastSeen
from csms.stations.model import LiveConnection


def last_seen_of(stations: MemoryStations) -> datetime | None:
    connection = stations.state("CP1").connection
    return connection.last_seen_at if connection else None


def test_signs_of_life_are_written_now_and_then() -> None:
    stations = MemoryStations()
    stations.connect("CP1", LiveConnection("one", "ocpp1.6", NOW))
    last_seen = LastSeen(stations)
    written = []
    for minute in range(1, 21):
        last_seen.note("CP1", minutes(minute))
        written.append(last_seen_of(stations))
    assert set(written) == {minutes(1), minutes(10), minutes(19)}


def test_stations_are_noted_apart() -> None:
    stations = MemoryStations()
    last_seen = LastSeen(stations)
    stations.connect("CP1", LiveConnection("one", "ocpp1.6", NOW))
    last_seen.note("CP2", minutes(1))
    last_seen.note("CP1", minutes(2))
    assert last_seen_of(stations) == minutes(2)


def test_memory_of_a_process_is_bounded() -> None:
    stations = MemoryStations()
    last_seen = LastSeen(stations)
    stations.connect("CP1", LiveConnection("one", "ocpp1.6", NOW))
    last_seen.note("CP1", minutes(1))
    for number in range(connectivity.REMEMBERED_STATIONS):
        last_seen.note(f"X{number}", minutes(1))
    last_seen.note("CP1", minutes(2))
    assert last_seen_of(stations) == minutes(2)
