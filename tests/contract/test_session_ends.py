"""The end of a session behind its stop: the earliest proof counts, until it is settled."""

from typing import TYPE_CHECKING

from tests.builders import (
    KEY,
    a_parking_tariff,
    a_settlement,
    a_start,
    a_stop,
    a_tariff,
    minutes,
)

from csms.charging.facts import SessionEnd
from csms.charging.model import ChargingSession
from csms.charging.vocabulary import EndedBy, SessionState

if TYPE_CHECKING:
    from tests.contract.conftest import Ports

UNPLUGGED = SessionEnd(minutes(90), minutes(91), EndedBy.UNPLUGGED)
EARLIER = SessionEnd(minutes(80), minutes(95), EndedBy.NEXT_SESSION)


def session(ports: "Ports") -> ChargingSession:
    found = ports.sessions.get(KEY)
    assert found is not None
    return found


def stopped(ports: "Ports", *, idle_priced: bool = True) -> ChargingSession:
    tariff = a_parking_tariff() if idle_priced else a_tariff()
    ports.sessions.record_start(a_start(tariff=tariff, charging_state="EVConnected"))
    ports.sessions.record_stop(a_stop())
    return session(ports)


def test_where_parking_is_priced_a_stopped_session_waits(ports: "Ports") -> None:
    found = stopped(ports)
    assert (found.state, found.ended_at) == (SessionState.AWAITING_UNPLUG, None)
    assert found.start is not None
    assert found.start.charging_state == "EVConnected"


def test_elsewhere_the_stop_is_the_end(ports: "Ports") -> None:
    found = stopped(ports, idle_priced=False)
    assert (found.state, found.ended_at) == (SessionState.ENDED, minutes(60))


def test_the_earliest_end_counts_in_whatever_order_they_come(ports: "Ports") -> None:
    stopped(ports)
    assert ports.sessions.record_end(KEY, UNPLUGGED)
    assert not ports.sessions.record_end(KEY, UNPLUGGED)
    assert session(ports).end == UNPLUGGED
    assert ports.sessions.record_end(KEY, EARLIER)
    assert not ports.sessions.record_end(KEY, UNPLUGGED)
    found = session(ports)
    assert (found.end, found.state, found.ended_at) == (EARLIER, SessionState.ENDED, minutes(80))


def test_only_what_has_stopped_and_is_not_settled_gets_an_end(ports: "Ports") -> None:
    assert not ports.sessions.record_end(KEY, UNPLUGGED)
    ports.sessions.record_start(a_start(tariff=a_parking_tariff()))
    assert not ports.sessions.record_end(KEY, UNPLUGGED)
    ports.sessions.record_stop(a_stop())
    assert ports.sessions.record_end(KEY, UNPLUGGED)
    assert ports.settlements.settle(KEY, a_settlement(), None)
    assert not ports.sessions.record_end(KEY, EARLIER)
    assert session(ports).end == UNPLUGGED


def test_a_start_behind_its_stop_still_awaits_the_unplug(ports: "Ports") -> None:
    ports.sessions.record_stop(a_stop())
    assert session(ports).state is SessionState.ENDED
    ports.sessions.record_start(a_start(tariff=a_parking_tariff()))
    assert session(ports).state is SessionState.AWAITING_UNPLUG
