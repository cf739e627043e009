"""What a station shall follow by its dynamic charging profiles (OCPP 2.1)."""

from decimal import Decimal
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Depends, Path
from pydantic import BaseModel, Field, field_validator

from csms import bootstrap
from csms.commands.requesting import CommandRequest, request_command
from csms.errors import NotFound
from csms.ocpp.dynamic_profiles import MEMBERS, UPDATE
from csms.stations.dynamic_schedules import DynamicSchedule, DynamicScheduleRepository
from csms.web.fields import StationIdentity, Timestamp
from csms.web.needs import Needs, RequestingNeeds
from csms.web.pagination import Page

router = APIRouter(prefix="/stations/{station_id:path}/dynamic-schedules")
ProfileId = Annotated[int, Path(ge=0, le=(1 << 31) - 1)]
LARGEST = 10**9


def _schedules() -> DynamicScheduleRepository:
    return bootstrap.dynamic_schedules()


Schedules = Annotated[DynamicScheduleRepository, Depends(_schedules)]


class ScheduleIn(BaseModel):
    """What the station shall follow, in the unit of its profile."""

    schedule_update: dict[str, Annotated[Decimal, Field(ge=-LARGEST, le=LARGEST)]] = Field(
        min_length=1, examples=[{"limit": 7000}], description=f"Of {', '.join(MEMBERS)}"
    )
    push: bool = Field(False, description="Send UpdateDynamicSchedule now; else the station pulls")

    @field_validator("schedule_update")
    @classmethod
    def _known(cls, update: dict[str, Decimal]) -> dict[str, Decimal]:
        unknown = sorted(set(update) - set(MEMBERS))
        if unknown:
            raise ValueError(f"{', '.join(unknown)}: unknown; known are {', '.join(MEMBERS)}")
        return update


class ScheduleView(BaseModel):
    """What PullDynamicScheduleUpdate is answered with."""

    profile_id: int
    schedule_update: dict[str, float]
    wanted_at: Timestamp
    command_id: str | None = Field(description="The command that pushes it, if asked for")


@router.get("", summary="List a station's dynamic schedules")
def list_schedules(station_id: StationIdentity, schedules: Schedules) -> Page[ScheduleView]:
    """By profile, all on one page."""
    return Page(items=[_view(one) for one in schedules.of_station(station_id)], next=None)


@router.get("/{profile_id}", summary="Get a dynamic schedule")
def get_schedule(
    station_id: StationIdentity, profile_id: ProfileId, schedules: Schedules
) -> ScheduleView:
    """As it was wanted last, here or by an accepted command."""
    found = schedules.get(station_id, profile_id)
    if found is None:
        raise NotFound(f"Station {station_id} has no dynamic schedule of profile {profile_id}.")
    return _view(found)


@router.put("/{profile_id}", summary="Want a dynamic schedule")
def put_schedule(
    station_id: StationIdentity,
    profile_id: ProfileId,
    wanted: ScheduleIn,
    needs: RequestingNeeds,
    schedules: Schedules,
) -> ScheduleView:
    """Replace it: the station gets it when it asks, or now with `push`."""
    if needs.stations.get(station_id) is None:
        raise NotFound(f"Station {station_id} is not registered.")
    schedule = DynamicSchedule(station_id, profile_id, wanted.schedule_update, needs.clock())
    command_id = None
    if wanted.push:  # first: it is refused to a station that speaks another version
        numbers = {name: float(value) for name, value in wanted.schedule_update.items()}
        payload = {"chargingProfileId": profile_id, "scheduleUpdate": numbers}
        command_id = request_command(CommandRequest(station_id, UPDATE, payload), needs).command_id
    schedules.put(schedule)
    return _view(schedule, command_id)


@router.delete(
    "/{profile_id}", summary="Take a dynamic schedule back", status_code=HTTPStatus.NO_CONTENT
)
def delete_schedule(
    station_id: StationIdentity, profile_id: ProfileId, needs: Needs, schedules: Schedules
) -> None:
    """The station is answered Rejected when it asks. What it has, it keeps: clear the profile."""
    schedules.put(DynamicSchedule(station_id, profile_id, None, needs.clock()))


def _view(schedule: DynamicSchedule, command_id: str | None = None) -> ScheduleView:
    shown = {name: value for name, value in (schedule.update or {}).items() if name in MEMBERS}
    return ScheduleView(
        profile_id=schedule.profile_id,
        schedule_update={name: float(value) for name, value in shown.items()},
        wanted_at=schedule.wanted_at,
        command_id=command_id,
    )
