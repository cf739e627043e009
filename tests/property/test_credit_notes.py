"""Whatever is asked for, in whatever order and at once: no more goes back than was charged."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st
from tests.builders import a_transfer, minutes
from tests.documents import CONTENT, a_document
from tests.interleaving import Stepped, Worker, interleave

from csms.adapters.memory.corrections import MemoryCorrections
from csms.adapters.memory.ledger import MemoryLedger
from csms.adapters.memory.receipts import MemoryDocuments
from csms.adapters.memory.sessions import MemorySessions
from csms.corrections.answering import LateAnswers
from csms.errors import Conflict
from csms.ledger import chart
from csms.receipts.content import Payment, Tax
from csms.receipts.crediting import Correction, Crediting, credit
from csms.receipts.document import Document, credit_note_id
from csms.receipts.issuing import issue
from csms.receipts.shares import shared

if TYPE_CHECKING:
    from collections.abc import Callable

WALLET, RECEIVABLE = chart.wallet("driver-1"), chart.receivable("driver-1")
ENERGY, IDLE = "revenue:site-1:energy:EUR", "revenue:site-1:idle:EUR"
RATES = st.tuples(
    st.integers(0, 3000), st.integers(0, 3000), st.integers(0, 500), st.integers(0, 500)
).filter(any)
SESSIONS = MemorySessions(lambda: minutes(200))
NOTHING_LATE = LateAnswers(SESSIONS, MemoryCorrections(SESSIONS, MemoryDocuments(MemoryLedger())))
AMOUNTS = st.lists(st.one_of(st.none(), st.integers(-10, 4000)), min_size=1, max_size=8)


def charged(sums: tuple[int, int, int, int], wallet: int, ledger: MemoryLedger) -> Document:
    """A receipt over two rates, its charge posted: the wallet paid what it had."""
    energy, idle, low, high = sums
    gross = sum(sums)
    taken = min(wallet, gross)
    ledger.post(a_transfer("fund", (WALLET, wallet + 1), (chart.opening("EUR"), -wallet - 1)))
    ledger.post(a_transfer("spent", (WALLET, -1), (chart.opening("EUR"), 1)))
    if taken < wallet:
        ledger.post(
            a_transfer("more", (WALLET, taken - wallet), (chart.opening("EUR"), wallet - taken))
        )
    legs = {
        WALLET: -taken, RECEIVABLE: taken - gross, ENERGY: energy, IDLE: idle,
        chart.vat("7", "EUR"): low, chart.vat("19", "EUR"): high,
    }  # fmt: skip
    ledger.post(a_transfer("chg:S", *((name, minor) for name, minor in legs.items() if minor)))
    taxes = (Tax("7", energy, low), Tax("19", idle, high))
    content = replace(
        CONTENT,
        net_minor=energy + idle,
        tax_minor=low + high,
        gross_minor=gross,
        taxes=taxes,
        payment=Payment("chg:S", {}),
    )
    return a_document("S", content=content)


def revenue_left(ledger: MemoryLedger) -> list[int]:
    accounts = (ENERGY, IDLE, chart.vat("7", "EUR"), chart.vat("19", "EUR"))
    found = [ledger.balances(one) for one in accounts]
    return [one.posted_minor if one else 0 for one in found]


def tried(receipt: Document, wanted: Correction, needs: Crediting) -> Document | None:
    try:
        return credit(receipt, wanted, minutes(200), needs)
    except Conflict:
        return None


@given(RATES, st.integers(0, 7000), AMOUNTS)
def test_refunds_never_exceed_the_charge_nor_any_part_of_it(
    sums: tuple[int, int, int, int], wallet: int, amounts: list[int | None]
) -> None:
    ledger = MemoryLedger()
    documents = MemoryDocuments(ledger)
    receipt = issue(charged(sums, wallet, ledger), documents)
    needs, gross = Crediting(documents, ledger, NOTHING_LATE, lambda _: None), sum(sums)
    given_back = 0
    for number, minor in enumerate(amounts):
        note = tried(receipt, Correction("x", f"k{number}", minor), needs)
        wanted = gross - given_back if minor is None else minor
        assert (note is not None) == (0 < wanted <= gross - given_back)
        if note is None:
            continue
        given_back += wanted
        content = note.content
        assert content.gross_minor == wanted == content.net_minor + content.tax_minor
        assert sum(one.net_minor for one in content.taxes) == content.net_minor
        assert sum(one.gross_minor for one in content.lines) == wanted
        transfer = ledger.transfer(note.document_id)
        assert transfer is not None
        assert sum(leg.minor for leg in transfer.legs if leg.minor > 0) == wanted
    left = revenue_left(ledger)
    assert sum(left) == gross - given_back
    assert all(0 <= one <= before for one, before in zip(left, sums, strict=True))
    owed = ledger.balances(RECEIVABLE)
    assert owed is None or owed.posted_minor <= 0
    if given_back == gross:
        assert left == [0, 0, 0, 0]


@given(
    st.lists(st.tuples(st.integers(0, 2), st.integers(1, 700)), min_size=2, max_size=3),
    st.lists(st.integers(0, 2), max_size=60),
)
def test_corrections_at_once_give_back_what_they_say_and_no_more(
    wanted: list[tuple[int, int]], schedule: list[int]
) -> None:
    ledger = MemoryLedger()
    documents = MemoryDocuments(ledger)
    receipt = issue(charged((600, 200, 42, 38), 500, ledger), documents)

    def correcting(key: int, minor: int) -> Callable[[Worker], Document | None]:
        def work(worker: Worker) -> Document | None:
            stepped = Stepped(documents, worker), Stepped(ledger, worker)
            needs = Crediting(*stepped, NOTHING_LATE, lambda _: None)
            return tried(receipt, Correction("x", f"k{key}", minor), needs)

        return work

    workers = interleave([correcting(key, minor) for key, minor in wanted], schedule)
    assert [one.error for one in workers] == [None] * len(workers)
    notes = {one.result.document_id: one.result for one in workers if one.result}
    given_back = sum(one.content.gross_minor for one in notes.values())
    assert given_back <= 880
    assert documents.credited("S").minor == given_back
    assert sum(revenue_left(ledger)) == 880 - given_back
    assert sorted(notes) == [credit_note_id("S", n + 1) for n in range(len(notes))]
    assert sorted(one.sequence for one in notes.values()) == list(range(1, len(notes) + 1))
    by_key: dict[int, set[str]] = {}
    for (key, _), worker in zip(wanted, workers, strict=True):
        if worker.result:
            by_key.setdefault(key, set()).add(worker.result.document_id)
    assert all(len(one) == 1 for one in by_key.values())


@given(st.integers(0, 10_000), st.lists(st.integers(0, 5000), min_size=1, max_size=6))
def test_shares_sum_to_the_whole_and_stay_within_their_weights(
    whole: int, weights: list[int]
) -> None:
    found = shared(whole, weights)
    assert all(one >= 0 for one in found)
    if any(weights):
        assert sum(found) == whole
    if whole <= sum(weights):
        assert all(one <= weight for one, weight in zip(found, weights, strict=True))
