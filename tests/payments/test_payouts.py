"""The provider's own books in ours: payouts and fees, once, by its ids."""

from __future__ import annotations

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st
from tests.http_api import Caller
from tests.payments.deployed import Deployed
from tests.payments.peers import Peer

from csms.adapters.memory.ledger import MemoryLedger
from csms.adapters.memory.payouts import MemoryPayouts
from csms.adapters.stripe.books import StripeBooks
from csms.ledger import chart
from csms.ledger.model import Transfer
from csms.money import Money
from csms.payments.outcomes import Captured, Refunded, Seen, Unknown
from csms.payments.provider import Order
from csms.payouts import taking_in
from csms.payouts.booking import transfers_of
from csms.payouts.model import ProviderRecord, RecordKind
from csms.payouts.taking_in import Taken, TakingIn, take_in

CLEARING, BANK = chart.psp_clearing("stripe", "EUR"), chart.bank("stripe", "EUR")
FEES = chart.psp_fees("EUR")
AT = datetime(2026, 1, 20, 12, tzinfo=UTC)


class Round:
    """What a round needs, over the real client and the sandbox."""

    def __init__(self, peer: Peer) -> None:
        self.repository, self.ledger = MemoryPayouts(), MemoryLedger()
        books = StripeBooks(peer.client(timeout_s=2))
        self.needs = TakingIn(books, self.repository, self.ledger, lambda: datetime.now(UTC))

    def posted(self) -> list[int]:
        found = [self.ledger.balances(one) for one in (CLEARING, BANK, FEES)]
        return [one.posted_minor if one else 0 for one in found]


def paid(peer: Peer, minor: int, number: int) -> str:
    """A payment that was captured; its id at the provider."""
    order = Order(f"payment-{number}", Money(minor, "EUR"), method_id="pm_card_visa")
    seen = peer.payments.reserve(order, f"start-{number}")
    assert isinstance(seen, Seen)
    captured = peer.payments.capture(seen.provider_id, Money(minor, "EUR"), f"take-{number}")
    assert captured == Captured(minor)
    return seen.provider_id


def test_payouts_and_fees_are_booked_once_by_the_providers_ids(peer: Peer) -> None:
    here = Round(peer)
    first = paid(peer, 10_000, 1)
    paid(peer, 2_000, 2)
    refund = peer.payments.refund(first, Money(1_000, "EUR"), "refund-1", "refund-1")
    assert isinstance(refund, Refunded)
    # Fees of 1.65 and 0.53; 120.00 less 10.00 less these are paid out.
    sent = peer.control("payouts")["amount"]
    assert sent == 10_782
    assert take_in(here.needs) == Taken(4, 4, 1, through=True)
    assert here.posted() == [11_000, -10_782, -218]
    assert take_in(here.needs) == Taken(4, 0, 1, through=True)
    assert here.posted() == [11_000, -10_782, -218]
    kinds = {one.kind: one for one in here.repository.records.values()}
    assert kinds.keys() == {RecordKind.PAYMENT, RecordKind.REFUND, RecordKind.PAYOUT}
    assert kinds[RecordKind.REFUND].source_id == first
    assert kinds[RecordKind.PAYMENT].payment_id in {"payment-1", "payment-2"}
    (payout,), _ = here.repository.payouts(10, None)
    assert (payout.status, payout.amount) == ("paid", Money(10_782, "EUR"))


def test_payout_that_the_bank_did_not_take_comes_back(peer: Peer) -> None:
    here = Round(peer)
    paid(peer, 10_000, 1)
    peer.control("payouts", failure="account_closed")
    take_in(here.needs)
    assert here.posted() == [165, 0, -165]
    (payout,), _ = here.repository.payouts(10, None)
    assert (payout.status, payout.failure) == ("failed", "account_closed")


def test_what_a_dispute_moves_is_left_to_the_disputes(peer: Peer) -> None:
    here = Round(peer)
    peer.control("disputes", payment_intent=paid(peer, 10_000, 1))
    take_in(here.needs)
    assert here.posted() == [165, 0, -165]
    kinds = [one.kind for one in here.repository.records.values()]
    assert kinds == [RecordKind.DISPUTE, RecordKind.PAYMENT]


