"""Checks (a) to (c): the ledger against itself. An account is judged by the first that fails."""

from collections.abc import Callable
from dataclasses import dataclass

from csms.ledger.ports import HoldRepository, LedgerRepository
from csms.reconciliation.fold import Account, Fold
from csms.reconciliation.model import Findings

PAGE = 200
# An account with more entries is not summed anew: its gap is told as it was found.
MOST_PAGES = 100


@dataclass(frozen=True, slots=True)
class Books:
    """Where an account is looked at once more, since money moves while the pass goes on."""

    ledger: LedgerRepository
    holds: HoldRepository


def journal(fold: Fold) -> Findings:
    """(a) Legs sum to zero, and each has its entry with the same amount."""
    found = Findings(fold.transfers)
    for transfer_id in fold.unbalanced:
        found.gap(transfer_id, "its legs do not sum to zero")
    for transfer_id, left in fold.unexplained.items():
        if transfer_id not in fold.unbalanced:
            accounts = sorted(account for account, minor in left.items() if minor)
            found.gap(transfer_id, f"legs and entries differ at {', '.join(accounts)}")
    return found


def held(fold: Fold, books: Books) -> Findings:
    """(c) What an account holds is the sum of its pending holds."""
    accounts = sorted(fold.held.keys() | fold.holds.keys())
    found = Findings(len(accounts))
    for account in (one for one in accounts if fold.held[one] != fold.holds[one]):
        _confirmed(found, account, books, _held_now)
    return found


def balances(fold: Fold, held_found: Findings, books: Books) -> Findings:
    """(b) Available and held are what the journal comes to."""
    accounts = sorted(fold.journal.keys() | fold.available.keys())
    found, judged = Findings(len(accounts)), {gap.reference for gap in held_found.gaps}
    for account in accounts:
        own = fold.available[account] + fold.holds[account]
        if own != fold.journal[account] and account[0] not in judged | fold.doubtful:
            _confirmed(found, account, books, _posted_now)
    return found


def _confirmed(
    found: Findings,
    account: Account,
    books: Books,
    look: Callable[[str, Books], tuple[int, int] | None],
) -> None:
    """A gap only if a second look finds it, and the account stood still meanwhile."""
    before = books.ledger.balances(account[0])
    figures = look(account[0], books)
    if figures is None or books.ledger.balances(account[0]) != before:
        found.unsure += 1
    elif figures[0] != figures[1]:
        found.gap(account[0], f"{figures[0]} {account[1]} (minor units), but {figures[1]} are due")


def _held_now(account_id: str, books: Books) -> tuple[int, int] | None:
    stored = books.ledger.balances(account_id)
    due, cursor = 0, None
    for _ in range(MOST_PAGES):
        page, cursor = books.holds.holds_of(account_id, PAGE, cursor)
        due += sum(one.minor for one in page if one.pending)
        if cursor is None:
            return (stored.held_minor if stored else 0), due
    return None


def _posted_now(account_id: str, books: Books) -> tuple[int, int] | None:
    stored = books.ledger.balances(account_id)
    due, cursor = 0, None
    for _ in range(MOST_PAGES):
        page, cursor = books.ledger.entries(account_id, PAGE, cursor)
        due += sum(one.minor for one in page)
        if cursor is None:
            return (stored.posted_minor if stored else 0), due
    return None
