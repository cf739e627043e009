"""Nobody answered: what the use cases make of it, against a sandbox that fails on order."""

from __future__ import annotations

import itertools

import pytest
from tests.payments.conftest import SteppedClock
from tests.payments.peers import Peer

from csms.errors import Conflict
from csms.ledger import chart
from csms.money import Money
from csms.payments.asking import Paying
from csms.payments.books import Books
from csms.payments.model import Payment, PaymentState
from csms.payments.resuming import resume
from csms.payments.saved_cards import Cards, customer_of
from csms.payments.settling import release_authorisation, settle_authorisation
from csms.payments.terminal import TerminalWish, authorise_terminal
from csms.payments.top_up import TopUpWish, top_up

_CALLS_LOST = ["timeout_before", "timeout_after", "cut_before", "cut_after"]
_FAULTS = [*_CALLS_LOST, "error_before", "error_after", "rate_limited"]
# Once is healed by the client itself, which repeats with the same key; always leaves it unknown.
_ALWAYS = 99


def euro(minor: int) -> Money:
    return Money(minor, "EUR")


def authorised(paying: Paying, minor: int = 5000) -> Payment:
    wish = TerminalWish("T1", "visit-1", euro(minor), "pm_card_visa")
    payment = authorise_terminal(wish, paying).payment
    assert payment.state == PaymentState.AUTHORIZED
    return payment


def brought_on(payment_id: str, paying: Paying, books: Books, clock: SteppedClock) -> Payment:
    """As the sweeper does, until nothing is open."""
    for _round in range(12):
        for due in paying.payments.due(clock(), 10):
            resume(due, paying, books)
        clock.advance(minutes=6)
    payment = paying.payments.get(payment_id)
    assert payment is not None
    return payment


@pytest.mark.parametrize("fault", _CALLS_LOST)
def test_one_lost_answer_is_healed_by_asking_again(peer: Peer, paying: Paying, fault: str) -> None:
    peer.fault(fault, on="create", times=1)
    wish = TerminalWish("T1", "visit-1", euro(5000), "pm_card_visa")
    authorise_terminal(wish, paying)
    assert authorised(paying).authorized_minor == 5000
    assert len(peer.state()["things"]["payment_intent"]) == 1


@pytest.mark.parametrize("fault", _FAULTS)
def test_unknown_authorisation_is_found_or_made_once(
    peer: Peer, paying: Paying, books: Books, clock: SteppedClock, fault: str
) -> None:
    peer.fault(fault, on="create", times=_ALWAYS)
    wish = TerminalWish("T1", "visit-1", euro(5000), "pm_card_visa")
    payment = authorise_terminal(wish, paying).payment
    assert payment.state == PaymentState.INTENDED_UNKNOWN
    peer.heal()
    after = brought_on(payment.payment_id, paying, books, clock)
    made = peer.state()["things"].get("payment_intent", {})
    assert len(made) <= 1
    # A terminal's customer is not charged for what nobody knew: either it stands, or it is over.
    assert after.state in {PaymentState.AUTHORIZED, PaymentState.EXPIRED}
    assert (after.state == PaymentState.AUTHORIZED) == (len(made) == 1)


@pytest.mark.parametrize("fault", _FAULTS)
def test_unknown_capture_is_captured_once(
    peer: Peer, paying: Paying, books: Books, clock: SteppedClock, fault: str
) -> None:
    payment = authorised(paying)
    peer.fault(fault, on="capture", times=_ALWAYS)
    unknown = settle_authorisation(payment.payment_id, euro(1234), paying)
    assert unknown.state == PaymentState.CAPTURE_UNKNOWN
    peer.heal()
    after = brought_on(payment.payment_id, paying, books, clock)
    assert (after.state, after.captured_minor) == (PaymentState.CAPTURED, 1234)
    [charge] = peer.state()["things"]["charge"].values()
    assert charge["amount_captured"] == 1234
    assert settle_authorisation(payment.payment_id, euro(1234), paying) == after


@pytest.mark.parametrize("fault", _FAULTS)
def test_unknown_release_is_released(
    peer: Peer, paying: Paying, books: Books, clock: SteppedClock, fault: str
) -> None:
    payment = authorised(paying)
    peer.fault(fault, on="cancel", times=_ALWAYS)
    assert release_authorisation(payment.payment_id, paying).state == PaymentState.RELEASE_UNKNOWN
    peer.heal()
    after = brought_on(payment.payment_id, paying, books, clock)
    assert after.state == PaymentState.RELEASED
    [intent] = peer.state()["things"]["payment_intent"].values()
    assert intent["status"] == "canceled"