def test_fee_of_its_own_is_booked_and_what_nobody_understands_is_kept(peer: Peer) -> None:
    here = Round(peer)
    peer.control("balance", type="stripe_fee", amount=700)
    peer.control("balance", type="adjustment", amount=5_000)
    take_in(here.needs)
    assert here.posted() == [700, 0, -700]
    kinds = {one.word: one.kind for one in here.repository.records.values()}
    assert kinds == {"stripe_fee": RecordKind.FEE, "adjustment": RecordKind.OTHER}


def test_more_pages_than_a_round_takes_are_left_to_the_next(peer: Peer) -> None:
    here = Round(peer)
    for _number in range(120):
        peer.control("balance", type="stripe_fee", amount=1)
    pages, taking_in.MOST_PAGES = taking_in.MOST_PAGES, 1
    try:
        assert take_in(here.needs) == Taken(100, 100, 0, through=False)
        peer.control("balance", type="stripe_fee", amount=1)
        assert take_in(here.needs) == Taken(20, 20, 0, through=True)
    finally:
        taking_in.MOST_PAGES = pages
    assert take_in(here.needs) == Taken(121, 1, 0, through=True)
    assert here.posted() == [121, 0, -121]


def test_provider_that_does_not_answer_leaves_all_to_the_next_round(peer: Peer) -> None:
    here = Round(peer)
    peer.control("balance", type="stripe_fee", amount=1)
    peer.control("faults", outage=True, hang_s=0)
    assert isinstance(take_in(here.needs), Unknown)
    peer.heal()
    assert isinstance(take_in(here.needs), Taken)
    assert here.posted() == [1, 0, -1]


@given(st.sampled_from(RecordKind), st.integers(-10_000, 10_000), st.integers(-300, 300))
def test_a_record_is_booked_so_that_clearing_moves_by_what_is_not_booked_elsewhere(
    kind: RecordKind, minor: int, fee_minor: int
) -> None:
    record = ProviderRecord("txn_1", "stripe", kind, "x", Money(minor, "EUR"), fee_minor, AT)
    legs = [leg for one in transfers_of(record) for leg in one.legs]
    cleared = sum(leg.minor for leg in legs if leg.account_id == CLEARING)
    principal = minor if kind in {RecordKind.PAYOUT, RecordKind.FEE} else 0
    fee = 0 if kind is RecordKind.DISPUTE else fee_minor
    assert cleared == fee - principal
    ids = [one.transfer_id for one in transfers_of(record)]
    assert set(ids) <= {"pay:txn_1", "fee:txn_1"}
    assert len(ids) == len(set(ids))


def test_records_are_posted_at_their_own_time() -> None:
    record = ProviderRecord(
        "txn_1", "stripe", RecordKind.PAYOUT, "payout", Money(-5, "EUR"), 0, AT, "po_1"
    )
    (transfer,) = transfers_of(record)
    assert isinstance(transfer, Transfer)
    assert (transfer.posted_at, transfer.reference) == (AT, "po_1")


def test_operator_sees_what_was_paid_out_and_what_it_did_to_the_books(
    deployed: Deployed,
) -> None:
    paid(deployed.peer, 10_000, 1)
    deployed.peer.control("payouts")
    for _ in range(2):
        deployed.invoke("PayoutFunction", {})
    operator = Caller("operator_api", {"sub": "operator-1", "cognito:groups": "[operators]"})
    with deployed.gate.running("OperatorApiFunction"):
        (payout,) = operator.get("/payouts").json["items"]
        bank = operator.get(f"/ledger/accounts/{BANK}").json
        fees = operator.get(f"/ledger/accounts/{FEES}").json
    assert (payout["status"], payout["amount"]) == ("paid", {"minor": 9_835, "currency": "EUR"})
    assert [one["posted"]["minor"] for one in (bank, fees)] == [-9_835, -165]
