"""The network of a world: three sites whose tariffs differ, stations, drivers, a terminal."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from csms.drivers.model import Token, TokenStatus
from csms.ocpp.handshake import Connection
from csms.stations.model import CurrentType, Evse, LiveConnection, Site, Station
from csms.tariffs.document import tariff_from_document
from csms.tariffs.rules import Rule, at_site

if TYPE_CHECKING:
    from datetime import datetime

    from settlement_simulation.deployment import Stores

CURRENCY = "EUR"
TERMINAL = "terminal-1"
VAT = Decimal(19)
PER_KWH, PER_HOUR, FLAT = "ENERGY", "TIME", "FLAT"
# Site: whether the prices hold the tax, and what is charged for.
PRICES: dict[str, tuple[bool, dict[str, Decimal]]] = {
    "site-1": (True, {PER_KWH: Decimal("0.49")}),
    "site-2": (False, {PER_KWH: Decimal("0.35"), FLAT: Decimal("1.00")}),
    "site-3": (True, {PER_KWH: Decimal("0.3333"), PER_HOUR: Decimal("1.20")}),
}
PROTOCOLS = {"site-1": "ocpp1.6", "site-2": "ocpp2.0.1", "site-3": "ocpp2.1"}
STATIONS_OF_A_SITE = 2
EVSES = (Evse(1, CurrentType.AC, 22_000, (1,)), Evse(2, CurrentType.AC, 22_000, (1,)))
PLACES = ((1, 1), (2, 1))
DRIVERS = 6


def driver_ids() -> list[str]:
    """Drivers with a balance."""
    return [f"driver-{number}" for number in range(1, DRIVERS + 1)]


def token_of(driver_id: str) -> str:
    """The card of a driver."""
    return f"TAG-{driver_id}"


def blocked_token_of(driver_id: str) -> str:
    """Another card, which the driver has reported as lost."""
    return f"LOST-{driver_id}"


def station_ids() -> list[str]:
    """All stations."""
    return [f"{site}-CP{number}" for site in PRICES for number in range(1, STATIONS_OF_A_SITE + 1)]


def site_of(station_id: str) -> str:
    """Where a station stands."""
    return station_id.rpartition("-")[0]


def connection_of(station_id: str) -> Connection:
    """Its socket."""
    site = site_of(station_id)
    return Connection(station_id, PROTOCOLS[site], f"socket-{station_id}", site, PLACES)


def build(stores: Stores, now: datetime) -> None:
    """Store it, as an operator would."""
    stores.assignments.claim_currency(CURRENCY)
    for site, (included, prices) in PRICES.items():
        stores.sites.put(Site(site, site, "UTC"))
        stores.tariffs.put(tariff_from_document(_tariff(site, included, prices), 1))
        spot = at_site(site)
        stores.assignments.put(spot, (Rule(f"tariff-{site}", spot.kind),), 0)
    for station_id in station_ids():
        stores.stations.put(Station(station_id, None, 0, site_of(station_id), EVSES))
        connection = connection_of(station_id)
        live = LiveConnection(connection.connection_id, connection.protocol, now)
        stores.stations.connect(station_id, live)
    for driver_id in driver_ids():
        stores.tokens.put(Token(token_of(driver_id), TokenStatus.ACCEPTED, driver_id))
        stores.tokens.put(Token(blocked_token_of(driver_id), TokenStatus.BLOCKED, driver_id))


def _tariff(site: str, included: bool, prices: dict[str, Decimal]) -> dict[str, Any]:
    components = [
        {"type": kind, "price": price, "vat": VAT, "step_size": 1} for kind, price in prices.items()
    ]
    return {
        "id": f"tariff-{site}",
        "currency": CURRENCY,
        "tax_included": "YES" if included else "NO",
        "elements": [{"price_components": components}],
    }
