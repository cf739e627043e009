"""Maintenance of a caller who is kept to sites: at those, and at stations that stand there."""

from collections.abc import Sequence
from functools import cache

from csms.errors import Unauthorized
from csms.incidents.windows import Window
from csms.stations.ports import StationRepository
from csms.web.authentication import Principal


def own_windows(
    windows: Sequence[Window], caller: Principal, stations: StationRepository
) -> list[Window]:
    """Those of the caller's sites; each station is read once, and none for who sees all."""
    if not caller.sites:
        return list(windows)
    site_of = cache(lambda station_id: _site_of(station_id, stations))
    return [
        one
        for one in windows
        if caller.may_see(site_of(one.station_id) if one.station_id else one.site_id)
    ]


def require_own(window: Window, caller: Principal, stations: StationRepository) -> None:
    """Unauthorized: it is of another site, or of a station that stands at none of theirs."""
    if not own_windows([window], caller, stations):
        raise Unauthorized(
            "This maintenance is not of your sites: name one of them, or a station that is there."
        )


def _site_of(station_id: str, stations: StationRepository) -> str | None:
    station = stations.get(station_id)
    return station.site_id if station else None
