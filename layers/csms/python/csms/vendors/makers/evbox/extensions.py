"""DataTransfer of EVBox: values by position, as users read them (evcc PR#14733)."""

import re
from collections.abc import Callable
from decimal import Decimal, InvalidOperation
from typing import Any

from csms.vendors.model import Extension, Notes

# Commas outside of {}.
_VALUES = re.compile(r"\{[^{}]*\}|[^,{}]+|(?<=,)(?=,)|^(?=,)|(?<=,)$")
# Old firmware tells bars or phases there, new firmware the magnitude of the Wi-Fi signal.
_LARGEST_BARS = 3
_DECI = Decimal("0.1")
# IEC 61851-1: what a pilot's duty cycle offers, A for each percent, within these percents.
_AMPERE_PER_PERCENT, _DUTY = Decimal("0.6"), (10, 85)


def status_twin(data: Any, notes: Notes) -> Extension:  # noqa: ARG001
    """It repeats a StatusNotification: facts for the journal, no status, no fault, no bill."""
    values = tokens(data) if isinstance(data, str) else []
    if not values:
        return Extension("Rejected", {"unreadable": True})
    facts: dict[str, Any] = {}
    for position, read in _READ.items():
        if position <= len(values):
            try:
                facts |= read(values[position - 1])
            except (ValueError, InvalidOperation, IndexError):
                facts.setdefault("unreadable", []).append(position)
    if facts.get("transaction_id") is not None and len(values) >= _LIMIT:
        facts |= _limit(values[_LIMIT - 1])
    return Extension("Accepted", facts)


def connection_info(data: Any, notes: Notes) -> Extension:  # noqa: ARG001
    """`WiFi,{1,1,1,-54,12},{...}`: the kind of link and the numbers of each as they are."""
    values = tokens(data) if isinstance(data, str) else []
    if not values:
        return Extension("Rejected", {"unreadable": True})
    links = [_group(one) for one in values[1:] if one.startswith("{")]
    return Extension("Accepted", {"link": values[0], "links": links})


def tokens(text: str) -> list[str]:
    """The values, groups in {} whole."""
    return [one.strip() for one in _VALUES.findall(text)] if text.strip() else []


def _group(text: str) -> list[str]:
    return [one.strip() for one in text.strip("{} ").split(",")]


def _text(name: str) -> Callable[[str], dict[str, Any]]:
    return lambda value: {name: value}


def _number(name: str) -> Callable[[str], dict[str, Any]]:
    return lambda value: {name: int(value)}


def _offered(value: str) -> dict[str, Any]:
    most_a, most_w, duty = _group(value)
    percent = Decimal(duty)
    within = _DUTY[0] <= percent <= _DUTY[1]
    return {
        "hardware_max_a": int(most_a),
        "max_power_w": int(most_w),
        "offered_a": str(percent * _AMPERE_PER_PERCENT) if within else None,
    }


def _energy(value: str) -> dict[str, Any]:
    lifetime, session = _group(value)
    return {"lifetime_register_wh": int(lifetime), "session_energy_wh": int(session)}


def _pilot(value: str) -> dict[str, Any]:
    state, supply, *_ = _group(value)
    return {"pilot_state": state, "pilot_supply_mv": int(supply)}


def _transaction(value: str) -> dict[str, Any]:
    return {"transaction_id": int(value) or None}


def _signal(value: str) -> dict[str, Any]:
    number = int(value)
    return {"bars_or_phases": number} if number <= _LARGEST_BARS else {"wifi_rssi_dbm": -number}


def _line(value: str) -> dict[str, Any]:
    """The voltage of L1, the temperature and the current; what the others are is not known."""
    volts, celsius, _unknown, current, *_ = _group(value)
    return {
        "l1_v": int(volts),
        "temperature_c": int(celsius),
        "current_a": str(int(current) * _DECI),
    }


def _limit(value: str) -> dict[str, Any]:
    """A limit only in a transaction; otherwise the heartbeat's interval stands there."""
    return {"limit_a": str(int(value) * _DECI)}


_LIMIT = 24
_READ: dict[int, Callable[[str], dict[str, Any]]] = {
    1: _number("connector"),
    2: _text("status"),
    3: _text("error_code"),
    4: _text("info"),
    5: _text("vendor_error_code"),
    6: _text("led_colour"),
    7: _text("led"),
    8: _offered,
    9: _energy,
    10: _pilot,
    13: _number("grid_v"),
    14: _text("timestamp"),
    15: _transaction,
    16: _signal,
    17: _line,
    18: _number("clock_aligned_interval_s"),
    19: _number("session_minutes"),
    20: _number("cell_bars"),
}
