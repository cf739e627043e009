"""The driver's standing order to top up when little is left."""

from fastapi import APIRouter

from csms.errors import NotFound, Rejected
from csms.payments.auto_top_up import agree
from csms.payments.cards import AutoTopUp
from csms.payments.saved_cards import own_card
from csms.web.authentication import SignedIn
from csms.web.needs import Ledger, Needs
from payments_api.limits import require_limits
from payments_api.needs import CardNeeds, Payments
from payments_api.schemas.payment_methods import AutoTopUpIn, AutoTopUpView, auto_top_up_view

router = APIRouter(prefix="/me/auto-top-up")


@router.get("", summary="Get my automatic top-up")
def get_auto_top_up(caller: SignedIn, payments: Payments) -> AutoTopUpView:
    """404 if there is none."""
    order = payments.profile(caller.subject).auto_top_up
    if order is None:
        raise NotFound("You have no automatic top-up: PUT one.")
    return auto_top_up_view(order)


@router.put("", summary="Set my automatic top-up")
def put_auto_top_up(
    wanted: AutoTopUpIn, caller: SignedIn, needs: Needs, ledger: Ledger, cards: CardNeeds
) -> AutoTopUpView:
    """With this the driver agrees that the card is charged with nobody there."""
    threshold, amount = wanted.threshold.money(), wanted.amount.money()
    if threshold.currency != amount.currency:
        raise Rejected("threshold.currency: the same as that of the amount.")
    require_limits(amount, caller.subject, needs, ledger)
    own_card(caller.subject, wanted.payment_method_id, cards)
    order = AutoTopUp(threshold, amount, wanted.payment_method_id, needs.clock())
    agree(caller.subject, order, cards.payments)
    return auto_top_up_view(order)


@router.delete("", summary="End my automatic top-up", status_code=204)
def delete_auto_top_up(caller: SignedIn, payments: Payments) -> None:
    """No further charge; one that is under way is not called back."""
    agree(caller.subject, None, payments)
