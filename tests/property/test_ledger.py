"""Whatever is posted, money is conserved and no wallet is overdrawn."""

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from tests.builders import KEY, NOW, a_start, a_stop, a_tariff, a_transfer, minutes

from csms.adapters.memory.holds import MemoryHolds
from csms.adapters.memory.ledger import MemoryLedger
from csms.adapters.memory.sessions import MemorySessions
from csms.adapters.memory.settlement import MemorySettlements
from csms.charging.facts import MeterReading
from csms.charging.ports import SessionTelemetry
from csms.errors import Conflict
from csms.ledger import chart
from csms.ledger.model import Transfer
from csms.settlement.posting import Posting, post_session
from csms.settlement.rating import Rated, rate_session

WALLETS = [chart.wallet("1"), chart.wallet("2")]
CURRENCIES = ["EUR", "USD"]
OWN = [*WALLETS, chart.receivable("1")]
SHARED = {
    one: [chart.revenue("site", one), chart.vat("19", one), chart.opening(one)]
    for one in CURRENCIES
}
ACCOUNTS = [*OWN, *(account for of_one in SHARED.values() for account in of_one)]


@st.composite
def transfers(draw: st.DrawFn) -> Transfer:
    currency = draw(st.sampled_from(CURRENCIES))
    known = st.sampled_from([*OWN, *SHARED[currency]])
    accounts = draw(st.lists(known, unique=True, min_size=2, max_size=5))
    amounts = [draw(st.integers(-1000, 1000)) for _ in accounts[1:]]
    moved = zip(accounts, [*amounts, -sum(amounts)], strict=True)
    legs = [(account_id, minor) for account_id, minor in moved if minor]
    assume(legs)
    return a_transfer(
        f"T{draw(st.integers(0, 20))}",
        *legs,
        minute=draw(st.integers(0, 5)),
        currency=currency,
    )


def books_of(ledger: MemoryLedger) -> dict[str, tuple[str, int]]:
    found = ((one, ledger.balances(one)) for one in ACCOUNTS)
    return {one: (balances.currency, balances.posted_minor) for one, balances in found if balances}


def assert_sound(ledger: MemoryLedger) -> None:
    books = books_of(ledger)
    for currency in CURRENCIES:
        assert sum(minor for unit, minor in books.values() if unit == currency) == 0
    for account_id, (currency, minor) in books.items():
        entries, _ = ledger.entries(account_id, 1000, None)
        assert sum(entry.minor for entry in entries) == minor
        assert {entry.currency for entry in entries} == {currency}
        assert len({entry.transfer_id for entry in entries}) == len(entries)
        assert [one.posted_at for one in entries] == sorted(
            (one.posted_at for one in entries), reverse=True
        )
        assert minor >= 0 or account_id not in WALLETS


@given(st.lists(transfers(), max_size=30))
def test_random_postings_keep_every_invariant(posted: list[Transfer]) -> None:
    ledger = MemoryLedger()
    for transfer in posted:
        before, known = books_of(ledger), ledger.transfer(transfer.transfer_id)
        try:
            new = ledger.post(transfer)
        except Conflict:
            new = False
            assert known is None
        if not new:
            assert books_of(ledger) == before
        assert_sound(ledger)


@given(
    in_wallet=st.integers(0, 3000),
    energy_wh=st.integers(0, 100_000),
    price=st.decimals(0, 2, places=4),
    fields=st.sampled_from([{}, {"tax_included": "YES"}, {"currency": "USD"}]),
)
def test_session_is_paid_exactly_and_once(
    in_wallet: int, energy_wh: int, price: Any, fields: dict[str, Any]
) -> None:
    ledger, sessions = MemoryLedger(), MemorySessions(lambda: NOW)
    wallet, receivable = chart.wallet("driver-1"), chart.receivable("driver-1")
    if in_wallet:
        ledger.post(a_transfer("fund", (wallet, in_wallet), (chart.opening("EUR"), -in_wallet)))
    sessions.record_start(a_start(tariff=a_tariff(f"{price:f}", **fields)))
    stopped = sessions.record_stop(a_stop(reading=MeterReading(NOW, 1000 + energy_wh)))
    assert stopped is not None
    rated = rate_session(stopped, SessionTelemetry(), minutes(99), timedelta(0))
    assert isinstance(rated, Rated)
    posting = Posting(ledger, MemoryHolds(ledger.books), MemorySettlements(sessions, ledger))
    assert post_session(rated, minutes(99), posting)
    assert not post_session(rated, minutes(100), posting)
    settled = sessions.get(KEY)
    assert settled is not None
    assert settled.settlement is not None
    left, owed = ledger.balances(wallet), ledger.balances(receivable)
    paid = in_wallet - (left.posted_minor if left else 0)
    assert 0 <= paid <= in_wallet
    assert paid - (owed.posted_minor if owed else 0) == settled.settlement.gross_minor


@given(transfers(), st.integers(1, 100))
def test_unbalanced_money_cannot_even_be_written_down(transfer: Transfer, more: int) -> None:
    first, *others = ((leg.account_id, leg.minor) for leg in transfer.legs)
    with pytest.raises(Exception, match="sum to zero"):
        a_transfer("T", (first[0], first[1] + more), *others, currency=transfer.currency)
