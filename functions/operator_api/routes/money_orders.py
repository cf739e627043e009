"""Refunds, write-offs, credits, charges: above a limit, a second operator has to approve."""

from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Depends

from csms import bootstrap
from csms.audit.auditing import Order, Ordering
from csms.errors import NotFound
from csms.ids import new_ulid
from csms.money_orders.carrying_out import Desk
from csms.money_orders.model import MoneyOrder, Ruling
from csms.money_orders.ordering import approve, propose, reject
from csms.money_orders.ports import MoneyOrderRepository
from csms.web.fields import Identifier
from csms.web.idempotency import IdempotencyKey
from csms.web.needs import Needs, Orders
from csms.web.pagination import Page, PagingQuery
from operator_api.schemas.money_orders import (
    MoneyOrderIn,
    MoneyOrderView,
    RulingIn,
    money_order_view,
    proposal_of,
)

router = APIRouter(prefix="/money-orders")


def _desk() -> Desk:
    return bootstrap.money_desk()


def _stored() -> MoneyOrderRepository:
    return bootstrap.money_orders()


DeskNeeds = Annotated[Desk, Depends(_desk)]
StoredOrders = Annotated[MoneyOrderRepository, Depends(_stored)]


@router.get("", summary="List money orders")
def list_money_orders(stored: StoredOrders, paging: PagingQuery) -> Page[MoneyOrderView]:
    """Newest first."""
    return paging.page(stored.page, money_order_view, "money orders")


@router.get("/{order_id}", summary="Get a money order")
def get_money_order(order_id: Identifier, stored: StoredOrders) -> MoneyOrderView:
    """Where it stands."""
    return money_order_view(_known(order_id, stored))


@router.post("", summary="Order a movement of money", status_code=HTTPStatus.CREATED)
def propose_order(
    wanted: MoneyOrderIn, needs: Needs, desk: DeskNeeds, orders: Orders, key: IdempotencyKey
) -> MoneyOrderView:
    """A refund, a write-off, a credit, what late facts of a session are charged with, or the
    credit note of a reservation.

    Carried out at once, or `awaiting_approval` by another operator (`FourEyesAbove`).

    `under_way`: the provider has not answered; send the same Idempotency-Key again to see.
    """
    now = needs.clock()
    limit = needs.settings.four_eyes_above
    proposal = proposal_of(wanted, key or new_ulid(now), orders.subject, now, limit)
    return _noted(
        f"money.{wanted.kind}",
        wanted.target_id,
        wanted.reason,
        lambda: propose(proposal, desk),
        orders,
    )


@router.post("/{order_id}/approve", summary="Approve a money order")
def approve_order(
    order_id: Identifier, wanted: RulingIn, needs: Needs, desk: DeskNeeds, orders: Orders
) -> MoneyOrderView:
    """By another operator than who proposed it; it is carried out. Again: what came of it."""
    ruling = Ruling(True, orders.subject, needs.clock(), wanted.reason)
    return _noted(
        "money.approve",
        _known(order_id, desk.orders).proposal.target_id,
        wanted.reason or "",
        lambda: approve(order_id, ruling, desk),
        orders,
    )


@router.post("/{order_id}/reject", summary="Reject a money order")
def reject_order(
    order_id: Identifier, wanted: RulingIn, needs: Needs, desk: DeskNeeds, orders: Orders
) -> MoneyOrderView:
    """Or withdraw one's own. Nothing moves."""
    ruling = Ruling(False, orders.subject, needs.clock(), wanted.reason)
    return _noted(
        "money.reject",
        _known(order_id, desk.orders).proposal.target_id,
        wanted.reason or "",
        lambda: reject(order_id, ruling, desk),
        orders,
    )


def _noted(
    action: str, target_id: str, reason: str, act: Callable[[], MoneyOrder], orders: Ordering
) -> MoneyOrderView:
    return money_order_view(orders.carry_out(Order(action, target_id, reason), act, _told))


def _told(order: MoneyOrder) -> Mapping[str, str]:
    proposal, end = order.proposal, order.end
    figures = {
        "order_id": proposal.order_id,
        "state": order.state.value,
        "minor": str(proposal.amount.minor),
        "currency": proposal.amount.currency,
        "transfer_id": end.transfer_id if end else None,
        "failure": end.failure if end else None,
    }
    return {name: value for name, value in figures.items() if value is not None}


def _known(order_id: str, stored: MoneyOrderRepository) -> MoneyOrder:
    order = stored.get(order_id)
    if order is None:
        raise NotFound(f"There is no order {order_id}: see GET /money-orders.")
    return order
