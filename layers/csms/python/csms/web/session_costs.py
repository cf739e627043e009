"""Limits of a session and its station's own calculation, as both APIs show them."""

import json
from typing import Any

from pydantic import BaseModel, Field

from csms import exact_json
from csms.charging.model import ChargingSession
from csms.money import Money
from csms.settlement.station_costs import differs, stated_cost
from csms.web.fields import MoneyView, money_view


class LimitView(BaseModel):
    """What the session may cost, deliver and last at the most; null: no such limit."""

    max_cost_minor: int | None
    max_energy_wh: int | None
    max_time_s: int | None


class StationCostView(BaseModel):
    """What the station says itself (OCPP 2.1). It is compared with our price, never billed."""

    total: MoneyView | None = Field(description="With taxes; null where the station failed")
    details: dict[str, Any] | None = Field(description="costDetails as they came")
    limit: dict[str, Any] | None = Field(description="transactionLimit as it came")


def limit_view(session: ChargingSession) -> LimitView | None:
    """Present the limit that the CSMS set."""
    limit = session.start.limit if session.start else None
    return LimitView.model_validate(limit, from_attributes=True) if limit else None


def station_cost_view(session: ChargingSession) -> StationCostView | None:
    """Present what the station says."""
    report = session.cost_report
    if report is None:
        return None
    stated = stated_cost(report.details) if report.details else None
    return StationCostView(
        total=money_view(stated) if stated else None,
        details=_plain(report.details),
        limit=_plain(report.limit),
    )


def station_cost_differs(session: ChargingSession, ours: Money | None) -> bool:
    """Of an ended session: while it runs the two are taken at different moments."""
    report = session.cost_report
    if session.active or ours is None or report is None or report.details is None:
        return False
    stated = stated_cost(report.details)
    return stated is not None and differs(stated, ours)


def _plain(content: Any) -> Any:
    """Decimal would be shown as text; OCPP's numbers are numbers."""
    return None if content is None else json.loads(exact_json.dumps(content))
