"""Changes of disputes in memory: a dict."""

from csms.payments.disputes import DisputeChange


class MemoryDisputes:
    """DisputeLog over a dict."""

    def __init__(self) -> None:
        """Start empty."""
        self.changes: dict[tuple[str, str, int], DisputeChange] = {}

    def add(self, change: DisputeChange) -> bool:
        """See the port."""
        noted = change.noted
        known = (noted.dispute_id, noted.state.value, noted.moved_minor)
        return self.changes.setdefault(known, change) is change
