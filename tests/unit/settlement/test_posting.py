from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from tests.builders import KEY, NOW, a_payer, a_start, a_stop, a_tariff, a_transfer, minutes

from csms.adapters.memory.holds import MemoryHolds
from csms.adapters.memory.ledger import MemoryLedger
from csms.adapters.memory.sessions import MemorySessions
from csms.adapters.memory.settlement import MemorySettlements
from csms.charging.costs import CostLine, TaxShare
from csms.charging.facts import MeterReading
from csms.charging.ports import SessionTelemetry
from csms.charging.settled import Settlement
from csms.charging.vocabulary import SessionState
from csms.errors import Conflict
from csms.ledger import chart
from csms.settlement.finality import Review
from csms.settlement.posting import Posting, post_session, review_session
from csms.settlement.rating import Rated, rate_session

WALLET, RECEIVABLE = chart.wallet("driver-1"), chart.receivable("driver-1")
AT = minutes(61)


class Books:
    """An ended session of 5 kWh at 0.35 net (208 gross), and a ledger."""

    def __init__(self, in_wallet: int = 0, currency: str = "EUR", **start: Any) -> None:
        self.ledger, self.sessions = MemoryLedger(), MemorySessions(lambda: NOW)
        self.posting = Posting(
            self.ledger,
            MemoryHolds(self.ledger.books),
            MemorySettlements(self.sessions, self.ledger),
        )
        if in_wallet:
            legs = (WALLET, in_wallet), (chart.opening(currency), -in_wallet)
            self.ledger.post(a_transfer("fund", *legs, currency=currency))
        self.sessions.record_start(a_start(**start))

    def end(self, register_wh: int = 6000) -> Rated:
        self.sessions.record_stop(a_stop(reading=MeterReading(minutes(60), register_wh)))
        return self.rated()

    def rated(self) -> Rated:
        session = self.sessions.get(KEY)
        assert session is not None
        rated = rate_session(session, SessionTelemetry(), AT, timedelta(0))
        assert isinstance(rated, Rated)
        return rated

    def legs(self) -> dict[str, int]:
        transfer = self.ledger.transfer("chg:SESSION-CP1-T1")
        return {leg.account_id: leg.minor for leg in transfer.legs} if transfer else {}

    def settlement(self) -> Settlement:
        session = self.sessions.get(KEY)
        assert session is not None
        assert session.settlement is not None
        return session.settlement


def test_wallet_pays() -> None:
    books = Books(in_wallet=1000)
    assert post_session(books.end(), AT, books.posting)
    assert books.legs() == {
        WALLET: -208,
        chart.revenue("site-1", "EUR"): 175,
        chart.vat("19", "EUR"): 33,
    }


@pytest.mark.parametrize(
    ("in_wallet", "legs"),
    [
        (208, {WALLET: -208}),
        (207, {WALLET: -207, RECEIVABLE: -1}),
        (1, {WALLET: -1, RECEIVABLE: -207}),
        (0, {RECEIVABLE: -208}),
    ],
)
def test_wallet_pays_what_it_has_and_the_receivable_takes_the_rest(
    in_wallet: int, legs: dict[str, int]
) -> None:
    books = Books(in_wallet)
    post_session(books.end(), AT, books.posting)
    income = {chart.revenue("site-1", "EUR"): 175, chart.vat("19", "EUR"): 33}
    assert books.legs() == legs | income
    assert sum(books.legs().values()) == 0


def test_wallet_of_another_currency_is_left_alone() -> None:
    books = Books(in_wallet=1000, currency="USD")
    post_session(books.end(), AT, books.posting)
    assert books.legs()[RECEIVABLE] == -208
    assert WALLET not in books.legs()


def test_settlement_tells_what_was_paid_and_why() -> None:
    books = Books(in_wallet=1000)
    post_session(books.end(), AT, books.posting)
    assert books.settlement() == Settlement(
        outcome=SessionState.SETTLED,
        settled_at=AT,
        energy_wh=5000,
        currency="EUR",
        net_minor=175,
        tax_minor=33,
        gross_minor=208,
        lines=(CostLine("energy", "5", "0.35", "19", "1.75", 175, 208),),
        transfer_id="chg:SESSION-CP1-T1",
        taxes=(TaxShare("19", 175, 33),),
        fingerprint=a_tariff().fingerprint,
        begin_wh=1000,
        end_wh=6000,
    )


def test_session_is_posted_once() -> None:
    books = Books(in_wallet=1000)
    rated = books.end()
    assert post_session(rated, AT, books.posting)
    assert not post_session(rated, minutes(99), books.posting)
    assert not post_session(books.rated(), minutes(99), books.posting)
    balances = books.ledger.balances(WALLET)
    assert balances is not None
    assert balances.available_minor == 792


def test_zero_energy_makes_no_transfer() -> None:
    books = Books(in_wallet=1000)
    assert post_session(books.end(register_wh=1000), AT, books.posting)
    assert books.legs() == {}
    settlement = books.settlement()
    assert (settlement.outcome, settlement.energy_wh) == (SessionState.SETTLED, 0)
    assert (settlement.gross_minor, settlement.transfer_id) == (0, None)


def test_price_of_nothing_makes_no_transfer() -> None:
    books = Books(in_wallet=1000, tariff=a_tariff("0"))
    assert post_session(books.end(), AT, books.posting)
    assert books.legs() == {}
    assert (books.settlement().gross_minor, books.settlement().currency) == (0, "EUR")


def test_untaxed_price_has_no_tax_leg() -> None:
    books = Books(tariff=a_tariff("0.35", vat="0"))
    post_session(books.end(), AT, books.posting)
    assert books.legs() == {RECEIVABLE: -175, chart.revenue("site-1", "EUR"): 175}


@pytest.mark.parametrize("vat", ["20", "20.0", "2E+1"])
def test_one_rate_is_one_account_however_it_is_written(vat: str) -> None:
    books = Books(tariff=a_tariff("0.35", vat=vat))
    post_session(books.end(), AT, books.posting)
    assert books.legs()[chart.vat("20", "EUR")] == 35


def test_income_without_a_site_belongs_to_the_network() -> None:
    books = Books(site_id=None)
    post_session(books.end(), AT, books.posting)
    assert books.legs()[chart.revenue(None, "EUR")] == 175


def test_price_without_payer_is_refused() -> None:
    books = Books()
    rated = books.end()
    nobody = replace(rated, session=replace(rated.session, payer=a_payer(None)))
    with pytest.raises(Conflict, match="no payer"):
        post_session(nobody, AT, books.posting)


def test_review_keeps_its_reason() -> None:
    found = review_session(Review("no tariff"), 5000, AT)
    assert found == Settlement(SessionState.REVIEW, AT, 5000, reason="no tariff")
