"""What is sent, bent to what a maker's stations understand. Raw payloads are never touched."""

from decimal import Decimal
from typing import Any

from csms.errors import Rejected
from csms.vendors.answers import plain
from csms.vendors.model import Key, Payload, Traits, Vendor, folded

NOMINAL_V = 230
# Of a limit that names no phases: so many must not make more of it than was asked for.
PHASES = {"A": 3, "W": 1}
STANDARD = Traits()
MEASURAND_KEYS = frozenset(
    {
        "MeterValuesSampledData", "MeterValuesAlignedData", "StopTxnSampledData",
        "StopTxnAlignedData",
    }
)  # fmt: skip
PHASED = {
    "Current.Import": ("Current.Import.L1", "Current.Import.L2", "Current.Import.L3"),
    "Voltage": ("Voltage.L1-N", "Voltage.L2-N", "Voltage.L3-N"),
}


def bent(action: str, payload: Payload, vendor: Vendor) -> Payload:
    """The payload as this maker's stations take it. Raises Rejected for what they cannot do."""
    traits = vendor.traits
    if action in traits.unsupported_actions:
        raise Rejected(f"{vendor.name} stations do not support {action}: {_quirks(action, vendor)}")
    # A profile for an EVSE is one of 2.x: 1.6 names a connector.
    if action in traits.unsupported_in_2x and "evseId" in payload:
        raise Rejected(f"{vendor.name} stations do not understand {action} of 2.x: use OCPP 1.6")
    _check_tag(payload.get("idTag"), traits, vendor)
    if action == "ChangeConfiguration":
        return _own_value(payload, vendor)
    if action == "GetConfiguration" and payload.get("key"):
        return payload | {"key": [_own_key(name, vendor)[0] for name in payload["key"]]}
    if action == "SendLocalList" and "localAuthorizationList" in payload:
        return payload | {"localAuthorizationList": _short(payload, traits)}
    profile_of = "csChargingProfiles" if "csChargingProfiles" in payload else "chargingProfile"
    if isinstance(payload.get(profile_of), dict):
        return payload | {profile_of: _profile(payload[profile_of], traits)}
    return payload


def _check_tag(tag: Any, traits: Traits, vendor: Vendor) -> None:
    if isinstance(tag, str) and len(tag) > traits.longest_tag:
        raise Rejected(
            f"{vendor.name} stations garble tags of more than {traits.longest_tag} characters:"
            " use a shorter one for remote starts"
        )


def _short(payload: Payload, traits: Traits) -> list[Any]:
    """The entries of a list that the maker's stations can hold; others they would garble."""
    entries: list[Any] = payload["localAuthorizationList"]
    return [one for one in entries if len(one.get("idTag", "")) <= traits.longest_tag]


def _own_value(payload: Payload, vendor: Vendor) -> Payload:
    """A standard name becomes the maker's key, in its unit and form."""
    if payload["key"] in MEASURAND_KEYS:
        return payload | {"value": _measurands(payload["value"], vendor)}
    own, key = _own_key(payload["key"], vendor)
    value = payload["value"]
    try:
        if key.scale != "1":
            value = plain(Decimal(value) / Decimal(key.scale))
        value = key.write(value) if key.write else value
    except (ValueError, ArithmeticError) as error:
        raise Rejected(f"{payload['key']}: {vendor.name} stations take no {value!r}") from error
    return payload | {"key": own, "value": value}


def _own_key(name: str, vendor: Vendor) -> tuple[str, Key]:
    """The maker's word for a standard name or for one of ours; a name of its own stays."""
    for own, key in vendor.configuration.items():
        if folded(key.name) == folded(name):
            return own, key
    return name, Key(name)


def _measurands(value: str, vendor: Vendor) -> str:
    """What of a list of measurands the maker's stations have, in their words."""
    wanted = [one.strip() for one in value.split(",") if one.strip()]
    has = vendor.traits.measurands
    known = [one for one in wanted if not has or one in has]
    if wanted and not known:
        raise Rejected(f"{vendor.name} stations measure only {', '.join(has)}")
    if vendor.traits.phased_measurands:
        known = [each for one in known for each in (PHASED.get(one) or (one,))]
    return ",".join(known)


def _profile(profile: Payload, traits: Traits) -> Payload:
    bent_profile = dict(profile)
    if traits.highest_stack_level is not None and "stackLevel" in profile:
        bent_profile["stackLevel"] = min(profile["stackLevel"], traits.highest_stack_level)
    if traits.profile_kind is not None:
        bent_profile["chargingProfileKind"] = traits.profile_kind
    schedule = profile.get("chargingSchedule")
    if isinstance(schedule, list):
        bent_profile["chargingSchedule"] = [_schedule(one, traits) for one in schedule]
    elif isinstance(schedule, dict):
        bent_profile["chargingSchedule"] = _schedule(schedule, traits)
    return bent_profile


def _schedule(schedule: Payload, traits: Traits) -> Payload:
    unit = schedule["chargingRateUnit"]
    wanted = traits.charging_rate_unit or unit
    periods = [
        one | {"limit": _limit(one, unit, wanted, traits)}
        for one in schedule["chargingSchedulePeriod"]
    ]
    lowest: Payload = {}
    if "minChargingRate" in schedule:
        lowest = {"minChargingRate": _limit({"limit": schedule["minChargingRate"]}, unit, wanted)}
    return schedule | lowest | {"chargingRateUnit": wanted, "chargingSchedulePeriod": periods}


def _limit(period: Payload, unit: str, wanted: str, traits: Traits = STANDARD) -> Any:
    """Converted by the period's phases; never above what was asked for."""
    limit = Decimal(str(period["limit"]))
    if unit != wanted:
        volts = NOMINAL_V * period.get("numberPhases", PHASES[wanted])
        limit = limit * volts if wanted == "W" else limit / volts
    limit = limit.quantize(Decimal("0.1"), rounding="ROUND_DOWN")
    if traits.limits_a and wanted == "A":
        limit = Decimal(max((one for one in traits.limits_a if one <= limit), default=0))
    return int(limit) if limit == limit.to_integral_value() else limit


def _quirks(action: str, vendor: Vendor) -> str:
    named = [one.quirk_id for one in vendor.quirks if action in one.says or action in one.handled]
    return ", ".join(named) or "see docs/vendors.md"
