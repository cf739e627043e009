"""Station items to the domain and back."""

from datetime import datetime

from csms import clock
from csms.adapters.dynamodb.table import Item
from csms.stations.model import (
    BootFacts,
    BootStatus,
    ConnectorStatus,
    CurrentType,
    Evse,
    LiveConnection,
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
    )


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
        last_seen_at=_moment((seen or item).get("last_seen_at") or item["connected_at"]),
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
    )


def site_from(item: Item) -> Site:
    """A site."""
    return Site(
        site_id=item["site_id"],
        name=item["name"],
        time_zone=item["time_zone"],
        tariff_ids=tariff_ids_from(item.get("tariff_ids")),
    )


def tariff_ids_from(item: Item | None) -> dict[CurrentType, str]:
    """Tariffs by current type."""
    return {CurrentType(name): tariff_id for name, tariff_id in (item or {}).items()}


def _evse_from(item: Item) -> Evse:
    return Evse(
        evse_id=int(item["evse_id"]),
        current_type=CurrentType(item["current_type"]),
        max_power_w=int(item["max_power_w"]) if item.get("max_power_w") is not None else None,
        connector_ids=tuple(int(one) for one in item["connector_ids"]),
    )


def _moment(text: str | None) -> datetime | None:
    return clock.from_text(text) if text else None
