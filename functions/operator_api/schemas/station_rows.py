"""A station as a row of a list or a point on a map."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from pydantic import BaseModel, Field

from csms import clock
from csms.stations.model import Site
from csms.stations.standing import Standing
from csms.web.fields import Timestamp


class ConnectorRow(BaseModel):
    """A connector; `status` is the station's own word."""

    evse_id: int
    connector_id: int
    status: str | None = Field(description="null until it reported one")
    error_code: str | None
    session_id: str | None = Field(description="Of the session that runs there")


class StationRow(BaseModel):
    """A station with its live state, as short as lists and maps need it."""

    station_id: str
    name: str | None
    site_id: str | None
    latitude: float | None = Field(description="Of its site, degrees")
    longitude: float | None
    status: Standing
    online: bool
    last_seen_at: Timestamp | None
    connectors: list[ConnectorRow]
    power_w: int = Field(description="Of its running sessions, by their newest readings")
    vendor: str | None
    model: str | None
    firmware: str | None


def station_row(
    row: Mapping[str, Any], site: Site | None, seen_at: datetime | None, power_w: int
) -> StationRow:
    """Present a station."""
    position = site.position if site else None
    heard = [clock.from_text(row["heard_at"])] if row["heard_at"] else []
    heard += [seen_at] if seen_at else []
    return StationRow.model_validate(
        {
            **row,
            "latitude": position.latitude if position else None,
            "longitude": position.longitude if position else None,
            "last_seen_at": max(heard, default=None),
            "power_w": power_w,
        }
    )
