"""Dynamic profiles (2.1 K28): the station asks, and gets what was wanted last."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from tests.functional.station import Station
from tests.functional.test_command_delivery import connect, frames_to
from tests.functional.test_configuration import Streams
from tests.network import build_network

if TYPE_CHECKING:
    from tests.http_api import Caller

PATH = "/stations/CP1/dynamic-schedules"
REJECTED = {"status": "Rejected", "statusInfo": {"reasonCode": "NotFound"}}


@pytest.fixture(autouse=True)
def network(operator: Caller) -> None:
    build_network()


@pytest.fixture
def station() -> Station:
    connect("ocpp2.1")
    return Station(protocol="ocpp2.1")


def pulled(station: Station, profile_id: int = 7) -> dict[str, Any]:
    return station.call("PullDynamicScheduleUpdate", {"chargingProfileId": profile_id})


def test_the_station_gets_what_the_operator_wants_of_the_profile(
    operator: Caller, station: Station
) -> None:
    assert pulled(station) == REJECTED
    update = {"limit": 7000.5, "setpoint": -3000}
    answer = operator.put(f"{PATH}/7", {"schedule_update": update})
    assert answer.json["schedule_update"] == update
    assert pulled(station) == {
        "status": "Accepted",
        "scheduleUpdate": {"limit": pytest.approx(7000.5), "setpoint": -3000},
    }
    assert pulled(station, 8) == REJECTED
    assert operator.get(f"{PATH}/7").json == answer.json
    assert [one["profile_id"] for one in operator.get(PATH).json["items"]] == [7]
    assert operator.delete(f"{PATH}/7").status == 204
    assert pulled(station) == REJECTED
    assert operator.get(f"{PATH}/7").status == 404
    assert operator.get(PATH).json["items"] == []


def test_a_number_is_sent_as_it_was_given(operator: Caller, station: Station) -> None:
    operator.put(f"{PATH}/7", {"schedule_update": {"limit": 0.1}})
    reply = station.send(
        json.dumps([2, "m", "PullDynamicScheduleUpdate", {"chargingProfileId": 7}])
    )
    assert reply == '[3,"m",{"status":"Accepted","scheduleUpdate":{"limit":0.1}}]'


@pytest.mark.parametrize(
    "body",
    [{}, {"schedule_update": {}}, {"schedule_update": {"power": 1}},
     {"schedule_update": {"limit": "x"}}, {"schedule_update": {"limit": 1e300}}],
)  # fmt: skip
def test_what_is_no_schedule_is_refused(operator: Caller, body: dict[str, Any]) -> None:
    assert operator.put(f"{PATH}/7", body).status == 422


def test_a_station_that_is_not_registered_has_no_schedules(operator: Caller) -> None:
    answer = operator.put("/stations/NOBODY/dynamic-schedules/7", {"schedule_update": {"limit": 1}})
    assert answer.status == 404


def test_a_schedule_is_pushed_if_asked_for(operator: Caller, station: Station) -> None:
    streams = Streams()
    body = {"schedule_update": {"limit": 6000}, "push": True}
    command_id = operator.put(f"{PATH}/7", body).json["command_id"]
    streams.run()
    (frame,) = frames_to()
    update = {"chargingProfileId": 7, "scheduleUpdate": {"limit": 6000}}
    assert frame == [2, command_id, "UpdateDynamicSchedule", update]


def test_a_push_to_a_station_of_another_version_changes_nothing(
    operator: Caller, station: Station
) -> None:
    connect("ocpp2.0.1")
    body = {"schedule_update": {"limit": 6000}, "push": True}
    assert operator.put(f"{PATH}/7", body).status == 422
    assert pulled(station) == REJECTED


PROFILE = {
    "id": 9,
    "stackLevel": 0,
    "chargingProfilePurpose": "TxDefaultProfile",
    "chargingProfileKind": "Dynamic",
    "dynUpdateInterval": 60,
    "chargingSchedule": [
        {
            "id": 1,
            "chargingRateUnit": "W",
            "chargingSchedulePeriod": [{"startPeriod": 0, "limit": 5000, "numberPhases": 3}],
        }
    ],
}
COMMANDS = [
    (
        "UpdateDynamicSchedule",
        {"chargingProfileId": 9, "scheduleUpdate": {"limit": 5000}},
    ),
    ("SetChargingProfile", {"evseId": 1, "chargingProfile": PROFILE}),
]


@pytest.mark.parametrize(("action", "payload"), COMMANDS)
@pytest.mark.parametrize("status", ["Accepted", "Rejected"])
def test_an_accepted_command_is_what_is_wanted(
    operator: Caller, station: Station, action: str, payload: dict[str, Any], status: str
) -> None:
    streams = Streams()
    operator.post("/stations/CP1/commands", {"action": action, "payload": payload})
    streams.run()
    station.send(json.dumps([3, frames_to()[-1][1], {"status": status}]))
    streams.run()
    expected = {"status": "Accepted", "scheduleUpdate": {"limit": 5000}}
    assert pulled(station, 9) == (expected if status == "Accepted" else REJECTED)


def test_an_answer_that_comes_late_changes_nothing_newer(
    operator: Caller, station: Station
) -> None:
    streams = Streams()
    action, payload = COMMANDS[0]
    operator.post("/stations/CP1/commands", {"action": action, "payload": payload})
    streams.run()
    operator.put(f"{PATH}/9", {"schedule_update": {"limit": 1000}})
    station.send(json.dumps([3, frames_to()[-1][1], {"status": "Accepted"}]))
    streams.run()
    assert pulled(station, 9)["scheduleUpdate"] == {"limit": 1000}
