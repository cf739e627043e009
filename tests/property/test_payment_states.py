"""Whatever a provider tells, in whatever order: what is final stays, and no more is captured."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csms.errors import Conflict
from csms.money import Money
from csms.payments.absorbing import absorbed, after_start
from csms.payments.model import FINAL, FOLLOWS, Payment, PaymentKind, PaymentState
from csms.payments.outcomes import Declined, ProviderStatus, Seen, Unknown

NOW = datetime(2026, 11, 28, 12, 0, tzinfo=UTC)
ASKED = Money(5000, "EUR")


def seen(status: ProviderStatus, authorized: int = 5000, captured: int = 0) -> Seen:
    return Seen("pi_1", status, ASKED, authorized, captured)


looks = st.one_of(
    st.sampled_from([ProviderStatus.AWAITING_CUSTOMER, ProviderStatus.PROCESSING]).map(seen),
    st.integers(1, 5000).map(lambda minor: seen(ProviderStatus.AUTHORIZED, minor)),
    st.integers(1, 5000).map(lambda minor: seen(ProviderStatus.SUCCEEDED, 0, minor)),
    st.just(seen(ProviderStatus.CANCELED, 0)),
)
outcomes = looks | st.just(Declined("card_declined")) | st.builds(Unknown, st.just("lost"))
kinds = st.sampled_from(PaymentKind)


def a_payment(kind: PaymentKind) -> Payment:
    return Payment("p1", kind, ASKED, "stripe", NOW, NOW)


@given(kinds, outcomes, st.lists(looks, max_size=8))
def test_no_look_breaks_a_rule(kind: PaymentKind, first: object, told: list[Seen]) -> None:
    payment = after_start(a_payment(kind), first, NOW)  # type: ignore[arg-type]
    for one in told:
        try:
            after = absorbed(payment, one, NOW)
        except Conflict:
            # What contradicts itself is refused, not believed.
            continue
        assert after.state == payment.state or after.state in FOLLOWS[payment.state]
        assert 0 <= after.captured_minor <= after.authorized_minor
        if payment.state in FINAL:
            assert after == payment
        payment = after


@given(kinds, looks)
def test_the_same_look_twice_says_nothing_new(kind: PaymentKind, told: Seen) -> None:
    once = absorbed(a_payment(kind), told, NOW)
    assert absorbed(once, told, NOW) == once


@given(st.sampled_from(PaymentState), st.sampled_from(PaymentState))
def test_only_what_may_follow_follows(before: PaymentState, after: PaymentState) -> None:
    payment = replace(a_payment(PaymentKind.TERMINAL), state=before)
    if after == before or after in FOLLOWS[before]:
        assert payment.moved(after, NOW).state == after
    else:
        with pytest.raises(Conflict):
            payment.moved(after, NOW)


@given(st.integers(-10, 6000), st.integers(0, 5000))
def test_more_than_authorised_is_never_captured(captured: int, authorized: int) -> None:
    payment = replace(a_payment(PaymentKind.TERMINAL), authorized_minor=authorized)
    if 0 <= captured <= authorized:
        assert payment.moved(payment.state, NOW, captured_minor=captured).captured_minor == captured
    else:
        with pytest.raises(Conflict):
            payment.moved(payment.state, NOW, captured_minor=captured)


@pytest.mark.parametrize("state", sorted(FINAL))
def test_nothing_follows_an_end(state: PaymentState) -> None:
    assert FOLLOWS[state] == frozenset()
