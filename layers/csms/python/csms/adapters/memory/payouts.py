"""The provider's records and payouts in memory."""

from csms import clock
from csms.payouts.model import Payout, Progress, ProviderRecord


class MemoryPayouts:
    """PayoutRepository over dicts."""

    def __init__(self) -> None:
        """Start without records."""
        self.records: dict[str, ProviderRecord] = {}
        self._payouts: dict[str, Payout] = {}
        self._progress: dict[str, Progress] = {}

    def add(self, record: ProviderRecord) -> bool:
        """See the port."""
        new = record.record_id not in self.records
        self.records.setdefault(record.record_id, record)
        return new

    def put_payout(self, payout: Payout) -> None:
        """See the port."""
        self._payouts[payout.payout_id] = payout

    def payouts(self, limit: int, cursor: str | None) -> tuple[list[Payout], str | None]:
        """See the port. The cursor is the place of the last one shown."""
        by_place = {
            f"{clock.to_text(one.created_at)}#{one.payout_id}": one
            for one in self._payouts.values()
        }
        left = [one for one in sorted(by_place, reverse=True) if cursor is None or one < cursor]
        shown = left[:limit]
        return [by_place[one] for one in shown], shown[-1] if len(left) > limit else None

    def progress(self, provider: str) -> Progress | None:
        """See the port."""
        return self._progress.get(provider)

    def save_progress(self, provider: str, progress: Progress) -> None:
        """See the port."""
        self._progress[provider] = progress
