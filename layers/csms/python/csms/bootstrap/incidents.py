"""What is wrong in the network, and what silences it."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from csms.bootstrap.connecting import clock, settings, table
from csms.bootstrap.shared import services

if TYPE_CHECKING:
    from datetime import timedelta

    from csms.incidents.model import Incident
    from csms.incidents.ports import IncidentStore
    from csms.incidents.windows import WindowRepository
    from csms.incidents.writing import Needs


@cache
def incidents() -> IncidentStore:
    """Incidents."""
    from csms.adapters.dynamodb.incidents import DynamoIncidents

    return DynamoIncidents(table(settings().incidents_table), clock())


@cache
def maintenance_windows() -> WindowRepository:
    """Maintenance windows."""
    from csms.adapters.dynamodb.windows import DynamoWindows

    return DynamoWindows(table(settings().incidents_table))


@cache
def incident_needs() -> Needs:
    """What changes incidents."""
    from csms.incidents.policy import PATIENCE
    from csms.incidents.writing import Needs

    at_least = settings().network_outage_stations
    outage = replace(PATIENCE.network_outage, at_least=at_least)
    policy = replace(PATIENCE, network_outage=outage)
    shared = services()
    return Needs(
        incidents(),
        shared.stations,
        shared.sessions,
        maintenance_windows(),
        _escalates_after,
        clock(),
        policy,
    )


def _escalates_after(incident: Incident) -> timedelta | None:
    """By the rules of alerts; an incident is told seldom enough to read them each time."""
    from csms.adapters.dynamodb.alerts import DynamoRules
    from csms.alerts.matching import escalates_after

    rules = DynamoRules(table(settings().incidents_table)).all()
    return escalates_after(rules, incident, clock()())
