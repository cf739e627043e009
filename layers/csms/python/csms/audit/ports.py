"""What the audit log needs from storage."""

from typing import Protocol

from csms.audit.model import AuditEntry, AuditFilter


class AuditLog(Protocol):
    """Entries are added, and nothing else."""

    def add(self, entry: AuditEntry) -> None:
        """Add an entry; the same one again changes nothing. Unavailable: try again."""

    def page(
        self, wanted: AuditFilter, limit: int, cursor: str | None
    ) -> tuple[list[AuditEntry], str | None]:
        """Newest first; a page may be short, or empty, and have another one after it."""
