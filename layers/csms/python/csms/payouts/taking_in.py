"""A round: the provider's new records are booked and kept, its payouts as they stand."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from csms.clock import Clock
from csms.ledger.ports import LedgerRepository
from csms.payments.outcomes import Unknown
from csms.payouts.booking import transfers_of
from csms.payouts.model import Progress
from csms.payouts.ports import PayoutRepository, ProviderBooks

# Read again each time: the provider's list may be behind.
OVERLAP = timedelta(days=1)
# The first round, and payouts, which change for days after they were made.
FIRST, PAYOUTS_CHANGE = timedelta(days=365), timedelta(days=30)
# In one round; the next one goes on.
MOST_PAGES = 50


@dataclass(frozen=True, slots=True)
class TakingIn:
    """What it needs."""

    provider: ProviderBooks
    repository: PayoutRepository
    ledger: LedgerRepository
    clock: Clock


@dataclass(frozen=True, slots=True)
class Taken:
    """What a round found. `through`: nothing is left for the next one."""

    records: int
    new: int
    payouts: int
    through: bool


def take_in(needs: TakingIn) -> Taken | Unknown:
    """One round; at any time, and again. Unknown: the provider does not answer; try later.

    Booked before it is kept: a record that is kept is booked. Transfers have the provider's ids.
    """
    name, now = needs.provider.name, needs.clock()
    progress = needs.repository.progress(name) or Progress(now - FIRST)
    records = new = 0
    for _page in range(MOST_PAGES):
        page = needs.provider.records(progress.since, progress.cursor)
        if isinstance(page, Unknown):
            return page
        for record in page.records:
            for transfer in transfers_of(record):
                needs.ledger.post(transfer)
            new += needs.repository.add(record)
        records += len(page.records)
        first = page.records[0].at if page.records else None
        progress = _after(progress, page.cursor, first)
        needs.repository.save_progress(name, progress)
        if progress.cursor is None:
            break
    payouts = _payouts(now, needs)
    return Taken(records, new, payouts, progress.cursor is None)


def _after(progress: Progress, cursor: str | None, first: datetime | None) -> Progress:
    newest = progress.newest or first
    if cursor is not None or newest is None:
        return Progress(progress.since, cursor, newest)
    return Progress(max(progress.since, newest - OVERLAP))


def _payouts(now: datetime, needs: TakingIn) -> int:
    found = needs.provider.payouts(now - PAYOUTS_CHANGE)
    if isinstance(found, Unknown):
        return 0
    for payout in found:
        needs.repository.put_payout(payout)
    return len(found)
