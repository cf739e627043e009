from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from tests.builders import KEY, NOW, minutes

from csms.charging.facts import MeterReading, ToldState
from csms.charging.ports import TelemetryRecord, transaction_series
from csms.charging.vocabulary import SessionKey

if TYPE_CHECKING:
    from tests.contract.conftest import Ports


def a_record(minute: int, *registers: int, digest: str | None = None) -> TelemetryRecord:
    readings = [MeterReading(minutes(minute + n), wh) for n, wh in enumerate(registers)]
    samples = [{"value": Decimal("1.5")}]
    return TelemetryRecord(
        "CP1", transaction_series("T1"), digest or f"fact-{minute}", NOW, readings, samples
    )


def registers(ports: "Ports", key: SessionKey = KEY) -> list[int | None]:
    return [one.register_wh for one in ports.telemetry.readings(key)]


def test_readings_come_by_time_whatever_the_order(ports: "Ports") -> None:
    for record in (a_record(9, 300), a_record(0, 100, 110), a_record(5, 200)):
        ports.telemetry.record(record)
    assert registers(ports) == [100, 110, 200, 300]


def test_readings_are_stored_whole(ports: "Ports") -> None:
    reading = MeterReading(NOW, 100, 11_000, 55)
    ports.telemetry.record(replace(a_record(0), readings=[reading, MeterReading(minutes(1))]))
    assert ports.telemetry.readings(KEY) == [reading, MeterReading(minutes(1))]


def test_repeated_message_is_stored_once(ports: "Ports") -> None:
    ports.telemetry.record(a_record(0, 100))
    ports.telemetry.record(replace(a_record(0, 100), received_at=minutes(5)))
    assert registers(ports) == [100]


def test_different_messages_of_one_moment_are_both_kept(ports: "Ports") -> None:
    ports.telemetry.record(a_record(0, 100, digest="b"))
    ports.telemetry.record(a_record(0, 101, digest="a"))
    assert registers(ports) == [101, 100]


def test_message_without_readings_is_left_out(ports: "Ports") -> None:
    ports.telemetry.record(a_record(0))
    assert registers(ports) == []


def test_identities_with_a_bar_do_not_run_into_each_other(ports: "Ports") -> None:
    series = transaction_series("A|transaction B")
    ports.telemetry.record(replace(a_record(0, 500_000), station_id="PX", series=series))
    assert registers(ports, SessionKey("PX|transaction A", "B")) == []
    assert registers(ports, SessionKey("PX", "A|transaction B")) == [500_000]


def test_sessions_do_not_share_readings(ports: "Ports") -> None:
    ports.telemetry.record(a_record(0, 100))
    assert registers(ports, SessionKey("CP1", "T2")) == []
    assert registers(ports, SessionKey("CP2", "T1")) == []


def test_long_session_is_read_to_its_end(ports: "Ports") -> None:
    for number in range(30):
        padded = [{"value": "x" * 40_000}]
        ports.telemetry.record(replace(a_record(number, number), samples=padded))
    assert registers(ports) == list(range(30))


def test_messages_of_a_series_come_newest_first_in_pages(ports: "Ports") -> None:
    for minute in (1, 3, 2):
        ports.telemetry.record(a_record(minute, minute))
    series = transaction_series("T1")
    seen, cursor = [], None
    for _ in range(3):
        (found,), cursor = ports.telemetry.page("CP1", series, 1, cursor)
        seen.append(found)
    assert [one.digest for one in seen] == ["fact-3", "fact-2", "fact-1"]
    assert ports.telemetry.page("CP1", series, 9, None)[1] is None
    assert ports.telemetry.page("CP1", "evse 1", 9, None) == ([], None)
    assert seen[0] == a_record(3, 3), "whole, the numbers of its samples included"


def test_numbers_of_events_come_with_their_readings(ports: "Ports") -> None:
    for number in (3, 1, 3):
        ports.telemetry.record(replace(a_record(number, 100 + number), seq_no=number))
    ports.telemetry.record(a_record(7, 107))
    told = ports.telemetry.of_session(KEY)
    assert told.seq_nos == {1, 3}
    assert told.readings == ports.telemetry.readings(KEY)


def test_a_state_is_kept_with_readings_and_without(ports: "Ports") -> None:
    charging, away = ToldState(minutes(1), "Charging"), ToldState(minutes(9), "Idle")
    ports.telemetry.record(replace(a_record(9, digest="b"), state=away, seq_no=4))
    ports.telemetry.record(replace(a_record(1, 100), state=charging))
    ports.telemetry.record(replace(a_record(1, 100), state=charging))
    told = ports.telemetry.of_session(KEY)
    assert told.states == (charging, away)
    assert told.seq_nos == {4}
    assert registers(ports) == [100]
    (shown, _), _ = ports.telemetry.page("CP1", transaction_series("T1"), 9, None)
    assert shown.state == away
