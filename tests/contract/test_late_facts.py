"""What reaches a session after its settlement is kept, and corrected once for each number."""

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from tests.builders import (
    KEY,
    a_progress,
    a_settlement,
    a_start,
    a_stop,
    a_transfer,
    minutes,
)
from tests.documents import a_document

from csms.charging.corrections import LateCorrection, Outcome
from csms.charging.costs import TaxShare
from csms.charging.model import ChargingSession
from csms.charging.vocabulary import SessionState
from csms.corrections.ports import Noted
from csms.errors import Conflict
from csms.ledger import chart
from csms.receipts.document import Kind, credit_note_id
from csms.receipts.ports import Credited, Refund

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.contract.conftest import Ports

SESSION_ID = "SESSION-CP1-T1"
WALLET, REVENUE = chart.wallet("driver-1"), chart.revenue("site-1", "EUR")
CREDITED = LateCorrection(
    1, Outcome.CREDITED, minutes(90), 4000, "EUR", 118, 22, 140, -35,
    credit_note_id(SESSION_ID, 1), "C-000001",
)  # fmt: skip
REVIEWED = LateCorrection(
    1, Outcome.REVIEW, minutes(90), None, reason="the register went back",
    revenue=(("energy", 118), ("fee", 100)), taxes=(TaxShare("19", 118, 22), TaxShare("7", 100, 7)),
)  # fmt: skip


def stored(ports: "Ports") -> ChargingSession:
    found = ports.sessions.get(KEY)
    assert found is not None
    return found


def settled(ports: "Ports", outcome: SessionState = SessionState.SETTLED) -> None:
    ports.sessions.record_start(a_start())
    ports.sessions.record_progress(a_progress(10, 1_500))
    ports.sessions.record_progress(a_progress(30, 2_500))
    ports.sessions.record_stop(a_stop(stop_key="estimate", estimated=True))
    assert ports.settlements.settle(KEY, a_settlement(outcome=outcome), None)


def a_noted(count: int = 1, before: Credited | None = None, minor: int = 35) -> Noted:
    """A credit note with its transfer, after what was credited `before`."""
    before = before or Credited()
    note = a_document(
        SESSION_ID,
        document_id=credit_note_id(SESSION_ID, count),
        kind=Kind.CREDIT_NOTE,
        token=f"note-{count}",
        sequence=count,
    )
    transfer = a_transfer(note.document_id, (WALLET, minor), (REVENUE, -minor))
    return Noted(note, Refund(before, Credited(before.minor + minor, count), transfer))


def test_stop_that_comes_too_late_is_kept_the_first_one_for_ever(ports: "Ports") -> None:
    settled(ports)
    late = a_stop(minute=50, token_id="TAG-1", flags=frozenset({"clock_skewed"}), reported_at="x")
    ports.sessions.record_stop(late)
    ports.sessions.record_stop(a_stop(minute=40, stop_key="other"))
    found = stored(ports)
    assert found.late_stop == late
    assert found.stop is not None
    assert found.stop.stop_key == "estimate"


@pytest.mark.parametrize("outcome", [SessionState.SETTLED, SessionState.REVIEW])
def test_stop_that_would_have_counted_no_earlier_is_no_late_one(
    ports: "Ports", outcome: SessionState
) -> None:
    ports.sessions.record_start(a_start())
    ports.sessions.record_stop(a_stop())
    ports.settlements.settle(KEY, a_settlement(outcome=outcome), None)
    ports.sessions.record_stop(a_stop(stop_key="other", minute=70))
    assert stored(ports).late_stop is None


def test_every_late_fact_is_heard_and_a_repeated_one_is_not(ports: "Ports") -> None:
    settled(ports)
    heard = [stored(ports).heard]
    facts: list[Callable[[], object]] = [
        lambda: ports.sessions.record_progress(a_progress(20, 2_000)),
        lambda: ports.sessions.record_progress(a_progress(25, 2_200, known_only=True)),
        lambda: ports.sessions.record_progress(a_progress(50, 3_000, known_only=True)),
        lambda: ports.sessions.record_event(a_progress(15, 1_700)),
        lambda: ports.sessions.record_stop(a_stop()),
    ]
    for fact in facts:
        fact()
        heard.append(stored(ports).heard)
        fact()
        assert stored(ports).heard == heard[-1]
    assert len(set(heard)) == len(facts) + 1
    assert stored(ports).settlement == a_settlement()


def test_correction_comes_with_its_document_and_money(ports: "Ports") -> None:
    settled(ports)
    assert ports.corrections.add(KEY, CREDITED, a_noted())
    assert stored(ports).corrections == (CREDITED,)
    assert ports.documents.by_number("C-000001") is not None
    assert ports.documents.credited(SESSION_ID) == Credited(35, 1)
    balances = ports.ledger.balances(WALLET)
    assert balances is not None
    assert balances.posted_minor == 35
    assert stored(ports).settlement == a_settlement()


def test_correction_that_moves_nothing_is_noted_alone(ports: "Ports") -> None:
    settled(ports)
    assert ports.corrections.add(KEY, REVIEWED, None)
    second = replace(REVIEWED, number=2, outcome=Outcome.UNCHANGED, at=minutes(91), by="me")
    assert ports.corrections.add(KEY, second, None)
    assert stored(ports).corrections == (REVIEWED, second)


def test_each_number_is_given_once_and_in_order(ports: "Ports") -> None:
    settled(ports)
    assert not ports.corrections.add(KEY, replace(REVIEWED, number=2), None)
    assert ports.corrections.add(KEY, REVIEWED, None)
    assert not ports.corrections.add(KEY, CREDITED, a_noted())
    assert ports.documents.by_number("C-000001") is None
    assert ports.ledger.balances(WALLET) is None


def test_nothing_is_corrected_where_somebody_else_was_faster(ports: "Ports") -> None:
    settled(ports)
    first = a_noted()
    ports.documents.add(first.document, first.refund)
    assert not ports.corrections.add(KEY, CREDITED, a_noted(2))
    assert not ports.corrections.add(KEY, CREDITED, a_noted(1))
    assert stored(ports).corrections == ()
    assert ports.corrections.add(KEY, CREDITED, a_noted(2, Credited(35, 1)))


def test_wallet_that_has_too_little_by_now_corrects_nothing(ports: "Ports") -> None:
    settled(ports)
    with pytest.raises(Conflict):
        ports.corrections.add(KEY, CREDITED, a_noted(minor=-35))
    assert stored(ports).corrections == ()
    assert ports.documents.by_number("C-000001") is None


def test_only_a_settled_session_is_corrected(ports: "Ports") -> None:
    ports.sessions.record_start(a_start())
    assert not ports.corrections.add(KEY, REVIEWED, None)
    ports.sessions.record_stop(a_stop())
    assert not ports.corrections.add(KEY, REVIEWED, None)
    ports.settlements.settle(KEY, a_settlement(outcome=SessionState.REVIEW), None)
    assert not ports.corrections.add(KEY, REVIEWED, None)
