"""What is known of a station's meter: kept in its profile, fixed with a start, in both adapters."""

from dataclasses import replace
from typing import TYPE_CHECKING

from tests.builders import KEY, NOW, a_progress, a_start, minutes
from tests.network import a_station

from csms.charging.facts import MeterReading
from csms.charging.meter_evidence import Point
from csms.stations.meters import (
    MeterHabit,
    MeterHabits,
    MeterKind,
    MeterProfile,
    MeterSeen,
    MeterSettings,
)

if TYPE_CHECKING:
    from tests.contract.conftest import Ports

NOTHING = MeterSeen(MeterKind.UNKNOWN, "S0", NOW, "")


def seen(kind: MeterKind, session_id: str = "S1", minute: int = 0) -> MeterSeen:
    return MeterSeen(kind, session_id, minutes(minute), f"{kind} in {session_id}")


def learned(*seen_by_time: MeterSeen) -> MeterProfile:
    profile = MeterProfile()
    for one in seen_by_time:
        profile = profile.with_session(one, NOTHING)
    return profile


def test_nothing_is_known_of_a_meter_at_first(ports: "Ports") -> None:
    assert ports.profiles.meter("CP1") == MeterProfile()
    assert ports.profiles.get("CP1").meter == MeterProfile()


def test_a_finding_is_stored_whole(ports: "Ports") -> None:
    kinds = [MeterKind.SESSION, MeterKind.SESSION, MeterKind.REGISTER]
    found = learned(*(seen(kind, f"S{n}", n) for n, kind in enumerate(kinds)))
    assert ports.profiles.learn_meter("CP1", MeterProfile(), found)
    assert ports.profiles.meter("CP1") == found
    turned = found.with_session(seen(MeterKind.REGISTER, "S3", 3), seen(MeterKind.SESSION, "S3"))
    assert ports.profiles.learn_meter("CP1", found, turned)
    assert ports.profiles.get("CP1").meter == turned
    assert turned.start_stop.before is MeterKind.SESSION


def test_a_finding_that_another_process_changed_is_not_overwritten(ports: "Ports") -> None:
    first, other = learned(seen(MeterKind.SESSION)), learned(seen(MeterKind.REGISTER, "S2"))
    assert ports.profiles.learn_meter("CP1", MeterProfile(), first)
    assert not ports.profiles.learn_meter("CP1", MeterProfile(), other)
    assert not ports.profiles.learn_meter("CP1", other, first)
    assert ports.profiles.meter("CP1") == first


def test_settings_and_findings_do_not_touch_each_other(ports: "Ports") -> None:
    settings = MeterSettings(MeterKind.REGISTER, MeterKind.SESSION, "kWh")
    ports.profiles.set_by_operator("CP1", "growatt", "Europe/Berlin", settings)
    assert ports.profiles.learn_meter("CP1", MeterProfile(), learned(seen(MeterKind.SESSION)))
    profile = ports.profiles.get("CP1")
    assert profile.meter == replace(learned(seen(MeterKind.SESSION)), settings=settings)
    assert (profile.vendor_set, profile.time_zone) == ("growatt", "Europe/Berlin")

    ports.profiles.set_by_operator("CP1", None, None)
    assert ports.profiles.get("CP1").meter == learned(seen(MeterKind.SESSION))


def test_a_start_is_decided_with_what_is_known_of_the_meter(ports: "Ports") -> None:
    station = a_station()
    ports.stations.put(station)
    ports.profiles.set_by_operator("CP1", None, None, MeterSettings(unit="kWh"))
    context = ports.start_contexts.read("CP1", None, None)
    assert context.station == station
    assert context.meter == MeterProfile(settings=MeterSettings(unit="kWh"))


def test_what_was_known_at_the_start_stays_with_the_session(ports: "Ports") -> None:
    habits = MeterHabits(
        MeterHabit(MeterKind.SESSION, is_set=True), MeterHabit(MeterKind.REGISTER), "kWh", False
    )
    session = ports.sessions.record_start(a_start(habits=habits))
    assert session.start is not None
    assert session.start.habits == habits
    again = ports.sessions.record_start(a_start(habits=MeterHabits()))
    assert again.start == session.start


def test_a_session_keeps_its_first_and_its_two_newest_registers(ports: "Ports") -> None:
    ports.sessions.record_start(a_start(reading=MeterReading(NOW, 900)))
    registers = []
    for minute, wh in ((1, 1000), (2, None), (3, 1300), (4, 1600), (5, None), (2, 1100)):
        ports.sessions.record_progress(a_progress(minute, wh))
        session = ports.sessions.get(KEY)
        assert session is not None
        registers.append([one.value for one in session.registers])
    assert registers == [
        [1000], [1000], [1000, 1300], [1000, 1300, 1600], [1000, 1300, 1600], [1000, 1300, 1600],
    ]  # fmt: skip
    session = ports.sessions.get(KEY)
    assert session is not None
    assert session.registers[-1] == Point(minutes(4), 1600)
    assert session.derived_power_w == 18_000


def test_a_repeated_reading_is_no_second_register(ports: "Ports") -> None:
    ports.sessions.record_start(a_start())
    for minute, wh in ((1, 1100), (2, 1200), (2, 1200), (1, 1100)):
        ports.sessions.record_progress(a_progress(minute, wh))
    session = ports.sessions.get(KEY)
    assert session is not None
    assert session.registers == (Point(minutes(1), 1100), Point(minutes(2), 1200))


def test_a_late_register_where_the_newest_messages_had_none_counts(ports: "Ports") -> None:
    ports.sessions.record_start(a_start())
    for minute, wh in ((1, 1100), (3, None), (2, 1200)):
        ports.sessions.record_progress(a_progress(minute, wh, power_w=wh and 1))
    session = ports.sessions.get(KEY)
    assert session is not None
    assert session.registers == (Point(minutes(1), 1100), Point(minutes(2), 1200))
