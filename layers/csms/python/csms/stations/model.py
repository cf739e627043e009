"""A station as registered by its operator, and the state it reports."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum

from csms.stations.credentials import Credentials


class CurrentType(StrEnum):
    """What an EVSE delivers; decides the tariff."""

    AC = "AC"
    DC = "DC"


class BootStatus(StrEnum):
    """What a BootNotification is answered with (1.6 §4.2; 2.0.1 B01-B03)."""

    ACCEPTED = "Accepted"
    PENDING = "Pending"
    REJECTED = "Rejected"


@dataclass(frozen=True, slots=True)
class Evse:
    """One EVSE: charges one vehicle at a time through one of its connectors."""

    evse_id: int
    current_type: CurrentType
    max_power_w: int | None
    connector_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Station:
    """The operator's record of a station. `shows_cost` None: as the station reports."""

    station_id: str
    password_hash: str | None
    security_profile: int
    site_id: str | None
    evses: tuple[Evse, ...]
    boot_status: BootStatus = BootStatus.ACCEPTED
    shows_cost: bool | None = None
    serial_number: str | None = None
    credentials: Credentials = field(default_factory=Credentials)
    name: str | None = None

    def evse(self, evse_id: int) -> Evse | None:
        """The EVSE with this number, if registered."""
        return next((evse for evse in self.evses if evse.evse_id == evse_id), None)

    def place_of_connector(self, number: int) -> tuple[int, int]:
        """EVSE and connector of an OCPP 1.6 connector, which is counted across the station.

        An unregistered number is taken as an EVSE of its own with one connector.
        """
        places = [(evse.evse_id, one) for evse in self.evses for one in evse.connector_ids]
        return places[number - 1] if 1 <= number <= len(places) else (number, 1)

    def connector_number(self, evse_id: int, connector_id: int = 0) -> int:
        """The OCPP 1.6 connector of an EVSE: the inverse of `place_of_connector`."""
        places = [(evse.evse_id, one) for evse in self.evses for one in evse.connector_ids]
        for number, (evse, connector) in enumerate(places, start=1):
            if evse == evse_id and connector_id in (0, connector):
                return number
        return evse_id


@dataclass(frozen=True, slots=True)
class LiveConnection:
    """The newest socket of a station. `connection_id` is None while it has none.

    `offline_since` is set once its absence has lasted (`csms.stations.presence`).
    `certificate` is the fingerprint of the client certificate that it was opened with.
    """

    connection_id: str | None
    protocol: str
    connected_at: datetime
    disconnected_at: datetime | None = None
    last_seen_at: datetime | None = None
    offline_since: datetime | None = None
    certificate: str | None = None

    @property
    def heard_at(self) -> datetime:
        """The last sign of life that is known; opening a socket is one."""
        return max(self.connected_at, self.last_seen_at or self.connected_at)


@dataclass(frozen=True, slots=True)
class BootFacts:
    """What a station said of itself at its last boot.

    `vendor_key` names the maker whatever the spelling of `vendor`; `facts` is what else it told.
    """

    vendor: str
    model: str
    serial_number: str | None
    firmware_version: str | None
    booted_at: datetime
    reason: str | None = None
    vendor_key: str = "generic"
    facts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault of a connector. `table` names whose code it is."""

    table: str
    code: str
    value: str | None = None


@dataclass(frozen=True, slots=True)
class ConnectorStatus:
    """A connector's status, as reported; `reported_at` is the station's time."""

    evse_id: int
    connector_id: int
    status: str
    error_code: str | None
    reported_at: datetime
    vendor_error_code: str | None = None
    info: str | None = None
    faults: tuple[Fault, ...] = ()


@dataclass(frozen=True, slots=True)
class StationState:
    """Everything the station last reported."""

    connection: LiveConnection | None
    boot: BootFacts | None
    connectors: tuple[ConnectorStatus, ...]

    @property
    def online(self) -> bool:
        """Whether a socket is open. A short reconnect is no outage: see `docs/architecture.md`."""
        return self.connection is not None and self.connection.connection_id is not None

    def as_of(self, now: datetime, silent_after: timedelta) -> "StationState":
        """The state without a socket that has been silent for too long: it leads nowhere."""
        connection = self.connection
        if connection is None or now - connection.heard_at <= silent_after:
            return self
        return replace(self, connection=replace(connection, connection_id=None))


@dataclass(frozen=True, slots=True)
class Position:
    """A place on the map: degrees, WGS 84."""

    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class Site:
    """A place with stations.

    `address` in lines. `legal_entity_id` issues its receipts, None: the network's. Where
    `require_verified_reading` holds, only readings whose signature was verified are charged.
    """

    site_id: str
    name: str
    time_zone: str
    address: tuple[str, ...] = ()
    legal_entity_id: str | None = None
    require_verified_reading: bool = False
    position: Position | None = None
