"""A station as a row of a list or a point on a map."""

from pydantic import BaseModel, Field

from csms.stations.model import ConnectorStatus, Site, Station, StationState
from csms.stations.standing import Standing, standing
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
    power_w: int | None
    vendor: str | None
    model: str | None
    firmware: str | None


def station_row(station: Station, state: StationState, site: Site | None) -> StationRow:
    """Present a station."""
    connection, boot = state.connection, state.boot
    position = site.position if site else None
    told = {(one.evse_id, one.connector_id): one for one in state.connectors}
    places = [(evse.evse_id, one) for evse in station.evses for one in evse.connector_ids]
    return StationRow(
        station_id=station.station_id,
        name=station.name,
        site_id=station.site_id,
        latitude=position.latitude if position else None,
        longitude=position.longitude if position else None,
        status=standing(state),
        online=state.online,
        last_seen_at=connection.heard_at if connection else None,
        connectors=[_connector(place, told.get(place)) for place in places],
        power_w=None,
        vendor=boot.vendor if boot else None,
        model=boot.model if boot else None,
        firmware=boot.firmware_version if boot else None,
    )


def _connector(place: tuple[int, int], told: ConnectorStatus | None) -> ConnectorRow:
    return ConnectorRow(
        evse_id=place[0],
        connector_id=place[1],
        status=told.status if told else None,
        error_code=told.error_code if told else None,
        session_id=None,
    )
