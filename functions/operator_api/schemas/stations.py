"""A station: what an operator registers, and what it reports."""

from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    AliasChoices,
    BaseModel,
    BeforeValidator,
    Field,
    SecretStr,
    model_validator,
)

from csms.stations.model import BootFacts, CurrentType, Evse, LiveConnection, Station, StationState
from csms.web.fields import Identifier, Timestamp

MOST_CONNECTORS = 100
LARGEST_NUMBER = 9999
LARGEST_POWER_W = 100_000_000


def _connector_ids(value: Any) -> Any:
    """A count, a list of numbers, or a list of objects with `connector_id`."""
    if isinstance(value, int) and not isinstance(value, bool):
        return list(range(1, min(value, MOST_CONNECTORS + 1) + 1))
    if isinstance(value, list):
        return [
            one.get("connector_id", one.get("id", position)) if isinstance(one, dict) else one
            for position, one in enumerate(value, start=1)
        ]
    raise ValueError("a count, a list of numbers or a list of {connector_id} is needed")


def _encodable(password: SecretStr) -> SecretStr:
    try:
        password.get_secret_value().encode()
    except UnicodeEncodeError as error:
        raise ValueError("use characters that exist: a station sends it as UTF-8") from error
    return password


class EvseIn(BaseModel):
    """An EVSE: charges one vehicle at a time."""

    evse_id: int | None = Field(
        None,
        ge=1,
        le=LARGEST_NUMBER,
        validation_alias=AliasChoices("evse_id", "id"),
        description="Default: its position in the list",
    )
    current_type: CurrentType
    max_power_w: int | None = Field(None, ge=0, le=LARGEST_POWER_W)
    connectors: Annotated[
        list[Annotated[int, Field(ge=1, le=LARGEST_NUMBER)]],
        BeforeValidator(_connector_ids, json_schema_input_type=int | list[int | dict[str, Any]]),
        Field(
            min_length=1,
            max_length=MOST_CONNECTORS,
            description="Numbers, objects with connector_id, or how many; default: connector 1",
        ),
    ] = [1]


Password = Annotated[SecretStr, Field(min_length=8, max_length=64), AfterValidator(_encodable)]


class StationIn(BaseModel):
    """What an operator says of a station."""

    password: Password | None = Field(
        None,
        description="Basic Auth password; OCPP wants 16 to 40 characters. Absent: stays as it is",
    )
    security_profile: int | None = Field(
        None, ge=0, le=3, description="OCPP security profile. Absent: stays as it is, at first 1"
    )
    site_id: Identifier | None = None
    evses: list[EvseIn] = Field(default=[], max_length=1000)

    @model_validator(mode="after")
    def _numbers_are_unique(self) -> "StationIn":
        numbers = [one.evse_id for one in self.domain_evses()]
        if len(set(numbers)) != len(numbers):
            raise ValueError("evses: each evse_id may occur once")
        if any(len(set(one.connectors)) != len(one.connectors) for one in self.evses):
            raise ValueError("evses: each connector_id may occur once in its EVSE")
        return self

    def domain_evses(self) -> tuple[Evse, ...]:
        """With numbers filled in."""
        return tuple(
            Evse(one.evse_id or position, one.current_type, one.max_power_w, tuple(one.connectors))
            for position, one in enumerate(self.evses, start=1)
        )


class ConnectorView(BaseModel):
    """A connector; `status` is the station's own word, null until it reported one."""

    evse_id: int
    connector_id: int
    status: str | None
    error_code: str | None
    vendor_error_code: str | None
    reported_at: Timestamp | None


class EvseView(BaseModel):
    """An EVSE as registered, with its connectors as reported."""

    evse_id: int
    current_type: CurrentType
    max_power_w: int | None
    connectors: list[ConnectorView]


class ConnectionView(BaseModel):
    """The newest socket; times are null if there never was one."""

    online: bool
    protocol: str | None
    connected_at: Timestamp | None
    disconnected_at: Timestamp | None
    last_seen_at: Timestamp | None


class BootView(BaseModel):
    """What the station said of itself at its last boot."""

    vendor: str
    model: str
    serial_number: str | None
    firmware_version: str | None
    booted_at: Timestamp
    reason: str | None


class StationView(BaseModel):
    """A station with its live state."""

    station_id: str
    security_profile: int
    password_set: bool
    site_id: str | None
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
        password_set=station.password_hash is not None,
        site_id=station.site_id,
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
        reported_at=status.reported_at if status else None,
    )
