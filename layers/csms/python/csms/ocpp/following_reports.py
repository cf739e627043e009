"""What a frame of a report means beside being kept: a step of its command, a reading of variables.

Done for what the stream tells, so that the frame itself is answered after one write.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from csms.commands.model import Job, Progress
from csms.commands.ports import CommandRepository
from csms.commands.progress import note_progress
from csms.ocpp.configuration_names import SAME, key_of
from csms.stations.configuration import ConfigurationRepository, Reading
from csms.stations.cost_display import COST_VARIABLES
from csms.stations.device_model import KIND
from csms.stations.reports import ReportPart, ReportRepository, in_order, progress

RECEIVING, COMPLETE = "Receiving", "Complete"
# A station may not tell them (2.0.1 A00), and some do.
SECRETS = ("AuthorizationKey",)
_ALWAYS = frozenset({*SAME, *COST_VARIABLES})


@dataclass(frozen=True, slots=True)
class Following:
    """What is needed to follow reports."""

    reports: ReportRepository
    commands: CommandRepository
    configurations: ConfigurationRepository


def after_part(
    station_id: str, kind: str, request_id: int, now: datetime, needs: Following
) -> None:
    """A part has arrived, in any order, maybe again: the same for all of them."""
    heads = [one for one in needs.reports.heads(station_id, request_id) if one.kind == kind]
    if not heads:
        return
    found = progress(heads)
    step = Progress(RECEIVING, now, kind)
    if found.complete:
        step = Progress(COMPLETE, now, f"{found.parts} messages")
        if kind == KIND:
            _read_configuration(station_id, request_id, needs)
    note_progress(station_id, Job.REPORT, request_id, step, needs.commands)


def _read_configuration(station_id: str, request_id: int, needs: Following) -> None:
    """Keep what is wanted, known or a key of ours; a device model has hundreds of others."""
    parts = [one for one in needs.reports.parts(station_id, request_id) if one.kind == KIND]
    known = needs.configurations.reported(station_id)
    names = _ALWAYS | needs.configurations.wanted(station_id).keys() | known.keys()
    readings = {
        name: reading
        for part in in_order(parts)
        for name, reading in _readings(part)
        if name in names and (name not in known or known[name].at <= reading.at)
    }
    if readings:
        needs.configurations.report(station_id, readings)


def _readings(part: ReportPart) -> Iterator[tuple[str, Reading]]:
    for one in part.content.get("reportData", ()):
        name = _name(one)
        for attribute in one["variableAttribute"]:
            if name and attribute.get("type", "Actual") == "Actual":
                readonly = attribute.get("mutability") == "ReadOnly"
                secret = name in SECRETS or attribute.get("mutability") == "WriteOnly"
                value = None if secret else attribute.get("value")
                yield name, Reading(value, part.received_at, readonly=readonly)


def _name(entry: Mapping[str, Any]) -> str | None:
    """As in answers; an instance is named for the variables that are told apart by it alone."""
    component, variable = entry["component"], entry["variable"]
    if {"instance", "evse"} & component.keys():
        return None
    name = f"{component['name']}.{variable['name']}"
    if "instance" not in variable:
        return key_of(name)
    named = f"{name}[{variable['instance']}]"
    return named if named in COST_VARIABLES else None
