"""What a station tells of its terminal means the same in any order, any number of times."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from csms.adapters.memory.station_payments import MemoryStationPayments
from csms.payments.at_stations import (
    Contradicted,
    NotPaid,
    Settled,
    StationPayment,
    TerminalStatus,
    Told,
    hear_settlement,
)

NOW = datetime(2026, 11, 28, 12, 0, tzinfo=UTC)
PLACE = ("CP1", "ref")


@st.composite
def words(draw: st.DrawFn) -> Told:
    minute = draw(st.integers(0, 3))
    at = NOW + timedelta(minutes=minute)
    status = draw(st.sampled_from(TerminalStatus))
    amount = draw(st.sampled_from([Decimal(0), Decimal("4.17"), Decimal("4.2")]))
    return Told(status, amount, f"minute {minute}", at, at, draw(st.sampled_from([None, "tx"])))


def heard(told: list[Told]) -> StationPayment | None:
    payments = MemoryStationPayments()
    for number, one in enumerate(told):
        hear_settlement(PLACE, one, lambda number=number: str(number), payments)  # type: ignore[misc]
    return payments.get(*PLACE)


@given(st.lists(words(), min_size=1, max_size=8), st.randoms())
def test_order_and_repeats_change_nothing(told: list[Told], random: object) -> None:
    again = [*told, *told]
    random.shuffle(again)  # type: ignore[attr-defined]
    first, second = heard(told), heard(again)
    assert first is not None
    assert second is not None
    assert first.outcome == second.outcome
    assert {one.fact for one in first.told} == {one.fact for one in second.told}
    assert len(second.told) == len({one.fact for one in told})


@given(st.lists(words(), min_size=1, max_size=8))
def test_outcome_is_what_all_words_agree_on(told: list[Told]) -> None:
    kept = heard(told)
    assert kept is not None
    amounts = {one.amount for one in told if one.status is TerminalStatus.SETTLED}
    cancelled = any(one.status is TerminalStatus.CANCELED for one in told)
    match kept.outcome:
        case Settled(amount):
            assert amounts == {amount}
            assert not cancelled
        case Contradicted():
            assert len(amounts) > 1 or (amounts and cancelled)
        case NotPaid(status):
            assert not amounts
            assert status in {one.status for one in told}
        case _:
            raise AssertionError("something was told")


def test_no_more_than_so_many_are_kept() -> None:
    one = Told(TerminalStatus.FAILED, Decimal(1), "", NOW, NOW)
    told = [Told(one.status, one.amount, str(number), NOW, NOW, None) for number in range(50)]
    kept = heard(told)
    assert kept is not None
    assert len(kept.told) == 20
