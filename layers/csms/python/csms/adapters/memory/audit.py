"""The audit log in memory."""

from csms import clock
from csms.audit.model import AuditEntry, AuditFilter


class MemoryAudit:
    """AuditLog over a dict by place."""

    def __init__(self) -> None:
        """Start empty."""
        self._entries: dict[str, AuditEntry] = {}

    def add(self, entry: AuditEntry) -> None:
        """See the port."""
        self._entries.setdefault(_place(entry), entry)

    def page(
        self, wanted: AuditFilter, limit: int, cursor: str | None
    ) -> tuple[list[AuditEntry], str | None]:
        """See the port. The cursor is the place of the last one shown."""
        newest_first = sorted(self._entries.items(), reverse=True)
        left = [
            (place, entry)
            for place, entry in newest_first
            if wanted.shows(entry) and (cursor is None or place < cursor)
        ]
        shown = left[:limit]
        more = shown[-1][0] if len(left) > limit else None
        return [entry for _, entry in shown], more


def _place(entry: AuditEntry) -> str:
    return f"{clock.to_text(entry.at)}#{entry.order_id}#{entry.outcome}"
