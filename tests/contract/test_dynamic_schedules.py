from dataclasses import replace
from decimal import Decimal

import pytest
from tests.builders import NOW, minutes

from csms import bootstrap
from csms.adapters.memory.dynamic_schedules import MemoryDynamicSchedules
from csms.stations.dynamic_schedules import DynamicSchedule, DynamicScheduleRepository

ONE = DynamicSchedule("CP1", 7, {"limit": Decimal("7.5"), "setpoint": -3}, NOW)


@pytest.fixture(params=["memory", "dynamodb"])
def schedules(request: pytest.FixtureRequest) -> DynamicScheduleRepository:
    if request.param == "memory":
        return MemoryDynamicSchedules()
    request.getfixturevalue("deployment")
    return bootstrap.dynamic_schedules()


def test_what_was_wanted_last_is_found(schedules: DynamicScheduleRepository) -> None:
    assert schedules.get("CP1", 7) is None
    schedules.put(ONE)
    assert schedules.get("CP1", 7) == ONE
    newer = replace(ONE, update={"limit": 1}, wanted_at=minutes(1))
    schedules.put(newer)
    schedules.put(ONE)
    assert schedules.get("CP1", 7) == newer
    assert schedules.get("CP2", 7) is None


def test_a_schedule_that_was_taken_back_stays_so(schedules: DynamicScheduleRepository) -> None:
    schedules.put(replace(ONE, update=None, wanted_at=minutes(1)))
    schedules.put(ONE)
    assert schedules.get("CP1", 7) is None
    assert schedules.of_station("CP1") == []


def test_all_of_a_station_are_listed_by_profile(schedules: DynamicScheduleRepository) -> None:
    others = [replace(ONE, profile_id=100), replace(ONE, profile_id=8)]
    for one in (*others, ONE, replace(ONE, station_id="CP2")):
        schedules.put(one)
    assert schedules.of_station("CP1") == [ONE, others[1], others[0]]
