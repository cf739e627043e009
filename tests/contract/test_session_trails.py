"""A session's trail means the same in every storage."""

from typing import TYPE_CHECKING, Any

from tests.builders import KEY, a_progress, a_start, a_tariff, minutes

from csms.charging.facts import MeterReading, Progress
from csms.charging.trail import Kind, Noted, Trail
from csms.clock import to_text

if TYPE_CHECKING:
    from tests.contract.conftest import Ports


def read(minute: float, wh: int, power_w: int | None = None) -> Noted:
    return Noted(minutes(minute), Kind.READING, "", wh, power_w)


def told(minute: float, word: str, kind: Kind = Kind.STATE) -> Noted:
    return Noted(minutes(minute), kind, word)


def trail(ports: "Ports") -> tuple[Noted, ...]:
    session = ports.sessions.get(KEY)
    assert session is not None
    return session.trail.noted


def by_the_hour() -> Any:
    component = {"type": "TIME", "price": "3", "vat": 19, "step_size": 1}
    return a_tariff(elements=[{"price_components": [component]}])


def test_registers_powers_and_states_are_noted_as_they_come(ports: "Ports") -> None:
    ports.sessions.record_start(a_start())
    ports.sessions.record_progress(a_progress(1, 1_100, power_w=6_000))
    ports.sessions.record_progress(a_progress(2, charging_state="SuspendedEV"))
    session = ports.sessions.record_event(a_progress(3, 1_200, charging_state="Charging"))
    assert session.trail.noted == (
        read(1, 1_100, 6_000),
        told(2, "SuspendedEV"),
        read(3, 1_200),
        told(3, "Charging"),
    )
    assert trail(ports) == session.trail.noted


def test_every_reading_of_a_message_is_noted(ports: "Ports") -> None:
    readings = tuple(MeterReading(minutes(one), 1_000 + 10 * one) for one in (1, 2, 3))
    ports.sessions.record_start(a_start())
    ports.sessions.record_progress(
        Progress(KEY, to_text(minutes(3)), readings[2], readings=readings)
    )
    assert trail(ports) == (read(1, 1_010), read(2, 1_020), read(3, 1_030))


def test_a_repeat_is_noted_once(ports: "Ports") -> None:
    ports.sessions.record_start(a_start(tariff=by_the_hour()))
    for minute in (1, 2, 2, 1, 2):
        ports.sessions.record_progress(a_progress(minute, 1_000 + minute))
    assert trail(ports) == (read(1, 1_001), read(2, 1_002))


def test_a_late_reading_is_noted_if_the_price_may_rest_on_it(ports: "Ports") -> None:
    ports.sessions.record_start(a_start(tariff=by_the_hour()))
    for minute in (5, 3):
        ports.sessions.record_progress(a_progress(minute, 1_000 + minute))
    assert trail(ports) == (read(5, 1_005), read(3, 1_003))


def test_a_late_reading_is_not_noted_where_energy_alone_is_paid(ports: "Ports") -> None:
    ports.sessions.record_start(a_start())
    for minute in (5, 3):
        ports.sessions.record_progress(a_progress(minute, 1_000 + minute))
    assert trail(ports) == (read(5, 1_005),)


def test_what_others_say_of_a_session_is_noted_once(ports: "Ports") -> None:
    facts = (told(4, "SuspendedEV", Kind.STATUS), told(5, "", Kind.OUTAGE))
    ports.sessions.note(KEY, facts)
    assert ports.sessions.get(KEY) is None
    ports.sessions.record_start(a_start())
    ports.sessions.note(KEY, facts)
    ports.sessions.note(KEY, (*facts, told(6, "Finishing", Kind.STATUS)))
    assert trail(ports) == (*facts, told(6, "Finishing", Kind.STATUS))


def test_a_thinned_trail_takes_the_place_of_the_one_it_was_made_of_alone(ports: "Ports") -> None:
    ports.sessions.record_start(a_start())
    for minute in (1, 2, 3):
        ports.sessions.record_progress(a_progress(minute, 1_000 + minute))
    session = ports.sessions.get(KEY)
    assert session is not None
    thin = session.trail.thinned((read(1, 1_001), read(3, 1_003)), "digest")
    ports.sessions.record_progress(a_progress(4, 1_004))
    assert not ports.sessions.replace_trail(KEY, session.trail, thin)
    session = ports.sessions.get(KEY)
    assert session is not None
    assert ports.sessions.replace_trail(KEY, session.trail, thin)
    session = ports.sessions.get(KEY)
    assert session is not None
    assert session.trail == thin
    assert session.trail.kept == 2


def test_a_trail_that_was_given_up_stays_so(ports: "Ports") -> None:
    ports.sessions.record_start(a_start())
    ports.sessions.record_progress(a_progress(1, 1_001))
    session = ports.sessions.get(KEY)
    assert session is not None
    assert ports.sessions.replace_trail(KEY, session.trail, Trail((), 0, lost=True))
    ports.sessions.record_progress(a_progress(2, 1_002))
    session = ports.sessions.get(KEY)
    assert session is not None
    assert session.trail == Trail((read(2, 1_002),), 0, lost=True)
