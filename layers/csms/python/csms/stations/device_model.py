"""The device model of a station (2.0.1 B07/B08) as its newest complete NotifyReport tells it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from csms.stations.reports import ReportRepository, grouped, in_order, progress

KIND = "NotifyReport"


@dataclass(frozen=True, slots=True)
class DeviceModel:
    """The report's variables as they came: component, variable, attributes, characteristics."""

    request_id: int
    reported_at: datetime
    variables: list[Mapping[str, Any]]


def device_model(station_id: str, reports: ReportRepository) -> DeviceModel | None:
    """None while no report is complete."""
    heads = grouped(one for one in reports.heads(station_id) if one.kind == KIND)
    found = {request_id: progress(parts) for (_, request_id), parts in heads.items()}
    complete = {request_id: one.newest_at for request_id, one in found.items() if one.complete}
    if not complete:
        return None
    newest = max(complete, key=lambda one: (complete[one], one))
    parts = [one for one in reports.parts(station_id, newest) if one.kind == KIND]
    variables = [one for part in in_order(parts) for one in part.content.get("reportData", ())]
    return DeviceModel(newest, complete[newest], variables)
