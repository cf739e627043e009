"""Saved cards of the driver, who tells the provider alone what is on them."""

from fastapi import APIRouter

from csms.ids import new_ulid
from csms.payments.saved_cards import begin_to_save, forget_card, saved_cards
from csms.web.authentication import SignedIn
from csms.web.fields import Identifier
from csms.web.idempotency import IdempotencyKey
from csms.web.needs import Needs
from payments_api.needs import CardNeeds
from payments_api.schemas.payment_methods import (
    PaymentMethods,
    SetupView,
    payment_method_view,
    setup_view,
)

router = APIRouter(prefix="/me/payment-methods")


@router.get("", summary="List my saved cards")
def list_payment_methods(caller: SignedIn, cards: CardNeeds) -> PaymentMethods:
    """Brand and last four digits: more is not known here."""
    found = saved_cards(caller.subject, cards)
    return PaymentMethods(items=[payment_method_view(one) for one in found])


@router.post("", summary="Begin to save a card", status_code=201)
def create_payment_method(
    caller: SignedIn, needs: Needs, cards: CardNeeds, key: IdempotencyKey
) -> SetupView:
    """Go on with the provider's SDK and `client_secret`; then the card is in the list."""
    setup_key = f"setup:{key or new_ulid(needs.clock())}"
    return setup_view(begin_to_save(caller.subject, setup_key, cards))


@router.delete("/{payment_method_id}", summary="Remove a saved card", status_code=204)
def delete_payment_method(
    payment_method_id: Identifier, caller: SignedIn, cards: CardNeeds
) -> None:
    """An automatic top-up with it ends."""
    forget_card(caller.subject, payment_method_id, cards)
