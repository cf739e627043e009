"""Entries of the audit log."""

from pydantic import BaseModel, Field

from csms.audit.model import AuditEntry, Outcome
from csms.web.fields import Timestamp


class AuditEntryView(BaseModel):
    """Who ordered what, when, why, and what came of it."""

    order_id: str = Field(description="Joins what was ordered with what came of it")
    at: Timestamp
    subject: str = Field(description="The operator's subject (`sub` of the token)")
    name: str | None = Field(description="Their name or address then; null: it was not kept")
    action: str
    object_id: str = Field(description="What it concerns: a session, a driver, a top-up")
    reason: str
    outcome: Outcome
    before: dict[str, str]
    after: dict[str, str]


def audit_entry_view(entry: AuditEntry) -> AuditEntryView:
    """Present an entry."""
    return AuditEntryView(
        order_id=entry.order_id,
        at=entry.at,
        subject=entry.subject,
        name=entry.name,
        action=entry.action,
        object_id=entry.object_id,
        reason=entry.reason,
        outcome=entry.outcome,
        before=dict(entry.before),
        after=dict(entry.after),
    )