@pytest.mark.parametrize("fault", _FAULTS)
def test_unknown_top_up_is_charged_and_booked_once(
    peer: Peer, paying: Paying, books: Books, clock: SteppedClock, fault: str
) -> None:
    customer_id = customer_of("driver-1", Cards(paying.payments, peer.cards))
    peer.fault(fault, on="create", times=_ALWAYS)
    wish = TopUpWish("top-1", "driver-1", customer_id, euro(2500), "pm_card_visa")
    assert top_up(wish, paying).payment.state == PaymentState.INTENDED_UNKNOWN
    peer.heal()
    after = brought_on("top-1", paying, books, clock)
    assert (after.state, after.booked) == (PaymentState.CAPTURED, True)
    balances = books.ledger.balances(chart.wallet("driver-1"))
    assert balances is not None
    assert balances.available_minor == 2500
    intents = peer.state()["things"]["payment_intent"].values()
    assert [one["status"] for one in intents].count("succeeded") == 1


def test_answer_that_comes_after_a_day_is_looked_up_not_asked_again(
    peer: Peer, paying: Paying, books: Books, clock: SteppedClock
) -> None:
    """The provider forgets keys after 24 h: the same call would capture or charge anew."""
    customer_id = customer_of("driver-1", Cards(paying.payments, peer.cards))
    peer.fault("cut_after", on="create", times=_ALWAYS)
    wish = TopUpWish("top-1", "driver-1", customer_id, euro(2500), "pm_card_visa")
    top_up(wish, paying)
    peer.heal()
    peer.control("clock", advance_s=2 * 86_400)
    clock.advance(days=2)
    after = brought_on("top-1", paying, books, clock)
    assert (after.state, after.captured_minor) == (PaymentState.CAPTURED, 2500)
    assert len(peer.state()["things"]["payment_intent"]) == 1


def test_outage_keeps_everything_pending_until_it_is_over(
    peer: Peer, paying: Paying, books: Books, clock: SteppedClock
) -> None:
    payment = authorised(paying)
    peer.control("faults", outage=True)
    settle_authorisation(payment.payment_id, euro(700), paying)
    for _round in range(3):
        clock.advance(minutes=6)
        pending = resume(payment.payment_id, paying, books)
        assert pending.state == PaymentState.CAPTURE_UNKNOWN
    peer.heal()
    assert brought_on(payment.payment_id, paying, books, clock).captured_minor == 700


def test_less_is_captured_than_due_where_the_bank_approved_less(peer: Peer, paying: Paying) -> None:
    peer.fault("partial_approval", on="create", amount=2000)
    payment = authorised(paying)
    assert payment.authorized_minor == 2000
    after = settle_authorisation(payment.payment_id, euro(3000), paying)
    assert (after.state, after.captured_minor, after.wanted_minor) == (
        PaymentState.SHORTFALL,
        2000,
        3000,
    )


def test_nothing_due_releases_and_captures_nothing(peer: Peer, paying: Paying) -> None:
    payment = authorised(paying)
    assert settle_authorisation(payment.payment_id, euro(0), paying).state == PaymentState.RELEASED
    assert "capture" not in peer.state()["calls"]


def test_authorisation_that_ended_is_expired_not_charged_anew(peer: Peer, paying: Paying) -> None:
    payment = authorised(paying)
    peer.control("clock", advance_s=8 * 86_400)
    after = settle_authorisation(payment.payment_id, euro(1000), paying)
    assert (after.state, after.captured_minor) == (PaymentState.EXPIRED, 0)
    assert len(peer.state()["things"]["payment_intent"]) == 1


def test_another_amount_after_a_capture_began_is_refused(peer: Peer, paying: Paying) -> None:
    payment = authorised(paying)
    peer.fault("cut_before", on="capture", times=_ALWAYS)
    settle_authorisation(payment.payment_id, euro(1000), paying)
    with pytest.raises(Conflict):
        settle_authorisation(payment.payment_id, euro(1001), paying)
    with pytest.raises(Conflict):
        release_authorisation(payment.payment_id, paying)


@pytest.mark.parametrize("pair", list(itertools.product(["error_after", "cut_after"], [1, 2, 3])))
def test_each_terminal_visit_is_authorised_once_however_often_it_asks(
    peer: Peer, paying: Paying, pair: tuple[str, int]
) -> None:
    fault, times = pair
    peer.fault(fault, on="create", times=times)
    wish = TerminalWish("T1", "visit-1", euro(5000), "pm_card_visa")
    for _ in range(4):
        authorise_terminal(wish, paying)
    assert len(peer.state()["things"]["payment_intent"]) == 1
