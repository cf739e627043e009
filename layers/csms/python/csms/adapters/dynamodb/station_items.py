"""Station items to the domain and back."""

from datetime import datetime

from csms import clock
from csms.adapters.dynamodb.table import Item
from csms.stations.credentials import (
    Credentials,
    PendingPassword,
    PendingProfile,
    TrustedCertificate,
)
from csms.stations.model import (
    BootFacts,
    BootStatus,
    ConnectorStatus,
    CurrentType,
    Evse,
    Fault,
    LiveConnection,
    Position,
    Site,
    Station,
)


def station_from(item: Item) -> Station:
    """The operator's record."""
    return Station(
        station_id=item["station_id"],
        password_hash=item.get("password_hash"),
        security_profile=int(item["security_profile"]),
        site_id=item.get("site_id"),
        evses=tuple(_evse_from(one) for one in item["evses"]),
        boot_status=BootStatus(item.get("boot_status", "Accepted")),
        shows_cost=item.get("shows_cost"),
        serial_number=item.get("serial_number"),
        credentials=_credentials_from(item.get("credentials")),
        name=item.get("name"),
    )


def credentials_item(known: Credentials) -> Item | None:
    """Credentials as a map; None if there are none."""
    if known == Credentials():
        return None
    return {
        "passwords": [
            {
                "password_hash": one.password_hash,
                "command_id": one.command_id,
                "sent_at": clock.to_text(one.sent_at),
            }
            for one in known.pending_passwords
        ],
        "profiles": [
            {"profile": one.profile, "command_id": one.command_id} for one in known.pending_profiles
        ],
        "certificates": [
            {"fingerprint": one.fingerprint, "not_after": clock.to_text(one.not_after)}
            for one in known.certificates
        ],
    }


def _credentials_from(item: Item | None) -> Credentials:
    if item is None:
        return Credentials()
    passwords = (
        PendingPassword(one["password_hash"], one["command_id"], clock.from_text(one["sent_at"]))
        for one in item["passwords"]
    )
    certificates = (
        TrustedCertificate(one["fingerprint"], clock.from_text(one["not_after"]))
        for one in item["certificates"]
    )
    profiles = (PendingProfile(int(one["profile"]), one["command_id"]) for one in item["profiles"])
    return Credentials(tuple(passwords), tuple(profiles), tuple(certificates))


def evse_item(evse: Evse) -> Item:
    """An EVSE as a map."""
    return {
        "evse_id": evse.evse_id,
        "current_type": evse.current_type.value,
        "max_power_w": evse.max_power_w,
        "connector_ids": list(evse.connector_ids),
    }


def connection_from(item: Item | None, seen: Item | None) -> LiveConnection | None:
    """The newest connection with the last sign of life."""
    if item is None:
        return None
    return LiveConnection(
        connection_id=item.get("connection_id"),
        protocol=item["protocol"],
        connected_at=clock.from_text(item["connected_at"]),
        disconnected_at=_moment(item.get("disconnected_at")),
        offline_since=_moment(item.get("offline_since")),
        last_seen_at=_moment((seen or item).get("last_seen_at") or item["connected_at"]),
        certificate=item.get("certificate"),
    )


def boot_from(item: Item | None) -> BootFacts | None:
    """The last boot."""
    if item is None:
        return None
    return BootFacts(
        vendor=item["vendor"],
        model=item["model"],
        serial_number=item.get("serial_number"),
        firmware_version=item.get("firmware_version"),
        booted_at=clock.from_text(item["booted_at"]),
        reason=item.get("reason"),
        vendor_key=item.get("vendor_key", "generic"),
        facts=item.get("facts", {}),
    )


def connector_from(item: Item) -> ConnectorStatus:
    """A connector's status."""
    return ConnectorStatus(
        evse_id=int(item["evse_id"]),
        connector_id=int(item["connector_id"]),
        status=item["status"],
        error_code=item.get("error_code"),
        reported_at=clock.from_text(item["reported_at"]),
        vendor_error_code=item.get("vendor_error_code"),
        info=item.get("info"),
        faults=tuple(Fault(*one) for one in item.get("faults", ())),
    )


def site_from(item: Item) -> Site:
    """A site."""
    return Site(
        site_id=item["site_id"],
        name=item["name"],
        time_zone=item["time_zone"],
        address=tuple(item.get("address", ())),
        legal_entity_id=item.get("legal_entity_id"),
        require_verified_reading=item.get("require_verified_reading", False),
        position=position_from(item.get("position")),
    )


def position_item(position: Position | None) -> list[str] | None:
    """Degrees as text: DynamoDB's numbers are decimal."""
    return [str(position.latitude), str(position.longitude)] if position else None


def position_from(item: list[str] | None) -> Position | None:
    """A place on the map."""
    return Position(*map(float, item)) if item else None


def _evse_from(item: Item) -> Evse:
    return Evse(
        evse_id=int(item["evse_id"]),
        current_type=CurrentType(item["current_type"]),
        max_power_w=int(item["max_power_w"]) if item.get("max_power_w") is not None else None,
        connector_ids=tuple(int(one) for one in item["connector_ids"]),
    )


def _moment(text: str | None) -> datetime | None:
    return clock.from_text(text) if text else None
