"""Card payments at the stations' own terminals: in memory and in DynamoDB."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from csms import bootstrap
from csms.adapters.memory.station_payments import MemoryStationPayments
from csms.errors import Overtaken
from csms.payments.at_stations import (
    Company,
    StationPayment,
    StationPaymentRepository,
    TerminalStatus,
    Told,
)

NOW = datetime(2026, 11, 28, 12, 0, tzinfo=UTC)
PLACE = ("CP/1#x", "pi_3AbC#9")
SETTLED = Told(
    TerminalStatus.SETTLED,
    Decimal("4.17"),
    "2026-11-28T12:00:00Z",
    NOW,
    NOW + timedelta(seconds=2),
    "tx-1",
    "DE123456789",
    Company("Muster GmbH", ("Weg 1", "12345 Ort")),
)
FAILED = Told(TerminalStatus.FAILED, Decimal(0), "yesterday", NOW, NOW)


@pytest.fixture(params=["memory", "dynamodb"])
def payments(request: pytest.FixtureRequest) -> StationPaymentRepository:
    if request.param == "memory":
        return MemoryStationPayments()
    request.getfixturevalue("deployment")
    return bootstrap.station_payments()


def a_payment(look_in_s: int | None = None) -> StationPayment:
    look_at = None if look_in_s is None else NOW + timedelta(seconds=look_in_s)
    return StationPayment(*PLACE, created_at=NOW, look_at=look_at)


def test_a_payment_is_kept_whole(payments: StationPaymentRepository) -> None:
    assert payments.get(*PLACE) is None
    first = payments.save(a_payment())
    assert first == payments.get(*PLACE) == replace(a_payment(), version=1)
    full = replace(
        first,
        told=(SETTLED, FAILED),
        session_id="s1",
        transaction_id="tx-1",
        taken=Decimal("4.17"),
        receipt_token="secret",
        alerted=frozenset({"after_review", "no_session"}),
    )
    assert payments.save(full) == replace(full, version=2)
    assert payments.get(*PLACE) == replace(full, version=2)


def test_references_are_told_apart_by_case_and_station(payments: StationPaymentRepository) -> None:
    payments.save(a_payment())
    assert payments.get(PLACE[0], PLACE[1].upper()) is None
    assert payments.get("CP/1", "x" + PLACE[1]) is None


def test_of_two_who_read_the_same_only_one_writes(payments: StationPaymentRepository) -> None:
    first = payments.save(a_payment())
    with pytest.raises(Overtaken):
        payments.save(a_payment())
    payments.save(replace(first, session_id="s1"))
    with pytest.raises(Overtaken):
        payments.save(replace(first, session_id="s2"))
    kept = payments.get(*PLACE)
    assert kept is not None
    assert kept.session_id == "s1"


def test_due_are_those_whose_time_has_come(payments: StationPaymentRepository) -> None:
    for name, seconds in (("a", 0), ("b", 30), ("c", 31), ("d", None)):
        payments.save(replace(a_payment(seconds), psp_ref=name))
    due = payments.due(NOW + timedelta(seconds=30), 10)
    assert sorted(due) == [(PLACE[0], "a"), (PLACE[0], "b")]
