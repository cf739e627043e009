"""The books by themselves: sums, balances, holds."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from csms.charging.vocabulary import SessionState
from csms.ledger.holds import HoldState
from settlement_simulation.violations import Check, Violation

if TYPE_CHECKING:
    from collections.abc import Iterator

    from settlement_simulation.world import World

BY_SETTLEMENT = {HoldState.POSTED, HoldState.VOIDED}


def sums_are_zero(world: World) -> Iterator[Violation]:
    """Money is neither made nor lost."""
    for transfer in world.around.stores.books.transfers.values():
        if sum(leg.minor for leg in transfer.legs) != 0:
            yield Violation(f"{transfer.transfer_id} does not sum to zero", (transfer.reference,))


def balances_fold(world: World) -> Iterator[Violation]:
    """What an account has is the sum of its journal; what it holds, of its pending holds."""
    books = world.around.stores.books
    posted: Counter[str] = Counter()
    held: Counter[str] = Counter()
    for transfer in books.transfers.values():
        for leg in transfer.legs:
            posted[leg.account_id] += leg.minor
    for hold in books.holds.values():
        held[hold.account_id] += hold.minor if hold.pending else 0
    for account_id in sorted(posted.keys() | books.accounts.keys()):
        account = books.accounts.get(account_id)
        has = (account.posted_minor, account.held_minor) if account else (0, 0)
        if has != (posted[account_id], held[account_id]):
            text = f"{account_id} has {has}, not {posted[account_id], held[account_id]}"
            yield Violation(text, (account_id,))


def wallets_are_not_overdrawn(world: World) -> Iterator[Violation]:
    """At no step; and nobody is owed money by a receivable."""
    for text in world.around.wallets.overdrawn:
        yield Violation(text)
    for account in world.around.stores.books.accounts.values():
        if account.account_id.startswith("receivable:") and account.available_minor > 0:
            yield Violation(f"{account.account_id} was overpaid")


def settled_holds_end(world: World) -> Iterator[Violation]:
    """The settlement itself ends its session's hold; no sweeper has to."""
    stores = world.around.stores
    for session in stores.facts.everything():
        hold, settlement = stores.books.holds.get(f"hld:{session.session_id}"), session.settlement
        if hold is None or settlement is None or session.state is not SessionState.SETTLED:
            continue
        by_transfer = not hold.placed_minor or hold.transfer_id == settlement.transfer_id
        if hold.state not in BY_SETTLEMENT or not by_transfer:
            text = f"the hold of settled session {session.session_id} is {hold.state}"
            yield Violation(text, (session.session_id,))


def no_hold_is_left(world: World) -> Iterator[Violation]:
    """After their longest time nothing is held: the last check, since it moves time on."""
    world.end_holds()
    for hold in world.around.stores.books.holds.values():
        if hold.pending:
            yield Violation(f"{hold.hold_id} is pending for ever", (hold.reference,))


BOOK_CHECKS: dict[str, Check] = {
    "transfers sum to zero": sums_are_zero,
    "balances are the fold of the journal": balances_fold,
    "no wallet below zero, at no step": wallets_are_not_overdrawn,
    "a settlement ends its hold": settled_holds_end,
    "every hold is resolved": no_hold_is_left,
}
