"""The port means the same whoever answers: our sandbox, and localstripe for what it can do."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

import pytest
from tests.payments.peers import localstripe, sandbox

from csms.adapters.stripe.payments import StripePayments
from csms.money import Money
from csms.payments.outcomes import (
    AlreadyCaptured,
    Captured,
    Declined,
    NotThere,
    ProviderStatus,
    Refunded,
    Released,
    Seen,
)
from csms.payments.provider import Order

_PEERS = {"sandbox": sandbox, "localstripe": localstripe}
_numbers = count(1)


@pytest.fixture(
    scope="module",
    params=["sandbox", pytest.param("localstripe", marks=pytest.mark.slow)],
)
def provider(request: pytest.FixtureRequest) -> Iterator[StripePayments]:
    with _PEERS[request.param]() as peer:
        yield StripePayments(peer.client(timeout_s=5))


def euro(minor: int) -> Money:
    return Money(minor, "EUR")


def key() -> str:
    return f"key-{next(_numbers)}"


def order(card: str | None = "pm_card_visa", minor: int = 5000) -> Order:
    return Order(f"payment-{next(_numbers)}", euro(minor), method_id=card)


def reserved(provider: StripePayments, minor: int = 5000) -> Seen:
    outcome = provider.reserve(order(minor=minor), key())
    assert isinstance(outcome, Seen)
    return outcome


def test_reserve_authorises_and_takes_nothing(provider: StripePayments) -> None:
    seen = reserved(provider)
    assert seen.status == ProviderStatus.AUTHORIZED
    assert (seen.authorized_minor, seen.captured_minor) == (5000, 0)


def test_capture_of_a_part_takes_that_part(provider: StripePayments) -> None:
    seen = reserved(provider)
    assert provider.capture(seen.provider_id, euro(1234), key()) == Captured(1234)
    after = provider.lookup(seen.provider_id)
    assert isinstance(after, Seen)
    assert (after.status, after.captured_minor) == (ProviderStatus.SUCCEEDED, 1234)


def test_second_capture_tells_what_the_first_took(provider: StripePayments) -> None:
    seen = reserved(provider)
    provider.capture(seen.provider_id, euro(1000), key())
    assert provider.capture(seen.provider_id, euro(2000), key()) == AlreadyCaptured(1000)


def test_capture_above_the_authorised_is_declined(provider: StripePayments) -> None:
    seen = reserved(provider)
    assert isinstance(provider.capture(seen.provider_id, euro(5001), key()), Declined)


def test_release_gives_up_the_authorisation_and_may_be_repeated(provider: StripePayments) -> None:
    seen = reserved(provider)
    assert provider.release(seen.provider_id, key()) == Released()
    assert provider.release(seen.provider_id, key()) == Released()
    after = provider.lookup(seen.provider_id)
    assert isinstance(after, Seen)
    assert after.status == ProviderStatus.CANCELED


def test_release_of_a_captured_one_tells_what_was_taken(provider: StripePayments) -> None:
    seen = reserved(provider)
    provider.capture(seen.provider_id, euro(900), key())
    assert provider.release(seen.provider_id, key()) == AlreadyCaptured(900)


def test_collect_takes_all_at_once(provider: StripePayments) -> None:
    seen = provider.collect(order(minor=2500), key())
    assert isinstance(seen, Seen)
    assert seen.status == ProviderStatus.SUCCEEDED
    assert seen.captured_minor == 2500


def test_collect_without_a_card_waits_for_the_customer(provider: StripePayments) -> None:
    seen = provider.collect(order(card=None), key())
    assert isinstance(seen, Seen)
    assert seen.status == ProviderStatus.AWAITING_CUSTOMER
    assert seen.client_secret


def test_card_that_is_refused_is_declined(provider: StripePayments) -> None:
    outcome = provider.collect(order("pm_card_chargeCustomerFail"), key())
    assert isinstance(outcome, Declined)
    assert outcome.code in {"generic_decline", "card_declined"}


def test_refund_of_a_part(provider: StripePayments) -> None:
    seen = provider.collect(order(minor=2500), key())
    assert isinstance(seen, Seen)
    outcome = provider.refund(seen.provider_id, euro(500), "refund-1", key())
    assert isinstance(outcome, Refunded)
    assert provider.find_refund(seen.provider_id, "refund-1") == outcome
    assert provider.find_refund(seen.provider_id, "refund-2") == NotThere()


def test_unknown_payment_is_not_there(provider: StripePayments) -> None:
    assert provider.lookup("pi_none") == NotThere()


def test_amounts_without_decimals_are_not_multiplied(provider: StripePayments) -> None:
    outcome = provider.collect(
        Order("payment-yen", Money(500, "JPY"), method_id="pm_card_visa"), key()
    )
    assert isinstance(outcome, Seen)
    assert outcome.asked == Money(500, "JPY")


def test_metadata_leads_back_to_our_payment(provider: StripePayments) -> None:
    wanted = order()
    seen = provider.reserve(wanted, key())
    assert isinstance(seen, Seen)
    assert seen.payment_id == wanted.payment_id
    found = provider.lookup(seen.provider_id)
    assert isinstance(found, Seen)
    assert found.payment_id == wanted.payment_id
