"""A session as a DynamoDB item: flat attributes, so that each fact is one SET clause."""

import json
from datetime import datetime
from typing import Any

from csms import clock
from csms.adapters.dynamodb.correction_items import correction_from
from csms.adapters.dynamodb.meter_items import habits_from
from csms.adapters.dynamodb.session_costs import cost_report_from, limit_from
from csms.adapters.dynamodb.session_registers import registers_from
from csms.adapters.dynamodb.session_trail import trail_from
from csms.adapters.dynamodb.settlement_items import settlement_from
from csms.adapters.dynamodb.table import Item
from csms.charging.facts import Chosen, MeterReading, SessionEnd, SessionStart, SessionStop
from csms.charging.model import ChargingSession, derived_flags, paying
from csms.charging.payer import Payer
from csms.charging.reserve import Reserve
from csms.charging.vocabulary import EndedBy, SessionKey
from csms.drivers.model import AuthorizationStatus
from csms.errors import Rejected
from csms.events.late_facts import heard_of
from csms.observability import logger
from csms.stations.model import CurrentType
from csms.tariffs.document import tariff_from_text, tariff_text
from csms.tariffs.model import Tariff


def session_from(item: Item) -> ChargingSession:
    """The session that an item holds."""
    key = SessionKey(item["station_id"], item["transaction_id"])
    payer, stop, start = _payer_from(item), _stop_from(key, item), _start_from(key, item)
    return ChargingSession(
        key=key,
        session_id=item["session_id"],
        started_at=clock.from_text(item["started_at"].partition("#")[0]),
        start=start,
        payer=paying(payer, stop),
        latest=reading_from(item, "latest"),
        charging_state=item.get("charging_state"),
        stop=stop,
        end=_end_from(item),
        settlement=settlement_from(item.get("settlement")),
        flags=frozenset(item.get("flags", ())) | derived_flags(payer, stop, start),
        cost_report=cost_report_from(item),
        seq_nos=frozenset(map(int, item.get("seq_nos", ()))),
        free_since=clock.from_text(item["free_since"]) if "free_since" in item else None,
        reserve=_reserve_from(item),
        registers=registers_from(item),
        trail=trail_from(item),
        late_stop=_stop_from(key, item.get("late_stop", {})),
        corrections=tuple(map(correction_from, item.get("corrections", ()))),
        heard=heard_of(item),
    )


def listed_at(moment: datetime, session_id: str) -> str:
    """The sort key of every list of sessions: time, made unique."""
    return f"{clock.to_text(moment)}#{session_id}"


def reading_attributes(prefix: str, reading: MeterReading | None) -> dict[str, Any]:
    """`<prefix>_at`, `_wh`, `_w` and `_soc`; what is unknown is None and stays as it was."""
    if reading is None:
        return {}
    return {
        f"{prefix}_at": clock.to_text(reading.measured_at),
        f"{prefix}_wh": reading.register_wh,
        f"{prefix}_w": reading.power_w,
        f"{prefix}_soc": reading.soc_percent,
    }


def reading_from(item: Item, prefix: str) -> MeterReading | None:
    """The inverse of `reading_attributes`."""
    if f"{prefix}_at" not in item:
        return None
    return MeterReading(
        clock.from_text(item[f"{prefix}_at"]),
        _whole(item.get(f"{prefix}_wh")),
        _whole(item.get(f"{prefix}_w")),
        _whole(item.get(f"{prefix}_soc")),
    )


def end_attributes(end: SessionEnd) -> dict[str, Any]:
    """The end behind the stop; `end_*` is the stop's own reading."""
    return {
        "over_at": clock.to_text(end.at),
        "over_received_at": clock.to_text(end.received_at),
        "over_by": end.by.value,
    }


def late_stop_item(stop: SessionStop) -> Item:
    """A stop that came too late, as a map of the attributes that a stop in time has."""
    attributes = {
        "stop_key": stop.stop_key,
        "stopped_at": clock.to_text(stop.stopped_at),
        "stop_received_at": clock.to_text(stop.received_at),
        "stop_reason": stop.reason,
        "stop_matched": stop.matched or None,
        "stop_reported_at": stop.reported_at,
        "stop_token": stop.token_id,
        "stop_group": stop.group_id,
        "stop_organisation": stop.organisation_id,
        "stop_driver": stop.driver_id,
        "flags": set(stop.flags) or None,
        **reading_attributes("end", stop.reading),
    }
    return {name: value for name, value in attributes.items() if value is not None}


def samples_text(samples: Any) -> str | None:
    """Samples as they came; exact numbers as text."""
    return json.dumps(samples, separators=(",", ":"), default=str) if samples else None


def snapshot_from(text: str | None) -> Tariff | None:
    """The tariff that was fixed at the start; one that cannot be read makes no frame fail."""
    try:
        return tariff_from_text(text) if text is not None else None
    except Rejected:
        logger.exception("tariff snapshot unreadable")
        return None


