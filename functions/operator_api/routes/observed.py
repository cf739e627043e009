"""What was observed of a station: who made it, what was odd, its frames under trace."""

from datetime import timedelta
from typing import Annotated

from fastapi import APIRouter, Depends

from csms import bootstrap
from csms.errors import NotFound, Rejected
from csms.stations.anomalies import AnomalyRepository
from csms.stations.profile import ProfileRepository, zone_of
from csms.stations.traces import TraceRepository
from csms.vendors.registry import GENERIC, all_vendors
from csms.web.fields import StationIdentity
from csms.web.needs import Needs
from csms.web.pagination import Page, PagingQuery
from operator_api.schemas.observed import (
    AnomalyView,
    FrameView,
    ProfileIn,
    ProfileView,
    TraceIn,
    TraceView,
    anomaly_view,
    frame_view,
)

router = APIRouter(prefix="/stations/{station_id:path}")
Profiles = Annotated[ProfileRepository, Depends(bootstrap.profiles)]
Anomalies = Annotated[AnomalyRepository, Depends(bootstrap.anomalies)]
Traces = Annotated[TraceRepository, Depends(bootstrap.traces)]


@router.get("/profile", summary="Get what is known of a station's habits")
def get_station_profile(station_id: StationIdentity, profiles: Profiles) -> ProfileView:
    """The maker that was recognised at the last boot, or set, with its documented quirks."""
    return ProfileView.of(profiles.get(station_id))


@router.put("/profile", summary="Say what a station's habits are")
def put_station_profile(
    station_id: StationIdentity, wanted: ProfileIn, profiles: Profiles, needs: Needs
) -> ProfileView:
    """Counts from the station's next connection on."""
    if needs.stations.get(station_id) is None:
        raise NotFound(f"Station {station_id} is not registered: PUT it first.")
    known = sorted({one.key for one in all_vendors()} | {GENERIC.key})
    if wanted.vendor_key is not None and wanted.vendor_key not in known:
        raise Rejected(f"vendor_key: known are {', '.join(known)}")
    zone_of(wanted.time_zone)
    meter = wanted.meter.settings()
    profiles.set_by_operator(station_id, wanted.vendor_key, wanted.time_zone, meter)
    return ProfileView.of(profiles.get(station_id))


@router.get("/anomalies", summary="List what was odd in a station's frames")
def list_anomalies(station_id: StationIdentity, anomalies: Anomalies) -> Page[AnomalyView]:
    """By name, all on one page: what was repaired, tolerated or refused."""
    return Page(items=[anomaly_view(one) for one in anomalies.of_station(station_id)], next=None)


@router.put("/trace", summary="Switch a station's trace on or off")
def put_trace(
    station_id: StationIdentity, wanted: TraceIn, traces: Traces, needs: Needs
) -> TraceView:
    """Counts within seconds. Frames hold tags: they are kept for seven days, for operators only."""
    if needs.stations.get(station_id) is None:
        raise NotFound(f"Station {station_id} is not registered: PUT it first.")
    until = needs.clock() + timedelta(minutes=wanted.minutes) if wanted.minutes else None
    traces.switch(station_id, until)
    return TraceView(until=until)


@router.get("/trace", summary="Get a station's trace switch")
def get_trace(station_id: StationIdentity, traces: Traces, needs: Needs) -> TraceView:
    """Until when it is on."""
    until = traces.switches().get(station_id)
    return TraceView(until=until if until and until > needs.clock() else None)


@router.get("/frames", summary="List a station's traced frames")
def list_frames(
    station_id: StationIdentity, traces: Traces, paging: PagingQuery
) -> Page[FrameView]:
    """Newest first, kept for seven days: raw, and as they were understood."""
    return paging.page(
        lambda limit, cursor: traces.page(station_id, limit, cursor), frame_view, station_id
    )
