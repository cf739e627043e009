"""What is wanted of stations, and what they hold."""

from __future__ import annotations

from datetime import timedelta
from functools import cache
from typing import TYPE_CHECKING

from csms.bootstrap.connecting import settings, table
from csms.bootstrap.shared import services

if TYPE_CHECKING:
    from csms.drivers.list_ports import LocalListRepository
    from csms.ocpp.list_commands import ListSteps
    from csms.stations.configuration import ConfigurationRepository
    from csms.stations.cost_display import CostDisplays
    from csms.stations.dynamic_schedules import DynamicScheduleRepository
    from csms.stations.meter_keys import MeterKeyRepository
    from csms.stations.network_profiles import NetworkProfileRepository
    from csms.stations.notes import NoteRepository


@cache
def configurations() -> ConfigurationRepository:
    """What is wanted of the stations' configuration, and what they report."""
    from csms.adapters.dynamodb.configuration import DynamoConfigurations

    return DynamoConfigurations(table(settings().stations_table))


@cache
def dynamic_schedules() -> DynamicScheduleRepository:
    """What the stations' dynamic profiles shall do."""
    from csms.adapters.dynamodb.dynamic_schedules import DynamoDynamicSchedules

    return DynamoDynamicSchedules(table(settings().stations_table))


@cache
def network_profiles() -> NetworkProfileRepository:
    """How the stations shall connect."""
    from csms.adapters.dynamodb.network_profiles import DynamoNetworkProfiles

    return DynamoNetworkProfiles(table(settings().stations_table))


@cache
def cost_displays() -> CostDisplays:
    """Which stations show a cost."""
    from csms.stations.cost_display import CostDisplays

    return CostDisplays(services().stations, configurations())


@cache
def local_lists() -> LocalListRepository:
    """Local authorization lists, as wanted and as held."""
    from csms.adapters.dynamodb.local_lists import DynamoLocalLists

    return DynamoLocalLists(table(settings().stations_table), table(settings().directory_table))


@cache
def list_steps() -> ListSteps:
    """What brings local lists to stations."""
    from csms.ocpp.list_commands import ListSteps
    from csms.ocpp.listing import Listing

    shared, expiry = services(), timedelta(seconds=settings().command_expiry_s)
    listing = Listing(local_lists(), shared.tokens, configurations())
    return ListSteps(shared.stations, shared.commands, listing, expiry)


@cache
def meter_keys() -> MeterKeyRepository:
    """Public keys of meters."""
    from csms.adapters.dynamodb.meter_keys import DynamoMeterKeys

    return DynamoMeterKeys(table(settings().stations_table))


@cache
def station_notes() -> NoteRepository:
    """What people noted on stations."""
    from csms.adapters.dynamodb.notes import DynamoNotes

    return DynamoNotes(table(settings().stations_table))
