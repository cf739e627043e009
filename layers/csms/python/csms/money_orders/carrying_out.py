"""What an order does to the books; its transfer has one id, so a repeat moves nothing."""

from collections.abc import Callable
from dataclasses import dataclass

from csms.clock import Clock
from csms.errors import Conflict, NotFound, Overtaken, Rejected
from csms.ledger import chart
from csms.ledger.model import Leg, Transfer
from csms.ledger.topping_up import ATTEMPTS, TopUp, legs_of_top_up
from csms.money_orders.model import End, MoneyOrder, OrderKind, Proposal
from csms.money_orders.ports import MoneyOrderRepository
from csms.payments.asking import Paying
from csms.payments.books import Books
from csms.payments.refund_model import FINAL_REFUNDS, RefundState
from csms.payments.refunding import RefundWish, refund_top_up


@dataclass(frozen=True, slots=True)
class Desk:
    """What orders need; the provider is only asked for where something is refunded.

    `charge` charges a session what a proposal says, `credit` gives back of a receipt, and both
    give the id of the transfer;
    `require_seen` raises Conflict where its late facts are not those that the author has seen.
    """

    orders: MoneyOrderRepository
    books: Books
    paying: Callable[[], Paying]
    clock: Clock
    charge: Callable[[Proposal], str]
    credit: Callable[[Proposal], str]
    require_seen: Callable[[Proposal], None]


def carried_out(order: MoneyOrder, desk: Desk) -> MoneyOrder:
    """Do it, and note how it ended; a refund that the provider has not decided stays under way."""
    proposal = order.proposal
    try:
        end = _ended(proposal, desk)
    except Overtaken:
        raise
    except (Conflict, NotFound, Rejected) as refusal:
        end = End(desk.clock(), failure=str(refusal))
    return desk.orders.conclude(proposal.order_id, end) if end else order


def _ended(proposal: Proposal, desk: Desk) -> End | None:
    match proposal.kind:
        case OrderKind.WRITE_OFF:
            return _posted(proposal, _written_off, desk)
        case OrderKind.CREDIT:
            return _posted(proposal, _credited, desk)
        case OrderKind.REFUND:
            return _refunded(proposal, desk)
        case OrderKind.CHARGE:
            return End(desk.clock(), desk.charge(proposal))
        case OrderKind.CREDIT_NOTE:
            return End(desk.clock(), desk.credit(proposal))


def _posted(
    proposal: Proposal, legs: Callable[[Proposal, Desk], tuple[Leg, ...]], desk: Desk
) -> End:
    """What is owed may change between reading and posting: it is decided anew."""
    for attempt in range(ATTEMPTS):
        transfer = Transfer(
            f"mno:{proposal.order_id}",
            proposal.kind.value,
            proposal.amount.currency,
            desk.clock(),
            legs(proposal, desk),
            proposal.order_id,
        )
        try:
            desk.books.ledger.post(transfer)
        except Conflict:
            if attempt == ATTEMPTS - 1:
                raise
        else:
            break
    return End(desk.clock(), f"mno:{proposal.order_id}")


def _written_off(proposal: Proposal, desk: Desk) -> tuple[Leg, ...]:
    """Repeated after a crash, or at the same time, it may find less owed: then the transfer is
    there already, and is looked for after the debt.
    """
    minor, owed = proposal.amount.minor, _owed(proposal, desk)
    if minor > owed and desk.books.ledger.transfer(f"mno:{proposal.order_id}") is None:
        raise Rejected(f"amount: no more than is owed, {owed} (minor units).")
    expense = chart.write_offs(proposal.amount.currency)
    return (Leg(chart.receivable(proposal.target_id), minor), Leg(expense, -minor))


def _credited(proposal: Proposal, desk: Desk) -> tuple[Leg, ...]:
    """What is owed is paid first, as by a top-up."""
    source = chart.goodwill(proposal.amount.currency)
    top_up = TopUp(proposal.order_id, proposal.target_id, proposal.amount, source)
    return legs_of_top_up(top_up, _owed(proposal, desk))


def _owed(proposal: Proposal, desk: Desk) -> int:
    owed = desk.books.ledger.balances(chart.receivable(proposal.target_id))
    same = owed is not None and owed.currency == proposal.amount.currency
    return -owed.posted_minor if owed and same else 0


def _refunded(proposal: Proposal, desk: Desk) -> End | None:
    order_id, amount = proposal.order_id, proposal.amount
    wish = RefundWish(order_id, proposal.target_id, amount, proposal.reason)
    refund = refund_top_up(wish, desk.paying(), desk.books)
    if refund.state not in FINAL_REFUNDS or not refund.booked:
        return None
    if refund.state is RefundState.FAILED:
        return End(desk.clock(), failure=f"the provider says {refund.failure}")
    return End(desk.clock(), f"rfd:{order_id}")
