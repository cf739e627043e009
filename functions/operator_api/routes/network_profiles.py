"""How a station shall connect (OCPP 2.x): a profile in a slot, and its way into use."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path
from pydantic import BaseModel, Field

from csms import bootstrap
from csms.commands.requesting import CommandRequest, request_command
from csms.errors import NotFound, Rejected
from csms.ocpp.network_profiles import SET
from csms.stations.network_profiles import (
    NetworkProfile,
    NetworkProfileRepository,
    ProfileState,
    without_secrets,
)
from csms.web.fields import StationIdentity, Timestamp
from csms.web.needs import RequestingNeeds
from csms.web.pagination import Page

router = APIRouter(prefix="/stations/{station_id:path}/network-profiles")
Slot = Annotated[int, Path(ge=0, le=(1 << 31) - 1)]


def _profiles() -> NetworkProfileRepository:
    return bootstrap.network_profiles()


Profiles = Annotated[NetworkProfileRepository, Depends(_profiles)]


class ProfileIn(BaseModel):
    """A profile, and the order in which the station shall try its slots."""

    connection_data: dict[str, Any] = Field(description="NetworkConnectionProfileType of OCPP")
    priority: list[Annotated[int, Field(ge=0)]] | None = Field(
        None, max_length=20, description="NetworkConfigurationPriority; default: this slot alone"
    )
    reset: bool = Field(False, description="Reset when idle, which brings the profile into use")


class ProfileView(BaseModel):
    """What is wanted of a slot; secrets are hidden."""

    slot: int
    connection_data: dict[str, Any]
    priority: list[int]
    state: ProfileState
    reason: str | None = Field(description="Why it was refused")
    command_id: str = Field(description="The SetNetworkProfile that carries it")
    wanted_at: Timestamp
    changed_at: Timestamp | None


@router.get("", summary="List a station's network profiles")
def list_profiles(station_id: StationIdentity, profiles: Profiles) -> Page[ProfileView]:
    """By slot, all on one page."""
    return Page(items=[_view(one) for one in profiles.of_station(station_id)], next=None)


@router.get("/{slot}", summary="Get a network profile")
def get_profile(station_id: StationIdentity, slot: Slot, profiles: Profiles) -> ProfileView:
    """What was wanted last, and how far it is."""
    found = profiles.get(station_id, slot)
    if found is None:
        raise NotFound(f"Station {station_id} was given no network profile in slot {slot}.")
    return _view(found)


@router.put("/{slot}", summary="Want a network profile")
def put_profile(
    station_id: StationIdentity,
    slot: Slot,
    wanted: ProfileIn,
    needs: RequestingNeeds,
    profiles: Profiles,
) -> ProfileView:
    """Send it; once it is stored, it is given priority, and after the next boot confirmed."""
    priority = tuple(wanted.priority or [slot])
    if slot not in priority:
        raise Rejected(f"priority: slot {slot} is not in it, so it would never be used")
    payload = {"configurationSlot": slot, "connectionData": wanted.connection_data}
    command = request_command(CommandRequest(station_id, SET, payload), needs)
    profile = NetworkProfile(
        station_id=station_id,
        slot=slot,
        connection=without_secrets(wanted.connection_data),
        priority=priority,
        reset=wanted.reset,
        command_id=command.command_id,
        wanted_at=command.created_at,
    )
    profiles.put(profile)
    return _view(profile)


def _view(profile: NetworkProfile) -> ProfileView:
    return ProfileView(
        slot=profile.slot,
        connection_data=dict(profile.connection),
        priority=list(profile.priority),
        state=profile.state,
        reason=profile.reason,
        command_id=profile.command_id,
        wanted_at=profile.wanted_at,
        changed_at=profile.changed_at,
    )
