"""A site as a point on a map: how many of its stations stand how."""

from pydantic import BaseModel, Field

from csms.figures.ports import SiteNow
from csms.stations.model import Site
from operator_api.schemas.reports import StandingCounts, standing_counts


class SiteStateRow(BaseModel):
    """A site with the states of all of its stations, counted."""

    site_id: str | None = Field(description="null: stations without a site")
    name: str | None = Field(description="null: the site is not registered")
    latitude: float | None = Field(description="Degrees")
    longitude: float | None
    stations: StandingCounts
    power_w: int = Field(description="Summed every minute")


def site_state_row(now: SiteNow, site: Site | None) -> SiteStateRow:
    """Present a site."""
    position = site.position if site else None
    return SiteStateRow(
        site_id=now.site_id or None,
        name=site.name if site else None,
        latitude=position.latitude if position else None,
        longitude=position.longitude if position else None,
        stations=standing_counts(now.amounts),
        power_w=now.amounts.get("power_w", 0),
    )
