"""What a fresh local stack holds: a site, tariffs, stations, tokens, a driver, an operator."""

from typing import Any

from local_stack.stack_file import User

OPERATOR = User(username="operator@stationmaster.test", password="Operator-local-1")
DRIVER = User(username="driver@stationmaster.test", password="Driver-local-1")
OPENING_BALANCE_MINOR = 1_000_00
STATION_PASSWORD = "stationmaster-local"
DRIVER_TOKEN = "DEMO0001"
BLOCKED_TOKEN = "DEMO0002"
# Comes over TLS with its client certificate: <folder>/tls/<station>.pem and .key.
CERTIFIED_STATION = "DEMO-TLS-1"
SITE = "demo-site"


def _tariff(current_type: str, price: str) -> dict[str, Any]:
    return {
        "currency": "EUR",
        "tax_included": "YES",
        "current_type": current_type,
        "elements": [{"price_components": [_component("ENERGY", price)]}],
    }


def _with_idle_fee(current_type: str, by_day: str, by_night: str, hourly: str) -> dict[str, Any]:
    """Cheaper by night; who is full pays from a quarter of an hour on, to a limit."""
    night = {"start_time": "22:00", "end_time": "06:00"}
    return {
        "currency": "EUR",
        "tax_included": "YES",
        "current_type": current_type,
        "elements": [
            {"price_components": [_component("ENERGY", by_night)], "restrictions": night},
            {"price_components": [_component("ENERGY", by_day)]},
            {
                "price_components": [_component("PARKING_TIME", hourly)],
                "restrictions": {"min_idle": 900},
            },
        ],
        "parking_cap": {"per_session": "12.00"},
        "rules": {"after_stop_s": 14_400},
    }


def _component(dimension: str, price: str) -> dict[str, Any]:
    return {"type": dimension, "price": price, "vat": "19", "step_size": 1}


def _station(current_type: str, max_power_w: int) -> dict[str, Any]:
    evse = {"evse_id": 1, "current_type": current_type, "max_power_w": max_power_w}
    return {
        "password": STATION_PASSWORD,
        "security_profile": 1,
        "site_id": SITE,
        "evses": [evse | {"connectors": [{"connector_id": 1}]}],
    }


def _certified(station: dict[str, Any]) -> dict[str, Any]:
    """Security profile 3: no password, a client certificate."""
    without = {name: value for name, value in station.items() if name != "password"}
    return without | {"security_profile": 3}


TARIFFS = {
    "demo-ac": _tariff("AC", "0.49"),
    "demo-dc": _tariff("DC", "0.59"),
    "demo-ac-idle": _with_idle_fee("AC", "0.49", "0.39", "6.00"),
    "demo-dc-idle": _with_idle_fee("DC", "0.59", "0.49", "12.00"),
}
TARIFF_DEFAULTS = {"AC": "demo-ac", "DC": "demo-dc"}
LEGAL_ENTITY: dict[str, Any] = {
    "name": "Demo Charging Ltd",
    "address": ["1 Demo Street", "10115 Berlin"],
    "country": "DE",
    "vat_id": "DE000000000",
    "email": "help@stationmaster.test",
    "footers": {"en": "Thank you for charging.", "de": "Danke, dass Sie bei uns laden."},
}
SITES = {
    SITE: {
        "name": "Demo site",
        "time_zone": "Europe/Berlin",
        "tariff_ids": TARIFF_DEFAULTS,
        "address": ["Invalidenstraße 50", "10557 Berlin"],
        "latitude": 52.5251,
        "longitude": 13.3694,
    }
}
STATIONS = {
    "DEMO-AC-1": _station("AC", 22_000),
    "DEMO-AC-2": _station("AC", 11_000),
    "DEMO-DC-1": _station("DC", 150_000),
    CERTIFIED_STATION: _certified(_station("AC", 22_000)),
}
# The simulated stations: theirs say when a vehicle leaves, which an idle fee wants to know.
STATION_RULES = {
    "DEMO-AC-1": {"tariff_id": "demo-ac-idle", "current_type": "AC"},
    "DEMO-AC-2": {"tariff_id": "demo-ac-idle", "current_type": "AC"},
    "DEMO-DC-1": {"tariff_id": "demo-dc-idle", "current_type": "DC"},
}


def alert_channels(inbox_url: str) -> dict[str, dict[str, Any]]:
    """Somebody who is told of everything; all of it ends in the local inbox."""
    secret = {"secret": "only-for-this-local-stack"}
    return {
        "ops-email": {
            "name": "Operations by e-mail",
            "type": "email",
            "target": {"address": "ops@stationmaster.test"},
        },
        "ops-slack": {
            "name": "Operations in Slack",
            "type": "slack",
            "target": {"url": f"{inbox_url}hooks/slack"},
        },
        "ops-webhook": {
            "name": "Ticket system",
            "type": "webhook",
            "target": {"url": f"{inbox_url}hooks/tickets"} | secret,
        },
    }


ALERT_RULE: dict[str, Any] = {
    "name": "Everything, to everybody",
    "channel_ids": ["ops-email", "ops-slack", "ops-webhook"],
    "escalate_after_minutes": 15,
}
