"""What the payment provider has paid out to the bank."""

from fastapi import APIRouter

from csms.web.needs import Payouts
from csms.web.pagination import Page, PagingQuery
from operator_api.schemas.payouts import PayoutView, payout_view

router = APIRouter(prefix="/payouts")


@router.get("", summary="List the payment provider's payouts")
def list_payouts(payouts: Payouts, paging: PagingQuery) -> Page[PayoutView]:
    """Newest first, as the provider told within the last hour. Booked as `pay:` transfers from
    `psp_clearing` to `bank`; a failed one has come back by another.
    """
    return paging.page(payouts.payouts, payout_view)
