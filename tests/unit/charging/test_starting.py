from dataclasses import replace

import pytest
from tests.builders import NOW, a_tariff, minutes
from tests.memory_network import STATION, MemoryNetwork, a_network
from tests.network import SITE, site_rules

from csms.charging.facts import MeterReading
from csms.charging.model import ChargingSession
from csms.charging.start_facts import LARGEST_TRANSACTION_ID, StartFacts
from csms.charging.starting import start_session
from csms.charging.vocabulary import Flag, SessionState
from csms.drivers.model import AuthorizationStatus
from csms.stations.model import CurrentType
from csms.tariffs.rules import NETWORK, Rule, at_site

V16_START = StartFacts(
    station_id="CP1",
    started_at=NOW,
    started_at_text="2026-01-20T12:00:00Z",
    received_at=NOW,
    token_id="TAG-1",
    connector_number=2,
    reading=MeterReading(NOW, register_wh=1000),
    site_hint="site-1",
)
V201_START = replace(
    V16_START, transaction_id="T1", connector_number=None, evse_id=1, connector_id=1
)


def start(network: MemoryNetwork, facts: StartFacts) -> ChargingSession:
    return start_session(facts, network.ocpp.starting)


def tariff_id(session: ChargingSession) -> str | None:
    return session.start.tariff.tariff_id if session.start and session.start.tariff else None


def test_start_fixes_payer_place_and_tariff() -> None:
    session = start(a_network(), V16_START)
    assert session.start is not None
    assert (session.start.evse_id, session.start.connector_id) == (2, 1)
    assert (session.start.current_type, session.start.site_id) == (CurrentType.DC, "site-1")
    assert tariff_id(session) == "dc"
    assert session.payer is not None
    assert (session.payer.driver_id, session.state) == ("driver-1", SessionState.CHARGING)
    assert session.flags == frozenset()


def test_repeated_start_gets_the_same_transaction_id() -> None:
    network = a_network()
    first = start(network, V16_START)
    assert start(network, replace(V16_START, received_at=minutes(9))) == first
    assert 1 <= int(first.key.transaction_id) <= LARGEST_TRANSACTION_ID


@pytest.mark.parametrize(
    "other",
    [
        replace(V16_START, started_at_text="2026-01-20T12:00:01Z"),
        replace(V16_START, connector_number=1),
        replace(V16_START, token_id="TAG-2"),
        replace(V16_START, reading=MeterReading(NOW, 1001)),
    ],
)
def test_other_start_gets_another_transaction_id(other: StartFacts) -> None:
    network = a_network()
    assert start(network, V16_START).key != start(network, other).key


def test_transaction_id_that_is_taken_is_not_given_again() -> None:
    network = a_network()
    first = start(network, V16_START)
    taken = a_network()
    assert first.start is not None
    taken.sessions.record_start(replace(first.start, start_key="another start"))
    session = start(taken, V16_START)
    assert session.key != first.key
    assert start(taken, V16_START) == session


def test_station_names_its_own_transaction_in_2_0_1() -> None:
    network = a_network()
    session = start(network, V201_START)
    assert session.key == ("CP1", "T1")
    assert tariff_id(session) == "ac"
    again = start(network, replace(V201_START, token_id="TAG-BLOCKED"))
    assert again == session


@pytest.mark.parametrize(
    ("token_id", "authorization"),
    [
        ("TAG-BLOCKED", AuthorizationStatus.BLOCKED),
        ("NOBODY", AuthorizationStatus.UNKNOWN),
    ],
)
def test_refused_token_is_recorded_too(token_id: str, authorization: AuthorizationStatus) -> None:
    session = start(a_network(), replace(V16_START, token_id=token_id))
    assert session.state is SessionState.REFUSED
    assert session.payer is not None
    assert session.payer.authorization is authorization


def test_start_without_token_has_no_payer() -> None:
    assert start(a_network(), replace(V201_START, token_id=None)).payer is None


def test_site_of_the_station_decides_not_the_hint() -> None:
    network = a_network()
    network.tariffs.put(a_tariff("0.99", id="elsewhere"))
    network.assignments.put(at_site("site-2"), site_rules(AC="elsewhere"), 0)
    network.stations.put(replace(STATION, site_id="site-2"))
    assert tariff_id(start(network, V201_START)) == "elsewhere"
    network.stations.put(replace(STATION, site_id=None))
    assert tariff_id(start(network, replace(V201_START, transaction_id="T2"))) is None


def test_network_tariff_holds_where_the_site_names_none() -> None:
    network = a_network()
    network.assignments.put(SITE, (), 1)
    network.assignments.put(NETWORK, (Rule("ac", current_type=CurrentType.AC),), 0)
    assert tariff_id(start(network, V201_START)) == "ac"


@pytest.mark.parametrize("evse_id", [0, 9])
def test_start_without_tariff_is_flagged(evse_id: int) -> None:
    session = start(a_network(), replace(V201_START, evse_id=evse_id))
    assert session.flags == {Flag.NO_TARIFF}


def test_start_at_an_unregistered_station_is_kept() -> None:
    network = a_network()
    network.stations.delete("CP1")
    session = start(network, V16_START)
    assert session.start is not None
    assert (session.start.evse_id, session.start.connector_id) == (2, 1)
    assert session.flags == {Flag.NO_TARIFF, Flag.TIME_ZONE_ASSUMED}


def test_offline_start_is_flagged() -> None:
    session = start(a_network(), replace(V201_START, offline=True))
    assert session.flags == {Flag.OFFLINE}


def test_later_tariff_does_not_change_a_running_session() -> None:
    network = a_network()
    start(network, V201_START)
    network.tariffs.put(a_tariff("9.99", version=2))
    session = start(network, V201_START)
    assert session.start is not None
    assert session.start.tariff == a_tariff("0.35")
