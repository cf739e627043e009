"""The audit log of money. It is only read here: entries are made where money moves."""

from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel

from csms.audit.model import AuditEntry, AuditFilter
from csms.web.fields import Identifier
from csms.web.needs import Audit
from csms.web.pagination import Page, PagingQuery
from csms.web.searching import SearchQuery, searched, told_by
from operator_api.schemas.audit import AuditEntryView, audit_entry_view

router = APIRouter()


class AuditQuery(BaseModel):
    """Filters; each one given must hold."""

    object_id: Identifier | None = None
    subject: Identifier | None = None
    action: Identifier | None = None
    who: SearchQuery = None
    what: SearchQuery = None

    def tells(self, entry: AuditEntry) -> bool:
        """Whether it is by somebody who is searched for, and about what is."""
        return told_by(self.who, entry.name, entry.subject) and told_by(
            self.what, entry.action, entry.object_id
        )


@router.get("/audit", summary="List what was ordered of money")
def list_audit(
    audit: Audit, paging: PagingQuery, wanted: Annotated[AuditQuery, Query()]
) -> Page[AuditEntryView]:
    """Newest first. `who` is a part of a name or subject, `what` of an action or an object's id.
    A page may be short, even empty: go on while there is a `next`.
    """
    chosen = AuditFilter(wanted.object_id, wanted.subject, wanted.action)

    def read(limit: int, cursor: str | None) -> tuple[list[AuditEntry], str | None]:
        return audit.page(chosen, limit, cursor)

    shown = searched(read, wanted.tells) if wanted.who or wanted.what else read
    return paging.page(shown, audit_entry_view, chosen, wanted.who, wanted.what)
