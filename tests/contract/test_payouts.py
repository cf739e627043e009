"""The provider's records and payouts: in memory and in DynamoDB."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from csms import bootstrap
from csms.adapters.memory.payouts import MemoryPayouts
from csms.money import Money
from csms.payouts.model import Payout, Progress, ProviderRecord, RecordKind
from csms.payouts.ports import PayoutRepository

AT = datetime(2026, 1, 20, 12, tzinfo=UTC)
RECORD = ProviderRecord(
    "txn_1", "stripe", RecordKind.REFUND, "refund", Money(-500, "EUR"), 25, AT, "pi_1", "payment-1"
)
PAYOUT = Payout("po_1", "stripe", Money(900, "EUR"), "in_transit", AT, AT + timedelta(days=2))


@pytest.fixture(params=["memory", "dynamodb"])
def payouts(request: pytest.FixtureRequest) -> PayoutRepository:
    if request.param == "memory":
        return MemoryPayouts()
    request.getfixturevalue("deployment")
    return bootstrap.payouts()


def test_a_record_is_stored_once(payouts: PayoutRepository) -> None:
    assert payouts.add(RECORD)
    assert not payouts.add(replace(RECORD, fee_minor=1))
    assert payouts.add(replace(RECORD, record_id="txn_2", source_id=None, payment_id=None))


def test_a_payout_is_shown_as_it_stands_newest_first(payouts: PayoutRepository) -> None:
    for number in range(3):
        payouts.put_payout(
            replace(PAYOUT, payout_id=f"po_{number}", created_at=AT + timedelta(days=number))
        )
    failed = replace(PAYOUT, payout_id="po_0", status="failed", failure="closed", arrives_at=None)
    payouts.put_payout(failed)
    first, cursor = payouts.payouts(2, None)
    assert [one.payout_id for one in first] == ["po_2", "po_1"]
    assert payouts.payouts(2, cursor)[0] == [failed]


def test_progress_is_the_last_that_was_noted(payouts: PayoutRepository) -> None:
    assert payouts.progress("stripe") is None
    for progress in (Progress(AT, "txn_9", AT), Progress(AT)):
        payouts.save_progress("stripe", progress)
        assert payouts.progress("stripe") == progress
    assert payouts.progress("other") is None
