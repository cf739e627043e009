"""Reports of reconciliations: an item each, put once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csms import clock
from csms.adapters.dynamodb.table import ConditionFailed
from csms.errors import Rejected
from csms.reconciliation.model import Check, Gap, Report, Result

if TYPE_CHECKING:
    from csms.adapters.dynamodb.table import Item, Table

REPORTS = "RECONCILIATION"
ULID_LENGTH = 26


class DynamoReconciliations:
    """ReconciliationRepository over the audit table. Ids sort by time."""

    def __init__(self, table: Table) -> None:
        """The table that nobody may change items of."""
        self._table = table

    def add(self, report: Report) -> bool:
        """See the port."""
        try:
            self._table.put(_item(report), "attribute_not_exists(pk)")
        except ConditionFailed:
            return False
        return True

    def get(self, report_id: str) -> Report | None:
        """See the port."""
        item = self._table.get(REPORTS, report_id)
        return _report(item) if item else None

    def page(self, limit: int, cursor: str | None) -> tuple[list[Report], str | None]:
        """See the port. The cursor is the id of the last one shown."""
        if cursor is not None and len(cursor) != ULID_LENGTH:
            raise Rejected("cursor: use the `next` of the page before")
        items, last = self._table.query(REPORTS, newest_first=True, limit=limit, before=cursor)
        return [_report(one) for one in items], items[-1]["sk"] if last and items else None


def _item(report: Report) -> Item:
    return {
        "pk": REPORTS,
        "sk": report.report_id,
        "begun_at": clock.to_text(report.begun_at),
        "ended_at": clock.to_text(report.ended_at),
        "since": clock.to_text(report.since),
        "ordered_by": report.ordered_by,
        "gap_count": report.gap_count,
        "results": [_result_item(one) for one in report.results],
    }


def _result_item(result: Result) -> Item:
    return {
        "check": result.check.value,
        "looked_at": result.looked_at,
        "gap_count": result.gap_count,
        "unsure": result.unsure,
        "gaps": [[one.reference, one.why] for one in result.gaps],
    }


def _report(item: Item) -> Report:
    return Report(
        item["sk"],
        clock.from_text(item["begun_at"]),
        clock.from_text(item["ended_at"]),
        clock.from_text(item["since"]),
        item.get("ordered_by"),
        tuple(_result(one) for one in item["results"]),
    )


def _result(item: Item) -> Result:
    return Result(
        Check(item["check"]),
        int(item["looked_at"]),
        int(item["gap_count"]),
        int(item["unsure"]),
        tuple(Gap(reference, why) for reference, why in item["gaps"]),
    )