def tariff_attributes(tariff: Tariff | None, chosen: Chosen) -> dict[str, Any]:
    """The tariff of a session, and why."""
    return {
        "tariff": tariff_text(tariff) if tariff else None,
        "tariff_fingerprint": tariff.fingerprint if tariff else None,
        "tariff_why": chosen.why,
        "tariff_for": chosen.circumstances,
        "tariff_depends": chosen.depends,
        "tariff_unreadable": chosen.unreadable or None,
        "idle_priced": (tariff is not None and tariff.prices_parking) or None,
    }


def chosen_from(item: Item, tariff: Tariff | None) -> Chosen:
    """The inverse, but for the tariff itself."""
    why, circumstances = item.get("tariff_why", ""), item.get("tariff_for", "")
    unreadable = tariff is None and ("tariff" in item or item.get("tariff_unreadable", False))
    return Chosen(why, circumstances, item.get("tariff_depends", False), unreadable)


def _start_from(key: SessionKey, item: Item) -> SessionStart | None:
    if "start_key" not in item:
        return None
    current_type, tariff = item.get("current_type"), snapshot_from(item.get("tariff"))
    return SessionStart(
        key=key,
        session_id=item["session_id"],
        start_key=item["start_key"],
        evse_id=int(item.get("evse_id", 0)),
        connector_id=int(item.get("connector_id", 1)),
        started_at=clock.from_text(item["started_at"].partition("#")[0]),
        received_at=clock.from_text(item["start_received_at"]),
        payer=_presented_from(item),
        site_id=item.get("site_id"),
        current_type=CurrentType(current_type) if current_type else None,
        max_power_w=_whole(item.get("max_power_w")),
        tariff=tariff,
        chosen=chosen_from(item, tariff),
        reading=reading_from(item, "begin"),
        remote_start_id=_whole(item.get("remote_start_id")),
        charging_state=item.get("begin_state"),
        flags=frozenset(item.get("flags", ())),
        reported_at=item.get("start_reported_at"),
        reservation_number=_whole(item.get("reservation_number")),
        reserved_at=_moment(item.get("reserved_at")),
        reserved_until=_moment(item.get("reserved_until")),
        limit=limit_from(item),
        habits=habits_from(item.get("meter")),
        time_zone=item.get("time_zone", "UTC"),
    )


def _presented_from(item: Item) -> Payer | None:
    """Who presented themselves at the start: what a repeated start is answered with."""
    if "start_token" not in item:
        return None
    return Payer(
        item["start_token"],
        AuthorizationStatus(item["start_decision"]),
        item.get("start_driver"),
        item.get("start_organisation"),
        group_id=item.get("start_group"),
        expires_at=_moment(item.get("start_expires")),
        psp_ref=item.get("start_psp_ref"),
    )


def _payer_from(item: Item) -> Payer | None:
    if "token_id" not in item:
        return None
    return Payer(
        token_id=item["token_id"],
        authorization=AuthorizationStatus(item["authorization"]),
        driver_id=item.get("driver_id"),
        organisation_id=item.get("organisation_id"),
        order=item.get("payer_order", "")[1:],
        group_id=item.get("payer_group"),
        expires_at=_moment(item.get("payer_expires")),
        psp_ref=item.get("psp_ref"),
    )


def _stop_from(key: SessionKey, item: Item) -> SessionStop | None:
    if "stop_key" not in item:
        return None
    return SessionStop(
        key=key,
        stop_key=item["stop_key"],
        stopped_at=clock.from_text(item["stopped_at"]),
        received_at=clock.from_text(item["stop_received_at"]),
        reason=item["stop_reason"],
        reading=reading_from(item, "end"),
        flags=frozenset(item.get("flags", ())),
        estimated=item.get("stop_estimated", False),
        matched=item.get("stop_matched", False),
        token_id=item.get("stop_token"),
        group_id=item.get("stop_group"),
        organisation_id=item.get("stop_organisation"),
        driver_id=item.get("stop_driver"),
        reported_at=item.get("stop_reported_at"),
    )


def _end_from(item: Item) -> SessionEnd | None:
    if "over_at" not in item:
        return None
    received_at = clock.from_text(item["over_received_at"])
    return SessionEnd(clock.from_text(item["over_at"]), received_at, EndedBy(item["over_by"]))


def _reserve_from(item: Item) -> Reserve | None:
    if "reserved_minor" not in item:
        return None
    low_at = _moment(item.get("balance_low_at"))
    return Reserve(int(item["reserved_minor"]), item["reserved_currency"], low_at)


def text_of(moment: datetime | None) -> str | None:
    """A moment as an attribute."""
    return clock.to_text(moment) if moment else None


def _moment(text: str | None) -> datetime | None:
    return clock.from_text(text) if text else None


def _whole(value: Any) -> int | None:
    return None if value is None else int(value)
