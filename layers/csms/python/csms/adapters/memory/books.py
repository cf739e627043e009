"""Journal, holds and balances in memory, changed together or not at all."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

from csms.adapters.memory.steps import Steps, Undisturbed
from csms.ledger.changes import AccountChange, of_posting
from csms.ledger.holds import Ending, Hold, HoldState
from csms.ledger.model import Balances, Transfer


@dataclass(slots=True)
class Books:
    """What the ledger's table holds. A request is one step: nothing comes between its parts."""

    steps: Steps = field(default_factory=Undisturbed)
    transfers: dict[str, Transfer] = field(default_factory=dict)
    holds: dict[str, Hold] = field(default_factory=dict)
    accounts: dict[str, Balances] = field(default_factory=dict)

    @contextmanager
    def request(self, name: str) -> Iterator[None]:
        """A request to storage, around which anything may happen."""
        self.steps.before(name)
        yield
        self.steps.after(name)

    def allow(self, changes: Iterable[AccountChange]) -> bool:
        """Whether every account bears its change."""
        return all(self._allows(one) for one in changes)

    def apply(self, changes: Iterable[AccountChange]) -> None:
        """Change the balances."""
        for one in (change for change in changes if change.moves):
            before = self.accounts.get(one.account_id)
            before = before or Balances(one.account_id, one.currency, 0)
            self.accounts[one.account_id] = replace(
                before,
                available_minor=before.available_minor + one.available_minor,
                held_minor=before.held_minor + one.held_minor,
            )

    def may_post(self, transfer: Transfer | None, end: Ending | None) -> bool:
        """Whether accounts and hold allow it."""
        return self.allow(of_posting(transfer, end)) and (end is None or self.may_end(end))

    def post(self, transfer: Transfer | None, end: Ending | None) -> None:
        """Write the transfer, its changes, and the hold as it ends."""
        if transfer is not None:
            self.transfers[transfer.transfer_id] = transfer
        self.apply(of_posting(transfer, end))
        if end is not None:
            known, after = self.holds.get(end.after.hold_id), end.after
            at, transfer_id = after.resolved_at or after.created_at, after.transfer_id
            ended = known.resolved(after.state, at, transfer_id) if known else after
            self.holds[after.hold_id] = ended

    def may_end(self, end: Ending) -> bool:
        """Whether the hold is as it was read; of an expiry also whether its time is over."""
        known = self.holds.get(end.before.hold_id)
        if end.never_placed:
            return known is None
        if known is None or not self.is_as_read(end.before):
            return False
        over_at = end.after.resolved_at if end.after.state is HoldState.EXPIRED else None
        return over_at is None or known.expires_at <= over_at

    def is_as_read(self, hold: Hold) -> bool:
        """Pending still, with the same amount."""
        known = self.holds.get(hold.hold_id)
        return known is not None and known.pending and known.minor == hold.minor

    def _allows(self, change: AccountChange) -> bool:
        known = self.accounts.get(change.account_id)
        if not change.moves:
            return known is None or known.currency != change.currency or not known.available_minor
        if known is not None and known.currency != change.currency:
            return False
        available = known.available_minor if known else None
        least, most = change.least_available, change.most_available
        if least is not None and (available is None or available < least):
            return False
        return most is None or (available is not None and available <= most)
