"""Limits and cost reports of sessions as attributes: texts, since a report may hold anything."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from csms.adapters.dynamodb import documents
from csms.charging.cost_reports import CostReport
from csms.charging.limits import ChargingLimit

if TYPE_CHECKING:
    from csms.adapters.dynamodb.table import Item


def limit_attributes(limit: ChargingLimit | None) -> dict[str, Any]:
    """The limit that the CSMS set."""
    return {"charging_limit": documents.to_text(limit.members()) if limit else None}


def limit_from(item: Item) -> ChargingLimit | None:
    """The inverse of `limit_attributes`."""
    text = item.get("charging_limit")
    return ChargingLimit(**documents.from_text(text)) if text else None


def cost_report_attributes(prefix: str, report: CostReport | None) -> dict[str, str | None]:
    """What the station said; a part that it left out is None."""
    details, limit = (report.details, report.limit) if report else (None, None)
    return {
        f"{prefix}cost_details": None if details is None else documents.to_text(details),
        f"{prefix}transaction_limit": None if limit is None else documents.to_text(limit),
    }


def cost_report_from(item: Item) -> CostReport | None:
    """The newest: the stop's before what came during the session."""
    at_end, before = _report(item, "end_"), _report(item, "")
    return at_end.over(before) if at_end else before


def _report(item: Item, prefix: str) -> CostReport | None:
    details, limit = item.get(f"{prefix}cost_details"), item.get(f"{prefix}transaction_limit")
    if details is None and limit is None:
        return None
    return CostReport(
        documents.from_text(details) if details else None,
        documents.from_text(limit) if limit else None,
    )
