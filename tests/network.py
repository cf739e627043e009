"""A small network to charge in: one site, an AC and a DC EVSE, tariffs for both, one driver."""

from decimal import Decimal
from functools import cache
from typing import Any

from csms import bootstrap
from csms.drivers.model import Token, TokenStatus
from csms.ledger import chart
from csms.ledger.model import Leg, Transfer
from csms.stations.model import CurrentType, Evse, Site, Station
from csms.stations.passwords import hash_password
from csms.tariffs.document import tariff_from_document
from csms.tariffs.rules import Place, Rule, at_site, with_general

DRIVER = "driver-1"
TOKEN = "TAG-1"
BLOCKED_TOKEN = "TAG-BLOCKED"
PASSWORD = "a-password-of-20-char"
SITE = at_site("site-1")


def site_rules(**tariff_ids: str) -> tuple[Rule, ...]:
    """The general tariffs of a site by current type."""
    by_type = {CurrentType(name): tariff_id for name, tariff_id in tariff_ids.items()}
    return with_general((), Place.SITE, by_type)


def tariff_document(tariff_id: str, price: str, vat: str = "19") -> dict[str, Any]:
    component = {"type": "ENERGY", "price": Decimal(price), "vat": Decimal(vat), "step_size": 1}
    return {
        "id": tariff_id,
        "currency": "EUR",
        "tax_included": "NO",
        "elements": [{"price_components": [component]}],
    }


def idle_tariff_document(
    tariff_id: str = "idle", grace_s: int = 600, cap: str | None = None, **more: Any
) -> dict[str, Any]:
    """0.40 per kWh, 6.00 an hour of parking after a grace: a cent for six seconds. No tax."""
    parking = {"type": "PARKING_TIME", "price": Decimal("6.00"), "vat": Decimal(0)}
    energy = {"type": "ENERGY", "price": Decimal("0.40"), "vat": Decimal(0)}
    after = {"price_components": [parking], "restrictions": {"min_idle": grace_s}}
    capped = {"parking_cap": {"per_session": Decimal(cap)}} if cap else {}
    return {
        "id": tariff_id,
        "currency": "EUR",
        "tax_included": "YES",
        "elements": [after, {"price_components": [energy]}],
        **capped,
        **more,
    }


def a_station(station_id: str = "CP1") -> Station:
    evses = (
        Evse(1, CurrentType.AC, 11_000, (1,)),
        Evse(2, CurrentType.DC, 150_000, (1,)),
    )
    return Station(station_id, _password_hash(), 1, "site-1", evses)


@cache
def _password_hash() -> str:
    """Slow on purpose: once is enough."""
    return hash_password(PASSWORD)


def build_network() -> None:
    """Store it through the deployment's own repositories."""
    services = bootstrap.services()
    services.tariffs.put(tariff_from_document(tariff_document("ac", "0.35"), 1))
    services.tariffs.put(tariff_from_document(tariff_document("dc", "0.59"), 1))
    services.sites.put(Site("site-1", "Depot", "Europe/Berlin"))
    services.assignments.put(SITE, site_rules(AC="ac", DC="dc"), 0)
    services.assignments.claim_currency("EUR")
    services.stations.put(a_station())
    services.tokens.put(Token(TOKEN, TokenStatus.ACCEPTED, DRIVER))
    services.tokens.put(Token(BLOCKED_TOKEN, TokenStatus.BLOCKED, DRIVER))


def top_up(minor: int, driver_id: str = DRIVER) -> None:
    """Money in a wallet, from the opening balance."""
    legs = (Leg(chart.opening("EUR"), -minor), Leg(chart.wallet(driver_id), minor))
    now = bootstrap.services().clock()
    transfer = Transfer(f"top:{driver_id}:{minor}", "top_up", "EUR", now, legs, "test")
    bootstrap.ledger().post(transfer)
