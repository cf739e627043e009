"""Money orders: each moves its amount once, and only as the persons who may have said so."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from csms.money_orders.model import OrderState
from settlement_simulation.violations import Check, Violation

if TYPE_CHECKING:
    from collections.abc import Iterator

    from settlement_simulation.desks import Wanted
    from settlement_simulation.world import World

OF_DRIVER = ("wallet:", "receivable:")


def orders_move_money_once(world: World) -> Iterator[Violation]:
    """What is done has moved as much as was ordered, all else nothing."""
    moved, times = _moved(world)
    for wanted in world.desks.orders.values():
        order = world.around.stores.money_orders.get(wanted.order_id)
        state = order.state if order else None
        due = wanted.minor if state is OrderState.DONE else 0
        found = moved[wanted.order_id]
        if found != due or times[wanted.order_id] != bool(due):
            text = f"{wanted.order_id} ({wanted.kind}) is {state}: {found} moved, not {due}"
            yield Violation(text, (wanted.order_id,))


def orders_end(world: World) -> Iterator[Violation]:
    """None is under way for ever."""
    for wanted in world.desks.orders.values():
        order = world.around.stores.money_orders.get(wanted.order_id)
        if order is not None and order.state is OrderState.UNDER_WAY and _heard(wanted):
            yield Violation(f"{wanted.order_id} is under way for ever", (wanted.order_id,))


def orders_need_two(world: World) -> Iterator[Violation]:
    """Above the limit nothing moves by one person's word."""
    moved, _ = _moved(world)
    for wanted in world.desks.orders.values():
        if moved[wanted.order_id] and wanted.needs_second and not wanted.approved:
            text = f"{wanted.order_id}: {moved[wanted.order_id]} moved by one person"
            yield Violation(text, (wanted.order_id,))


def _heard(wanted: Wanted) -> bool:
    return not wanted.needs_second or wanted.approved


def _moved(world: World) -> tuple[Counter[str], Counter[str]]:
    """What drivers' accounts have got or given by each order, and by how many transfers."""
    moved: Counter[str] = Counter()
    times: Counter[str] = Counter()
    for transfer in world.around.stores.books.transfers.values():
        order_id = transfer.reference
        if transfer.transfer_id.startswith("rfd:"):
            order_id = transfer.transfer_id.removeprefix("rfd:")
        legs = [one.minor for one in transfer.legs if one.account_id.startswith(OF_DRIVER)]
        moved[order_id] += abs(sum(legs))
        times[order_id] += 1
    return moved, times


ORDER_CHECKS: dict[str, Check] = {
    "a money order moves its amount once, if it is done": orders_move_money_once,
    "no money order is under way for ever": orders_end,
    "above the limit two persons order money": orders_need_two,
}
