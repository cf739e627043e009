import pytest
from tests.builders import NOW, minutes

from csms.ocpp.times import station_time


def test_time_of_the_station_is_taken() -> None:
    assert station_time("2026-01-20T13:05:00+01:00", NOW) == minutes(5)


@pytest.mark.parametrize("text", [None, "", "yesterday", "0001-01-01T00:00:00+14:00"])
def test_unreadable_time_is_the_time_of_receipt(text: str | None) -> None:
    assert station_time(text, NOW) == NOW
