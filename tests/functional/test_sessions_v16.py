"""OCPP 1.6 sessions through the deployed handler: frames in, stored facts out."""

from __future__ import annotations

from typing import Any

import pytest
from tests.functional.station import Station
from tests.network import BLOCKED_TOKEN, DRIVER, TOKEN, build_network

from csms.bootstrap import services
from csms.charging.model import ChargingSession
from csms.charging.ports import SessionFilter
from csms.charging.vocabulary import SessionState
from csms.drivers.model import AuthorizationStatus

START = {
    "connectorId": 1,
    "idTag": TOKEN,
    "meterStart": 1_000,
    "timestamp": "2026-11-23T10:00:00Z",
}


@pytest.fixture
def station(deployment: None) -> Station:
    build_network()
    return Station()


def stop_of(transaction_id: int, **changes: Any) -> dict[str, Any]:
    return {
        "transactionId": transaction_id,
        "meterStop": 8_350,
        "timestamp": "2026-11-23T11:00:00Z",
    } | changes


def sample(at: str, kwh: str, transaction_id: int) -> dict[str, Any]:
    values = [
        {"value": kwh, "unit": "kWh", "measurand": "Energy.Active.Import.Register"},
        {"value": "7.2", "unit": "kW", "measurand": "Power.Active.Import"},
    ]
    meter_value = [{"timestamp": at, "sampledValue": values}]
    return {"connectorId": 1, "transactionId": transaction_id, "meterValue": meter_value}


def sessions() -> list[ChargingSession]:
    return services().sessions.page(SessionFilter(), 50, None)[0]


def test_a_whole_session_is_stored_as_the_station_told_it(station: Station) -> None:
    started = station.call("StartTransaction", START)
    station.call("MeterValues", sample("2026-11-23T10:30:00Z", "4.5", started["transactionId"]))
    station.call("StopTransaction", stop_of(started["transactionId"]))

    (session,) = sessions()
    assert session.energy_wh == 7_350
    assert session.state is SessionState.ENDED
    assert session.payer is not None
    assert session.payer.driver_id == DRIVER
    assert session.latest is not None
    assert (session.latest.register_wh, session.latest.power_w) == (4_500, 7_200)
    assert session.start is not None
    assert session.start.tariff is not None
    assert session.start.tariff.tariff_id == "ac"


def test_the_connector_decides_the_tariff(station: Station) -> None:
    station.call("StartTransaction", START | {"connectorId": 2})

    (session,) = sessions()
    assert session.start is not None
    assert session.start.tariff is not None
    assert session.start.tariff.tariff_id == "dc"


def test_the_same_start_gets_the_same_answer_and_is_one_session(station: Station) -> None:
    first = station.call("StartTransaction", START)
    again = station.call("StartTransaction", START)
    station.call("StopTransaction", stop_of(first["transactionId"]))
    after_the_stop = station.call("StartTransaction", START)

    assert first == again == after_the_stop
    assert len(sessions()) == 1
    assert not sessions()[0].active


def test_the_first_decision_stays_the_answer_when_the_token_is_blocked_later(
    station: Station,
) -> None:
    first = station.call("StartTransaction", START)
    services().tokens.delete(TOKEN)

    assert station.call("StartTransaction", START) == first


def test_another_start_is_another_session(station: Station) -> None:
    first = station.call("StartTransaction", START)
    later = station.call("StartTransaction", START | {"timestamp": "2026-11-23T12:00:00Z"})

    assert first["transactionId"] != later["transactionId"]
    assert len(sessions()) == 2


@pytest.mark.parametrize(("token", "status"), [("NOBODY", "Invalid"), (BLOCKED_TOKEN, "Blocked")])
def test_a_refused_start_has_a_positive_id_and_is_recorded(
    station: Station, token: str, status: str
) -> None:
    answer = station.call("StartTransaction", START | {"idTag": token})

    assert answer["idTagInfo"]["status"] == status
    assert answer["transactionId"] > 0
    assert [one.state for one in sessions()] == [SessionState.REFUSED]


def test_a_tag_is_known_whatever_its_case(station: Station) -> None:
    answer = station.call("Authorize", {"idTag": TOKEN.lower()})

    assert answer["idTagInfo"]["status"] == "Accepted"


def test_the_first_stop_wins_and_a_different_one_is_flagged(station: Station) -> None:
    transaction_id = station.call("StartTransaction", START)["transactionId"]
    station.call("StopTransaction", stop_of(transaction_id))
    station.call("StopTransaction", stop_of(transaction_id))
    assert sessions()[0].flags == frozenset()

    station.call("StopTransaction", stop_of(transaction_id, meterStop=9_999))

    (session,) = sessions()
    assert session.energy_wh == 7_350
    assert session.flags == {"conflicting_stop"}


def test_a_sample_after_the_stop_does_not_reopen_the_session(station: Station) -> None:
    transaction_id = station.call("StartTransaction", START)["transactionId"]
    station.call("StopTransaction", stop_of(transaction_id))
    station.call("MeterValues", sample("2026-11-23T11:00:05Z", "8.35", transaction_id))

    (session,) = sessions()
    assert session.state is SessionState.ENDED
    assert session.energy_wh == 7_350


def test_an_older_sample_that_arrives_late_does_not_turn_the_meter_back(station: Station) -> None:
    transaction_id = station.call("StartTransaction", START)["transactionId"]
    station.call("MeterValues", sample("2026-11-23T10:40:00Z", "6.0", transaction_id))
    station.call("MeterValues", sample("2026-11-23T10:20:00Z", "3.0", transaction_id))

    assert sessions()[0].energy_wh == 5_000
    readings = services().telemetry.readings(sessions()[0].key)
    assert [one.register_wh for one in readings] == [3_000, 6_000]


def test_a_stop_for_an_unknown_transaction_is_answered_and_makes_no_session(
    station: Station,
) -> None:
    assert station.call("StopTransaction", stop_of(4711)) == {}
    assert sessions() == []


def test_a_token_at_the_stop_is_answered_for(station: Station) -> None:
    transaction_id = station.call("StartTransaction", START)["transactionId"]
    answer = station.call("StopTransaction", stop_of(transaction_id, idTag=BLOCKED_TOKEN))

    assert answer["idTagInfo"]["status"] == AuthorizationStatus.BLOCKED.value


def test_a_station_cannot_touch_another_stations_session(station: Station) -> None:
    transaction_id = station.call("StartTransaction", START)["transactionId"]
    Station(station_id="CP2").call("StopTransaction", stop_of(transaction_id))

    assert sessions()[0].active


def test_a_start_without_a_tariff_says_so(station: Station) -> None:
    station.call("StartTransaction", START | {"connectorId": 7})

    assert sessions()[0].flags == {"no_tariff"}
