"""What a station told: journal entries, reports in parts, variables of its device model."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from pydantic import BaseModel, Field

from csms.commands.secrets import is_secret, without_secrets
from csms.stations.device_model import DeviceModel
from csms.stations.journal import JournalEntry
from csms.stations.reports import Progress, ReportPart, in_order
from csms.web import decimal_json
from csms.web.fields import Timestamp


class EventView(BaseModel):
    """A message of the station as it came."""

    kind: str = Field(description="The OCPP action", examples=["SecurityEventNotification"])
    occurred_at: Timestamp = Field(description="By the station's clock, if it named a time")
    received_at: Timestamp
    critical: bool = Field(description="A critical security event; it is a business event, too")
    content: dict[str, Any]


class ReportView(BaseModel):
    """How much of a report has come."""

    kind: str = Field(description="The OCPP action", examples=["NotifyReport"])
    request_id: int
    parts: int
    complete: bool
    missing: list[int] = Field(description="Numbers of parts that are not there; the first 100")
    newest_at: Timestamp = Field(description="When the newest part came")
    stalled: bool = Field(description="Not complete, and nothing has come for five minutes")


class WholeReportView(ReportView):
    """A report with the messages it is made of, in order."""

    content: list[dict[str, Any]]


class VariablesView(BaseModel):
    """The device model as the newest complete NotifyReport tells it."""

    request_id: int
    reported_at: Timestamp
    items: list[dict[str, Any]] = Field(description="ReportDataType of OCPP 2.x, as it came")


def event_view(entry: JournalEntry) -> EventView:
    """Present an entry."""
    return EventView(
        kind=entry.kind,
        occurred_at=entry.occurred_at,
        received_at=entry.received_at,
        critical=entry.critical,
        content=_plain(entry.content),
    )


def report_view(kind: str, request_id: int, progress: Progress, now: datetime) -> ReportView:
    """Present a report's progress."""
    return ReportView(
        kind=kind,
        request_id=request_id,
        parts=progress.parts,
        complete=progress.complete,
        missing=list(progress.missing),
        newest_at=progress.newest_at,
        stalled=progress.stalled_at(now),
    )


def whole_report_view(report: ReportView, parts: list[ReportPart]) -> WholeReportView:
    """Present a report with its parts."""
    content = [_plain(one.content) for one in in_order(parts)]
    return WholeReportView(**report.model_dump(), content=content)


def variables_view(model: DeviceModel, variables: list[Mapping[str, Any]]) -> VariablesView:
    """Present some of a device model."""
    return VariablesView(
        request_id=model.request_id,
        reported_at=model.reported_at,
        items=[_plain(one) for one in variables],
    )


def _plain(content: Any) -> Any:
    """Numbers as numbers, values of write-only variables left out."""
    return json.loads(decimal_json.dumps(_without_values(without_secrets(content))))


def _without_values(content: Any) -> Any:
    """What is known of a write-only variable is that it is there."""
    if isinstance(content, list):
        return [_without_values(one) for one in content]
    if not isinstance(content, dict):
        return content
    variable = content.get("variable")
    name = variable.get("name") if isinstance(variable, dict) else None
    if isinstance(name, str) and is_secret(name):
        return {one: content[one] for one in ("component", "variable") if one in content}
    return {name: _without_values(value) for name, value in content.items()}
