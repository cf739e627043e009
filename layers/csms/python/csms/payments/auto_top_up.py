"""A driver's standing order: when little is available, a saved card is charged."""

from dataclasses import replace

from csms.errors import Overtaken
from csms.ids import digest
from csms.ledger import chart
from csms.ledger.ports import LedgerRepository
from csms.payments.asking import Paying
from csms.payments.cards import AutoTopUp, PayerProfile
from csms.payments.model import Payment, PaymentKind, PaymentState
from csms.payments.ports import PaymentRepository
from csms.payments.top_up import TopUpWish, top_up


def agree(driver_id: str, wanted: AutoTopUp | None, payments: PaymentRepository) -> PayerProfile:
    """Set or end the standing order. Overtaken: it was changed at this moment; ask again."""
    return payments.save_profile(replace(payments.profile(driver_id), auto_top_up=wanted))


def top_up_if_low(driver_id: str, needs: Paying, ledger: LedgerRepository) -> Payment | None:
    """Charge the saved card if less than the threshold is available; None: nothing was to do.

    What comes in is booked by the next look at the payment (`resuming`).

    Each automatic top-up has a number, taken by a conditional write, and the next one waits for
    the end of the one before: any number of callers at once charge once. A number that was taken
    and not used yet is used: whoever took it has died, or is about to.
    """
    profile = needs.payments.profile(driver_id)
    order = profile.auto_top_up
    if order is None or not order.enabled or profile.customer_id is None:
        return None
    last = needs.payments.get(_payment_id(driver_id, profile.auto_count))
    if last is not None and last.is_open:
        return None
    if last is not None and last.state == PaymentState.DECLINED and _is_news(last, order):
        _stopped(profile, order, last, needs)
        return None
    if not _is_low(driver_id, order, ledger):
        return None
    unused = last is None and profile.auto_count
    numbered = profile if unused else _numbered(profile, needs)
    return _charged(numbered, order, needs) if numbered else None


def _is_news(last: Payment, order: AutoTopUp) -> bool:
    """A refusal from before the driver agreed anew is an old story."""
    return last.created_at >= order.agreed_at


def _is_low(driver_id: str, order: AutoTopUp, ledger: LedgerRepository) -> bool:
    balances = ledger.balances(chart.wallet(driver_id))
    if balances is None:
        return False
    same = balances.currency == order.threshold.currency
    return same and balances.available_minor < order.threshold.minor


def _numbered(profile: PayerProfile, needs: Paying) -> PayerProfile | None:
    """None: somebody else has taken the next number."""
    try:
        return needs.payments.save_profile(replace(profile, auto_count=profile.auto_count + 1))
    except Overtaken:
        return None


def _charged(profile: PayerProfile, order: AutoTopUp, needs: Paying) -> Payment:
    assert profile.customer_id is not None
    wish = TopUpWish(
        payment_id=_payment_id(profile.driver_id, profile.auto_count),
        driver_id=profile.driver_id,
        customer_id=profile.customer_id,
        amount=order.amount,
        method_id=order.method_id,
        kind=PaymentKind.AUTO_TOP_UP,
    )
    payment = top_up(wish, needs).payment
    if payment.state == PaymentState.DECLINED:
        _stopped(profile, order, payment, needs)
    return payment


def _stopped(profile: PayerProfile, order: AutoTopUp, last: Payment, needs: Paying) -> None:
    """A card that is refused is not tried again until the driver says so."""
    ended = replace(order, enabled=False, stopped_because=last.failure)
    needs.payments.save_profile(replace(profile, auto_top_up=ended))


def _payment_id(driver_id: str, number: int) -> str:
    return digest("auto_top_up", driver_id, number)
