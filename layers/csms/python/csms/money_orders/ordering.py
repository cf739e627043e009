"""Propose, approve, reject. Every step may be repeated; nobody approves what they proposed."""

from csms.errors import Conflict, NotFound, Unauthorized
from csms.money_orders.carrying_out import Desk, carried_out
from csms.money_orders.model import MoneyOrder, OrderKind, OrderState, Proposal, Ruling


def propose(proposal: Proposal, desk: Desk) -> MoneyOrder:
    """Carried out at once, unless a second person is needed. Again: what came of it.

    Conflict: the Idempotency-Key was used for another order, or what its author has seen of a
    session is no more so.
    """
    if proposal.kind is OrderKind.CHARGE and desk.orders.get(proposal.order_id) is None:
        desk.require_seen(proposal)
    order = desk.orders.propose(proposal)
    if not order.proposal.is_repeat_of(proposal):
        raise Conflict("This Idempotency-Key was used for another order: use a new one.")
    return carried_out(order, desk) if order.state is OrderState.UNDER_WAY else order


def approve(order_id: str, ruling: Ruling, desk: Desk) -> MoneyOrder:
    """Approve, and carry out. Unauthorized: by whom it was proposed. Conflict: it was rejected."""
    order = _order(order_id, desk)
    if order.proposal.by == ruling.by:
        raise Unauthorized("Another person has to approve what you proposed.")
    order = _ruled(order, ruling, desk)
    if order.state is OrderState.REJECTED:
        raise Conflict(f"Order {order_id} was rejected: propose another one.")
    return carried_out(order, desk) if order.state is OrderState.UNDER_WAY else order


def reject(order_id: str, ruling: Ruling, desk: Desk) -> MoneyOrder:
    """Reject, or withdraw one's own. Conflict: it was approved, or needs nobody's approval."""
    order = _ruled(_order(order_id, desk), ruling, desk)
    if order.state is not OrderState.REJECTED:
        raise Conflict(f"Order {order_id} is {order.state}: correct it by another order.")
    return order


def _ruled(order: MoneyOrder, ruling: Ruling, desk: Desk) -> MoneyOrder:
    if order.state is not OrderState.AWAITING_APPROVAL:
        return order
    return desk.orders.rule(order.proposal.order_id, ruling)


def _order(order_id: str, desk: Desk) -> MoneyOrder:
    order = desk.orders.get(order_id)
    if order is None:
        raise NotFound(f"There is no order {order_id}: see GET /money-orders.")
    return order
