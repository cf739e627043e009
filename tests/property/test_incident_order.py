"""Whatever order events come in, and how often: what is left is what is so."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.builders import KEY, NOW, a_settlement, a_start, a_stop
from tests.unit.incidents.conftest import Network

from csms.adapters.memory.ledger import MemoryLedger
from csms.adapters.memory.settlement import MemorySettlements
from csms.clock import to_text
from csms.incidents.intake import take_in
from csms.incidents.model import Kind
from csms.incidents.reading import signals_of
from csms.stations.model import ConnectorStatus

PLACE: dict[str, Any] = {"station_id": "CP1", "evse_id": 1, "connector_id": 1}
words = st.lists(st.sampled_from(["Faulted", "Available", "Charging"]), min_size=1, max_size=6)


def tell(network: Network, number: int, word: str) -> None:
    """The event of the number-th status, whenever it arrives."""
    at = NOW + timedelta(seconds=number)
    network.event("connector.status_changed", f"status:{number}", at, status=word, **PLACE)


@settings(max_examples=80, deadline=None)
@given(words, st.data())
def test_the_last_status_decides_in_any_order(told: list[str], data: st.DataObject) -> None:
    """All statuses are stored before their events come, as a replay after an outage does."""
    network = Network(now=NOW + timedelta(minutes=1))
    network.register("CP1")
    for number, word in enumerate(told):
        at = NOW + timedelta(seconds=number)
        network.stations.record_connector_status("CP1", ConnectorStatus(1, 1, word, None, at))
    events = list(enumerate(told))
    twice = data.draw(st.permutations(events + data.draw(st.lists(st.sampled_from(events)))))
    for number, word in twice:
        tell(network, number, word)
        network.later(seconds=data.draw(st.integers(0, 400)))
    for _ in range(40):
        network.later(minutes=1)
        network.watch()
    live = [one for one in network.all(Kind.CONNECTOR_FAULTED) if one.live]
    assert len(live) == (told[-1] == "Faulted")
    assert sum(one.notices for one in network.all()) <= 2 + 2 * told.count("Faulted")


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(["Faulted", "Available"]), min_size=10, max_size=60), st.data())
def test_however_it_flaps_few_are_told(told: list[str], data: st.DataObject) -> None:
    """Within a quarter of an hour: three beginnings and three ends at the most."""
    network = Network()
    network.register("CP1")
    for word in told:
        network.status(word)
        network.later(seconds=data.draw(st.integers(1, 14)))
    assert sum(one.notices for one in network.all()) <= 6
    assert len(network.all()) <= 1


moves = st.lists(st.tuples(st.integers(0, 5), st.booleans(), st.integers(1, 200)), max_size=40)


@settings(max_examples=60, deadline=None)
@given(moves)
def test_a_mass_outage_knows_how_many_it_has_taken_in(told: list[tuple[int, bool, int]]) -> None:
    """Whatever comes and goes at a site: the counts are those of its members, and all ends."""
    network = Network()
    names = [f"A{number}" for number in range(6)]
    network.register(*names)
    network.store.put_sizes({"network": 6, "site:site-1": 6})
    for number, gone, seconds in told:
        (network.offline if gone else network.online)(names[number])
        for outage in network.all(Kind.MASS_OUTAGE):
            members = [one for one in network.all() if one.suppressed_by == outage.incident_id]
            live = sum(one.live for one in members)
            assert network.store.children(outage.incident_id).live == live
        network.later(seconds=seconds)
        network.watch()
    for name in names:
        network.online(name)
        network.later(seconds=1)
    for _ in range(40):
        network.later(minutes=1)
        network.watch()
    assert not [one for one in network.all() if one.live]


PAIRS: dict[Kind, tuple[tuple[str, dict[str, Any]], ...]] = {
    Kind.LATE_FACTS: (
        ("session.corrected", {"session_id": "S1", "outcome": "review"}),
        ("session.corrected", {"session_id": "S1", "outcome": "credited"}),
    ),
    Kind.MONEY_GAP: (
        ("money.gap_found", {"checks": ["a"], "gap_count": 1, "report_id": "R1"}),
        ("money.books_agree", {"report_id": "R2"}),
    ),
    Kind.PAYMENT_DISPUTED: tuple(
        (
            "money.dispute_changed",
            {"payment_id": "P1", "dispute_id": "D1", "reason": "fraud", "state": state},
        )
        for state in ("open", "closed")
    ),
    Kind.CERTIFICATE_ENDING: (
        (
            "station.certificate_ending",
            {"station_id": "CP1", "use": "station", "not_after": "2027-01-01T00:00:00.000Z"},
        ),
        ("station.certificate_in_force", {"station_id": "CP1", "use": "station"}),
    ),
    Kind.TERMINAL_PAYMENT: tuple(
        (
            f"terminal.trouble_{word}",
            {"trouble": "payment", "object_id": "CP1/ref", "text": "it contradicts"},
        )
        for word in ("found", "over")
    ),
}


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(sorted(PAIRS)), st.lists(st.booleans(), min_size=1, max_size=6), st.data())
def test_an_end_that_overtakes_its_beginning_ends_it(
    kind: Kind, told: list[bool], data: st.DataObject
) -> None:
    """Of what no store can be asked about: certificates, disputes, the books, late facts."""
    network = Network(now=NOW + timedelta(minutes=1))
    network.register("CP1")
    for number in data.draw(st.permutations(range(len(told)))):
        name, body = PAIRS[kind][0 if told[number] else 1]
        network.event(name, f"{number}", NOW + timedelta(seconds=number), **body)
    live = [one for one in network.all(kind) if one.live]
    assert len(live) == told[-1]


@settings(max_examples=40, deadline=None)
@given(st.booleans(), st.permutations(["silent", "stopped", "review", "settled"]))
def test_a_session_that_is_well_leaves_no_incident_in_any_order(
    twice: bool, order: list[str]
) -> None:
    """It was silent, stopped, waited for a person and was settled, before the first event came."""
    network = Network(now=NOW + timedelta(hours=2))
    network.register("CP1")
    network.sessions.record_start(a_start())
    network.sessions.record_stop(a_stop())
    settled = a_settlement(settled_at=NOW + timedelta(minutes=90))
    MemorySettlements(network.sessions, MemoryLedger()).settle(KEY, settled, None)
    session = network.sessions.get(KEY)
    assert session is not None
    times = {"silent": 0, "stopped": 60, "review": 70, "settled": 90}
    body = {"session_id": session.session_id, "station_id": "CP1", "site_id": "site-1"}
    for word in order * (1 + twice):
        at = NOW + timedelta(minutes=times[word])
        network.event(f"session.{word}", word, at, **body)
    assert not [one for one in network.all() if one.live]
    assert not [one for one in network.all() if one.notices]


def test_what_fails_after_a_settlement_is_an_incident() -> None:
    network = Network(now=NOW + timedelta(hours=2))
    network.sessions.record_start(a_start())
    network.sessions.record_stop(a_stop())
    settled = a_settlement(settled_at=NOW + timedelta(minutes=90))
    MemorySettlements(network.sessions, MemoryLedger()).settle(KEY, settled, None)
    session = network.sessions.get(KEY)
    assert session is not None
    for minute, live in ((89, 0), (91, 1)):
        event = {
            "id": f"e{minute}",
            "time": to_text(NOW + timedelta(minutes=minute)),
            "detail-type": "Step Functions Execution Status Change",
            "detail": {
                "status": "FAILED",
                "name": session.session_id,
                "executionArn": "arn:aws:states:x",
            },
        }
        for signal in signals_of(event):
            take_in(signal, network.needs())
        assert len([one for one in network.all() if one.live]) == live
