"""What is known of meters, as maps: findings and settings of a profile, habits of a session."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from csms import clock
from csms.stations.meters import (
    NOTHING_KNOWN,
    MeterFinding,
    MeterHabit,
    MeterHabits,
    MeterKind,
    MeterProfile,
    MeterSettings,
)

if TYPE_CHECKING:
    from csms.adapters.dynamodb.table import Item

# Attributes of the profile's item: what was found, what an operator set.
FOUND, SET = "meter_found", "meter_set"


def meter_from(item: Item | None) -> MeterProfile:
    """The meter's part of a profile."""
    found, chosen = (item or {}).get(FOUND, {}), (item or {}).get(SET, {})
    return MeterProfile(
        _finding_from(found.get("start_stop")),
        _finding_from(found.get("meter_values")),
        MeterSettings(
            _kind(chosen.get("start_stop")), _kind(chosen.get("meter_values")), chosen.get("unit")
        ),
    )


def found_item(meter: MeterProfile) -> Item | None:
    """What was found; None if that is nothing."""
    findings = {"start_stop": meter.start_stop, "meter_values": meter.meter_values}
    known = {name: _finding_item(one) for name, one in findings.items() if one.sessions}
    return known or None


def set_item(settings: MeterSettings) -> Item | None:
    """What an operator decided; None if that is nothing."""
    return _known(
        start_stop=settings.start_stop, meter_values=settings.meter_values, unit=settings.unit
    )


def habits_item(habits: MeterHabits) -> Item | None:
    """What was known at a start; None if that was nothing."""
    if habits == NOTHING_KNOWN:
        return None
    return {
        "start_stop": habits.start_stop.kind.value,
        "start_stop_set": habits.start_stop.is_set,
        "meter_values": habits.meter_values.kind.value,
        "meter_values_set": habits.meter_values.is_set,
        "unit": habits.unit,
        "has_meter": habits.has_meter,
    }


def habits_from(item: Item | None) -> MeterHabits:
    """The inverse of `habits_item`."""
    if item is None:
        return NOTHING_KNOWN
    return MeterHabits(
        MeterHabit(MeterKind(item["start_stop"]), item["start_stop_set"]),
        MeterHabit(MeterKind(item["meter_values"]), item["meter_values_set"]),
        item.get("unit"),
        item["has_meter"],
    )


def _finding_item(finding: MeterFinding) -> Item | None:
    return _known(
        kind=finding.kind,
        sessions=finding.sessions,
        since=clock.to_text(finding.since) if finding.since else None,
        last_at=clock.to_text(finding.last_at) if finding.last_at else None,
        evidence=finding.evidence,
        rival=finding.rival,
        rival_sessions=finding.rival_sessions or None,
        before=finding.before,
        counted=list(finding.counted),
    )


def _finding_from(item: Item | None) -> MeterFinding:
    if item is None:
        return MeterFinding()
    return MeterFinding(
        MeterKind(item["kind"]),
        int(item["sessions"]),
        clock.from_text(item["since"]) if "since" in item else None,
        clock.from_text(item["last_at"]) if "last_at" in item else None,
        item["evidence"],
        _kind(item.get("rival")),
        int(item.get("rival_sessions", 0)),
        _kind(item.get("before")),
        tuple(item["counted"]),
    )


def _known(**values: Any) -> Item | None:
    """Enumerations as their texts; what is None is left out."""
    known = {
        name: one.value if isinstance(one, MeterKind) else one
        for name, one in values.items()
        if one is not None
    }
    return known or None


def _kind(text: str | None) -> MeterKind | None:
    return MeterKind(text) if text else None
