"""The audit log of money. It is only read here: entries are made where money moves."""

from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel

from csms.audit.model import AuditFilter
from csms.web.fields import Identifier
from csms.web.needs import Audit
from csms.web.pagination import Page, PagingQuery
from operator_api.schemas.audit import AuditEntryView, audit_entry_view

router = APIRouter()


class AuditQuery(BaseModel):
    """Filters; each one given must hold."""

    object_id: Identifier | None = None
    subject: Identifier | None = None
    action: Identifier | None = None


@router.get("/audit", summary="List what was ordered of money")
def list_audit(
    audit: Audit, paging: PagingQuery, wanted: Annotated[AuditQuery, Query()]
) -> Page[AuditEntryView]:
    """Newest first. A page may be short, even empty: go on while there is a `next`."""
    chosen = AuditFilter(wanted.object_id, wanted.subject, wanted.action)
    return paging.page(
        lambda limit, cursor: audit.page(chosen, limit, cursor), audit_entry_view, chosen
    )
