"""Top-ups of the driver's balance."""

from fastapi import APIRouter

from csms.errors import NotFound
from csms.ids import digest, new_ulid
from csms.payments.asking import Asked
from csms.payments.model import PAID, Payment
from csms.payments.saved_cards import Cards, customer_of, own_card
from csms.payments.top_up import TopUpWish, top_up
from csms.web.authentication import SignedIn
from csms.web.fields import Identifier
from csms.web.idempotency import IdempotencyKey
from csms.web.needs import Ledger, Needs
from payments_api.limits import require_limits
from payments_api.needs import CardNeeds, Checks, PayingNeeds, Payments
from payments_api.schemas.top_ups import TopUpIn, TopUpView, top_up_view

router = APIRouter(prefix="/me/top-ups")


@router.post("", summary="Top up my balance", status_code=201)
def create_top_up(  # noqa: PLR0913, PLR0917  the parts of an HTTP request
    wanted: TopUpIn,
    caller: SignedIn,
    needs: Needs,
    ledger: Ledger,
    paying: PayingNeeds,
    cards: CardNeeds,
    checks: Checks,
    key: IdempotencyKey,
) -> TopUpView:
    """Begin a top-up. The same Idempotency-Key gives the same one, with what is to be done next.

    `requires_action`: pay with the provider's SDK and `client_secret`, or open `next_action_url`.
    `pending`: wait, and ask `GET /me/top-ups/{id}`; never begin another for the same money.
    """
    require_limits(wanted.amount.money(), caller.subject, needs, ledger)
    payment_id = digest("top_up", key) if key else new_ulid(needs.clock())
    asked = top_up(_wish(wanted, payment_id, caller.subject, cards), paying)
    if asked.payment.state in PAID and not asked.payment.booked:
        checks.request(asked.payment.payment_id)
    return top_up_view(asked)


@router.get("/{top_up_id}", summary="Get one of my top-ups")
def get_top_up(top_up_id: Identifier, caller: SignedIn, payments: Payments) -> TopUpView:
    """`succeeded` once the balance has it."""
    return top_up_view(Asked(_own(top_up_id, caller.subject, payments.get(top_up_id)), None))


def _wish(wanted: TopUpIn, payment_id: str, driver_id: str, cards: Cards) -> TopUpWish:
    if wanted.payment_method_id is not None:
        own_card(driver_id, wanted.payment_method_id, cards)
    return TopUpWish(
        payment_id=payment_id,
        driver_id=driver_id,
        customer_id=customer_of(driver_id, cards),
        amount=wanted.amount.money(),
        method_id=wanted.payment_method_id,
        save_method=wanted.save_payment_method,
        return_url=str(wanted.return_url) if wanted.return_url else None,
    )


def _own(top_up_id: str, driver_id: str, payment: Payment | None) -> Payment:
    """The driver's top-up; another driver's is as unknown as none."""
    if payment is None or payment.driver_id != driver_id:
        raise NotFound(f"You have no top-up {top_up_id}: POST /me/top-ups gives its id.")
    return payment
