"""Whatever comes before or after a settlement, in any order: what is charged is what is due."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from hypothesis import given
from hypothesis import strategies as st
from tests.builders import (
    KEY,
    NOW,
    a_parking_tariff,
    a_progress,
    a_start,
    a_stop,
    a_tariff,
    a_transfer,
    minutes,
)
from tests.property.facts import arrivals

from csms.adapters.memory.corrections import MemoryCorrections
from csms.adapters.memory.directory import MemoryDrivers, MemorySites
from csms.adapters.memory.holds import MemoryHolds
from csms.adapters.memory.ledger import MemoryLedger
from csms.adapters.memory.legal_entities import MemoryLegalEntities
from csms.adapters.memory.receipts import MemoryDocuments
from csms.adapters.memory.sessions import MemorySessions
from csms.adapters.memory.settlement import MemorySettlements
from csms.adapters.memory.station_history import MemoryStationHistory
from csms.adapters.memory.station_payments import MemoryStationPayments
from csms.adapters.memory.telemetry import MemoryTelemetry
from csms.charging.corrections import LateCorrection, Outcome
from csms.charging.facts import MeterReading, SessionEnd
from csms.charging.model import ChargingSession
from csms.charging.ports import TelemetryRecord, transaction_series
from csms.charging.seeing import Seeing
from csms.charging.vocabulary import EndedBy
from csms.corrections.correcting import Correcting, as_known_now, correct
from csms.corrections.policy import Policy
from csms.ids import digest
from csms.ledger import chart
from csms.receipts.composing import Composing, compose
from csms.receipts.document import Document, Kind, credit_note_id
from csms.receipts.issuing import issue
from csms.settlement.earning import earned
from csms.settlement.posting import Posting, post_session
from csms.settlement.rating import Rated, rate_session
from csms.stations.model import ConnectorStatus

if TYPE_CHECKING:
    from csms.receipts.requiring import Result
    from csms.tariffs.model import Tariff

WALLET, RECEIVABLE = chart.wallet("driver-1"), chart.receivable("driver-1")
LATER = minutes(1_000)
GENEROUS, STRICT = Policy(charge_most=1_000), Policy(charge_most=1)
NOT_BY_ITSELF = Policy(automatic=False)


class World:
    """One session that is known to have ended at minute 90, with its books."""

    def __init__(self, tariff: Tariff, wallet: int, policy: Policy = GENEROUS) -> None:
        self.sessions, self.ledger = MemorySessions(lambda: NOW), MemoryLedger()
        self.telemetry, self.history = MemoryTelemetry(), MemoryStationHistory()
        self.documents = MemoryDocuments(self.ledger)
        self.composing = Composing(
            MemorySites(),
            MemoryDrivers(),
            MemoryLegalEntities(),
            self.ledger,
            MemoryStationPayments(),
        )
        self.posting = Posting(
            self.ledger,
            MemoryHolds(self.ledger.books),
            MemorySettlements(self.sessions, self.ledger),
        )
        store = MemoryCorrections(self.sessions, self.documents)
        self.needs = Correcting(
            self.sessions, self.documents, self.ledger, store, self.rate, policy,
            lambda: LATER, lambda _: None,
        )  # fmt: skip
        if wallet:
            legs = (WALLET, wallet), (chart.opening("EUR"), -wallet)
            self.ledger.post(a_transfer("fund", *legs))
        self.wallet = wallet
        self.sessions.record_start(a_start(tariff=tariff))

    @property
    def session(self) -> ChargingSession:
        found = self.sessions.get(KEY)
        assert found is not None
        return found

    def rate(self, session: ChargingSession) -> Result:
        telemetry = Seeing(self.telemetry, self.history).of(session, LATER)
        return rate_session(session, telemetry, LATER, timedelta(0))

    def take(self, fact: tuple[Any, ...]) -> None:
        match fact:
            case ("reading", int(minute), int(register_wh)):
                reading = MeterReading(minutes(minute), register_wh)
                mark = digest(minute, register_wh)
                self.telemetry.record(
                    TelemetryRecord("CP1", transaction_series("T1"), mark, LATER, [reading], None)
                )
                self.sessions.record_progress(a_progress(minute, register_wh))
            case ("status", int(minute), str(word)):
                self.history.note("CP1", ConnectorStatus(1, 1, word, None, minutes(minute)))
            case ("stop", int(minute), int(register_wh)):
                reading = MeterReading(minutes(minute), register_wh)
                self.sessions.record_stop(a_stop(minute=minute, reading=reading))

    def settle(self) -> None:
        """By an estimate, where the station itself has told no stop yet; and the receipt."""
        estimate = a_stop(stop_key="estimate", minute=55, estimated=True)
        self.sessions.record_stop(estimate)
        self.sessions.record_end(KEY, SessionEnd(minutes(90), minutes(95), EndedBy.WAITED))
        rated = self.rate(self.session)
        if isinstance(rated, Rated):
            post_session(rated, minutes(99), self.posting)
            issue(compose(self.session, None, minutes(99), self.composing), self.documents)

    def correct(self) -> LateCorrection | None:
        return correct(KEY, self.needs)

    def notes(self) -> list[Document]:
        count = self.documents.credited(self.session.session_id).count
        ids = (credit_note_id(self.session.session_id, one) for one in range(1, count + 1))
        return [note for one in ids if (note := self.documents.get(one))]

    def income(self) -> dict[str, int]:
        sums: Counter[str] = Counter()
        for transfer in self.ledger.books.transfers.values():
            for leg in transfer.legs:
                if chart.is_income(leg.account_id):
                    sums[leg.account_id] += leg.minor
        return {account: minor for account, minor in sums.items() if minor}

    def paid(self) -> int:
        """By wallet and debt together."""
        found = [self.ledger.balances(one) for one in (WALLET, RECEIVABLE)]
        left, owed = (one.posted_minor if one else 0 for one in found)
        assert left >= 0
        assert owed <= 0
        return self.wallet - left - owed


@st.composite
def facts(draw: st.DrawFn) -> list[tuple[Any, ...]]:
    """Of a session from minute 0 to 60: registers that rise, statuses, and the stop itself."""
    gains = draw(st.lists(st.integers(0, 4_000), min_size=5, max_size=5))
    registers = [1_000 + sum(gains[: one + 1]) for one in range(5)]
    told: list[tuple[Any, ...]] = [
        ("reading", 10 + 10 * one, register) for one, register in enumerate(registers)
    ]
    words = st.sampled_from(["Charging", "SuspendedEV", "SuspendedEVSE", "Available"])
    told += [
        ("status", minute, draw(words))
        for minute in draw(st.lists(st.integers(1, 89), max_size=4, unique=True))
    ]
    if draw(st.booleans()):
        told.append(("stop", 60, registers[-1] + draw(st.integers(0, 3_000))))
    return told


TARIFFS = st.sampled_from([a_tariff("0.35"), a_parking_tariff(grace_s=60)])


@given(TARIFFS, st.integers(0, 3_000), facts(), st.data())
def test_what_is_charged_in_the_end_is_the_price_of_all_facts(
    tariff: Tariff, wallet: int, told: list[tuple[Any, ...]], data: st.DataObject
) -> None:
    world, asked = World(tariff, wallet), World(tariff, 0)
    order = data.draw(arrivals(told))
    settled_after = data.draw(st.integers(0, len(order)))
    for number, fact in enumerate(order):
        if number == settled_after:
            world.settle()
        world.take(fact)
        if data.draw(st.booleans()):
            world.correct()
    world.settle()
    world.correct()
    for fact in told:
        asked.take(fact)
    asked.settle()
    due = asked.rate(asked.session)
    session = world.session
    if session.settlement is None or not isinstance(due, Rated):
        return  # a machine must not price it: nothing was settled, or the last word is a review
    assert due.priced is not None
    assert world.rate(as_known_now(session)) == Rated(as_known_now(session), due.energy, due.priced)
    assert world.paid() == due.priced.gross_minor
    site_due = {leg.account_id: leg.minor for leg in earned("site-1", due.priced) if leg.minor}
    added = sum(one.difference_minor for one in session.corrections)
    assert added == due.priced.gross_minor - session.settlement.gross_minor
    if session.corrections:
        assert world.income() == site_due
    assert_each_once(world)


def assert_each_once(world: World) -> None:
    """Numbered without a gap, each with its document and transfer; again nothing happens."""
    session, notes = world.session, world.notes()
    corrections = session.corrections
    assert [one.number for one in corrections] == list(range(1, len(corrections) + 1))
    moved = [one for one in corrections if not one.moved_nothing]
    assert [one.document_id for one in moved] == [one.document_id for one in notes]
    for one, note in zip(moved, notes, strict=True):
        content, sign = note.content, 1 if note.kind is Kind.ADDITIONAL_CHARGE else -1
        assert content.gross_minor * sign == one.difference_minor != 0
        assert content.net_minor + content.tax_minor == content.gross_minor
        assert sum(line.gross_minor for line in content.lines) == content.gross_minor
        assert sum(tax.net_minor for tax in content.taxes) == content.net_minor
        assert world.ledger.transfer(note.document_id) is not None
    credited = world.documents.credited(session.session_id)
    assert (credited.count, credited.minor) == (
        len(notes),
        -sum(one.difference_minor for one in moved),
    )
    for kind in (Kind.CREDIT_NOTE, Kind.ADDITIONAL_CHARGE):
        sequences = [note.sequence for note in notes if note.kind is kind]
        assert sequences == list(range(1, len(sequences) + 1))
    before = dict(world.ledger.books.transfers)
    assert world.correct() is None
    assert world.ledger.books.transfers == before


@given(st.sampled_from([STRICT, NOT_BY_ITSELF]), facts(), st.data())
def test_what_a_policy_does_not_allow_is_put_before_a_person_once(
    policy: Policy, told: list[tuple[Any, ...]], data: st.DataObject
) -> None:
    world = World(a_tariff("0.35"), 500, policy)
    order = data.draw(arrivals(told))
    settled_after = data.draw(st.integers(0, len(order)))
    for number, fact in enumerate(order):
        if number == settled_after:
            world.settle()
        world.take(fact)
        world.correct()
    session, due = world.session, world.rate(as_known_now(world.session))
    if session.settlement is None or not isinstance(due, Rated) or due.priced is None:
        return
    settled = session.settlement.gross_minor
    most = settled + policy.charge_most * 100 if policy.automatic else settled
    charged = world.paid()
    assert charged <= most
    assert charged == settled + sum(one.difference_minor for one in session.corrections)
    if charged != due.priced.gross_minor:
        last = session.corrections[-1]
        assert (last.outcome, last.gross_minor) == (Outcome.REVIEW, due.priced.gross_minor)
        assert last.difference_minor == 0
    assert world.correct() is None
