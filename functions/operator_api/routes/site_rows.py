"""Sites with how their stations stand: what a map of a large network shows, in few requests."""

from fastapi import APIRouter

from csms.web.authentication import SignedIn
from csms.web.needs import Needs
from csms.web.pagination import LongPagingQuery, Page
from operator_api.own_sites import of_sites
from operator_api.routes.reports import FigureNeeds
from operator_api.schemas.site_rows import SiteStateRow, site_state_row

router = APIRouter(prefix="/sites/states")


@router.get("", summary="List sites with the states of their stations")
def list_site_states(
    needs: Needs, figures: FigureNeeds, paging: LongPagingQuery, caller: SignedIn
) -> Page[SiteStateRow]:
    """Sites that have stations, in a stable order, a second or two behind these. The counts are of
    all stations: together they are those of the overview.
    """
    read = of_sites(None, caller, figures.sites_now)
    found, following = paging.read(read, "site states", sorted(caller.sites))
    sites = needs.sites.get_many(one.site_id for one in found if one.site_id)
    rows = [site_state_row(one, sites.get(one.site_id)) for one in found]
    return Page(items=rows, next=following)
