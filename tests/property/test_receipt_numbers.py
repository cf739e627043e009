"""However those who issue get in each other's way: no number twice, no gap, one receipt each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st
from tests.documents import a_document
from tests.interleaving import Stepped, Worker, interleave

from csms.adapters.memory.ledger import MemoryLedger
from csms.adapters.memory.receipts import MemoryDocuments
from csms.receipts.document import Kind
from csms.receipts.issuing import issue

if TYPE_CHECKING:
    from collections.abc import Callable

SCHEDULES = st.lists(st.integers(0, 3), max_size=40)


def issuing(session_id: str, documents: MemoryDocuments) -> Callable[[Worker], str]:
    def work(worker: Worker) -> str:
        stepped = Stepped(documents, worker)
        return issue(a_document(session_id), stepped, lambda _: None).number

    return work


@given(st.lists(st.sampled_from("ABC"), min_size=2, max_size=4), SCHEDULES)
def test_numbers_have_no_gap_and_no_number_is_given_twice(
    sessions: list[str], schedule: list[int]
) -> None:
    documents = MemoryDocuments(MemoryLedger())
    workers = interleave([issuing(one, documents) for one in sessions], schedule)
    assert [one.error for one in workers] == [None] * len(workers)
    by_session = {name: documents.get(f"rcp:{name}") for name in set(sessions)}
    assert all(by_session.values())
    assert sorted(one.sequence for one in by_session.values() if one) == list(
        range(1, len(by_session) + 1)
    )
    assert documents.last("network", Kind.RECEIPT) == len(by_session)
    for name, worker in zip(sessions, workers, strict=True):
        document = by_session[name]
        assert document is not None
        assert worker.result == document.number
