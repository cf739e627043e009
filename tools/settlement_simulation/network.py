"""The network of a world: three sites, one station of each prices parking; drivers, a terminal."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple

from csms.drivers.model import Token, TokenStatus
from csms.money import Money
from csms.ocpp.handshake import Connection
from csms.payments.cards import AutoTopUp, PayerProfile
from csms.stations.model import CurrentType, Evse, LiveConnection, Site, Station
from csms.tariffs.document import tariff_from_document
from csms.tariffs.rules import Rule, at_station

if TYPE_CHECKING:
    from datetime import datetime

    from settlement_simulation.deployment import Stores

CURRENCY = "EUR"
TERMINAL = "terminal-1"
VAT = Decimal(19)
PER_KWH, PER_HOUR, FLAT, PARKED = "ENERGY", "TIME", "FLAT", "PARKING_TIME"


class Prices(NamedTuple):
    """`included`: whether they hold the tax. `grace_s`: parking is free for so long after charging;
    `cap`: it never costs more in a session.
    """

    included: bool
    of: dict[str, Decimal]
    grace_s: int = 0
    cap: Decimal | None = None


# Of a site, and of its second station: the same, and parking.
_ENERGY_ONLY = {PER_KWH: Decimal("0.49")}
_WITH_FEE = {PER_KWH: Decimal("0.35"), FLAT: Decimal("1.00")}
_WITH_TIME = {PER_KWH: Decimal("0.3333"), PER_HOUR: Decimal("1.20")}
PRICES: dict[str, tuple[Prices, Prices]] = {
    "site-1": (
        Prices(included=True, of=_ENERGY_ONLY),
        Prices(included=True, of=_ENERGY_ONLY | {PARKED: Decimal("2.40")}),
    ),
    "site-2": (
        Prices(included=False, of=_WITH_FEE),
        Prices(False, _WITH_FEE | {PARKED: Decimal("6.00")}, 600, Decimal("4.00")),
    ),
    "site-3": (
        Prices(included=True, of=_WITH_TIME),
        Prices(included=True, of=_WITH_TIME | {PARKED: Decimal("3.60")}, grace_s=300),
    ),
}
PROTOCOLS = {"site-1": "ocpp1.6", "site-2": "ocpp2.0.1", "site-3": "ocpp2.1"}
STATIONS_OF_A_SITE = 2
EVSES = (Evse(1, CurrentType.AC, 22_000, (1,)), Evse(2, CurrentType.AC, 22_000, (1,)))
PLACES = ((1, 1), (2, 1))
DRIVERS = 6
# With less than so much available, so much is charged to a card.
AUTO_TOP_UPS = {
    "driver-1": (1000, 1500, "pm_visa"),
    "driver-2": (1500, 600, "pm_visa"),
    "driver-3": (800, 1000, "pm_refused"),
}


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


def prices_at(station_id: str) -> Prices:
    """What its tariff says."""
    return PRICES[site_of(station_id)][station_id.endswith("-CP2")]


def prices_time(station_id: str) -> bool:
    """Whether it matters there what a vehicle did when."""
    return not prices_at(station_id).of.keys().isdisjoint({PER_HOUR, PARKED})


def connection_of(station_id: str) -> Connection:
    """Its socket."""
    site = site_of(station_id)
    return Connection(station_id, PROTOCOLS[site], f"socket-{station_id}", site, PLACES)


def build(stores: Stores, now: datetime) -> None:
    """Store it, as an operator would."""
    stores.assignments.claim_currency(CURRENCY)
    for site in PRICES:
        stores.sites.put(Site(site, site, "UTC"))
    for station_id in station_ids():
        stores.tariffs.put(tariff_from_document(_tariff(station_id), 1))
        spot = at_station(station_id)
        stores.assignments.put(spot, (Rule(f"tariff-{station_id}", spot.kind),), 0)
        stores.stations.put(Station(station_id, None, 0, site_of(station_id), EVSES))
        connection = connection_of(station_id)
        live = LiveConnection(connection.connection_id, connection.protocol, now)
        stores.stations.connect(station_id, live)
    for driver_id in driver_ids():
        order = _standing_order(driver_id, now)
        stores.payments.save_profile(PayerProfile(driver_id, 0, f"cus_{driver_id}", order))
        stores.tokens.put(Token(token_of(driver_id), TokenStatus.ACCEPTED, driver_id))
        stores.tokens.put(Token(blocked_token_of(driver_id), TokenStatus.BLOCKED, driver_id))


def _standing_order(driver_id: str, now: datetime) -> AutoTopUp | None:
    """What some drivers have agreed to; the card of one of them is refused."""
    if driver_id not in AUTO_TOP_UPS:
        return None
    threshold, amount, method_id = AUTO_TOP_UPS[driver_id]
    return AutoTopUp(Money(threshold, CURRENCY), Money(amount, CURRENCY), method_id, now)


def _tariff(station_id: str) -> dict[str, Any]:
    prices = prices_at(station_id)
    components = {
        kind: {"type": kind, "price": price, "vat": VAT, "step_size": 1}
        for kind, price in prices.of.items()
    }
    parking = components.pop(PARKED, None)
    elements: list[dict[str, Any]] = [{"price_components": list(components.values())}]
    if parking is not None:
        holds = {"restrictions": {"min_idle": prices.grace_s}} if prices.grace_s else {}
        elements.append({"price_components": [parking], **holds})
    capped = {"parking_cap": {"per_session": prices.cap}} if prices.cap is not None else {}
    return {
        "id": f"tariff-{station_id}",
        "currency": CURRENCY,
        "tax_included": "YES" if prices.included else "NO",
        "elements": elements,
        **capped,
    }
