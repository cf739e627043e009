"""A station as it is shown: what was registered, and what it reports."""

from pydantic import BaseModel, Field

from csms.stations.model import (
    BootFacts,
    BootStatus,
    CurrentType,
    Evse,
    LiveConnection,
    Station,
    StationState,
)
from csms.web.fields import Timestamp


class FaultView(BaseModel):
    """One fault; `table` names whose code it is."""

    table: str
    code: str
    value: str | None


class ConnectorView(BaseModel):
    """A connector; `status` is the station's own word, null until it reported one."""

    evse_id: int
    connector_id: int
    status: str | None
    error_code: str | None
    vendor_error_code: str | None
    info: str | None
    faults: list[FaultView]
    reported_at: Timestamp | None


class EvseView(BaseModel):
    """An EVSE as registered, with its connectors as reported."""

    evse_id: int
    current_type: CurrentType
    max_power_w: int | None
    connectors: list[ConnectorView]


class ConnectionView(BaseModel):
    """The newest socket; times are null if there never was one.

    A socket that has been silent for too long counts as none.
    """

    online: bool
    protocol: str | None
    connected_at: Timestamp | None
    disconnected_at: Timestamp | None
    last_seen_at: Timestamp | None
    offline_since: Timestamp | None = Field(
        description="Set once an absence has lasted (event station.offline), till the next socket"
    )


class BootView(BaseModel):
    """What the station said of itself at its last boot."""

    vendor: str
    model: str
    serial_number: str | None
    firmware_version: str | None
    booted_at: Timestamp
    reason: str | None
    vendor_key: str = Field(description="The maker, whatever the spelling of its name")
    facts: dict[str, str] = Field(description="What else the station told of itself")


class StationView(BaseModel):
    """A station with its live state."""

    station_id: str
    security_profile: int
    pending_security_profile: int | None = Field(
        description="Sent to the station; counts from its first connection with it"
    )
    password_set: bool
    pending_passwords: int = Field(description="Sent to the station and not used by it yet")
    serial_number: str | None
    site_id: str | None
    name: str | None
    boot_status: BootStatus
    shows_cost: bool | None
    online: bool
    connection: ConnectionView
    boot: BootView | None
    evses: list[EvseView]
    connectors: list[ConnectorView] = Field(
        description="Everything reported, registered or not; EVSE 0 is the station itself"
    )


def station_view(station: Station, state: StationState) -> StationView:
    """Present a station."""
    return StationView(
        station_id=station.station_id,
        security_profile=station.security_profile,
        pending_security_profile=station.credentials.pending_profile,
        password_set=station.password_hash is not None,
        pending_passwords=len(station.credentials.pending_passwords),
        serial_number=station.serial_number,
        site_id=station.site_id,
        name=station.name,
        boot_status=station.boot_status,
        shows_cost=station.shows_cost,
        online=state.online,
        connection=_connection_view(state.connection, online=state.online),
        boot=_boot_view(state.boot),
        evses=[_evse_view(one, state) for one in station.evses],
        connectors=[
            _connector_view(one.evse_id, one.connector_id, state) for one in state.connectors
        ],
    )


def _connection_view(connection: LiveConnection | None, *, online: bool) -> ConnectionView:
    return ConnectionView(
        online=online,
        protocol=connection.protocol if connection else None,
        connected_at=connection.connected_at if connection else None,
        disconnected_at=connection.disconnected_at if connection else None,
        last_seen_at=connection.last_seen_at if connection else None,
        offline_since=connection.offline_since if connection else None,
    )


def _boot_view(boot: BootFacts | None) -> BootView | None:
    return BootView.model_validate(boot, from_attributes=True) if boot else None


def _evse_view(evse: Evse, state: StationState) -> EvseView:
    return EvseView(
        evse_id=evse.evse_id,
        current_type=evse.current_type,
        max_power_w=evse.max_power_w,
        connectors=[_connector_view(evse.evse_id, one, state) for one in evse.connector_ids],
    )


def _connector_view(evse_id: int, connector_id: int, state: StationState) -> ConnectorView:
    place = (evse_id, connector_id)
    status = next((x for x in state.connectors if (x.evse_id, x.connector_id) == place), None)
    return ConnectorView(
        evse_id=evse_id,
        connector_id=connector_id,
        status=status.status if status else None,
        error_code=status.error_code if status else None,
        vendor_error_code=status.vendor_error_code if status else None,
        info=status.info if status else None,
        faults=[
            FaultView.model_validate(one, from_attributes=True)
            for one in (status.faults if status else ())
        ],
        reported_at=status.reported_at if status else None,
    )
