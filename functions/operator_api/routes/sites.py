"""Sites: places with stations, and which tariffs hold there."""

from http import HTTPStatus

from fastapi import APIRouter, Response

from csms.errors import NotFound
from csms.stations.model import Site
from csms.tariffs.assigning import Assigning, assign_general
from csms.tariffs.rules import at_site
from csms.web.authentication import SignedIn
from csms.web.fields import Identifier
from csms.web.needs import Needs
from csms.web.pagination import Page, PagingQuery
from operator_api.schemas.directory import SiteIn, SiteRow, SiteView, site_row, site_view

router = APIRouter(prefix="/sites")


@router.get("", summary="List sites")
def list_sites(needs: Needs, paging: PagingQuery, caller: SignedIn) -> Page[SiteRow]:
    """Those that the caller may see, in a stable order; of one who is kept to some, on one page."""
    currency = needs.assignments.currency()
    if caller.sites:
        own = needs.sites.get_many(caller.sites)
        return Page(items=[site_row(own[one], currency) for one in sorted(own)], next=None)
    return paging.page(needs.sites.page, lambda one: site_row(one, currency), "sites")


@router.get("/{site_id}", summary="Get a site")
def get_site(site_id: Identifier, needs: Needs) -> SiteView:
    """A site."""
    site = needs.sites.get(site_id)
    if site is None:
        raise NotFound(f"Site {site_id} is not known: PUT it first.")
    return site_view(site, needs.assignments.at(at_site(site_id)).rules)


@router.put(
    "/{site_id}",
    summary="Register or change a site",
    responses={HTTPStatus.CREATED: {"model": SiteView}},
)
def put_site(site_id: Identifier, wanted: SiteIn, needs: Needs, response: Response) -> SiteView:
    """Replace the record and the general tariffs; other rules of the site stay. Running sessions
    keep the tariff they started with.
    """
    spot = at_site(site_id)
    assign_general(spot, dict(wanted.tariff_ids), Assigning(needs.assignments, needs.tariffs))
    site = Site(
        site_id,
        wanted.name,
        wanted.time_zone,
        tuple(wanted.address),
        wanted.legal_entity_id,
        wanted.require_verified_reading,
        wanted.position(),
    )
    known = needs.sites.get(site_id) is not None
    needs.sites.put(site)
    response.status_code = HTTPStatus.OK if known else HTTPStatus.CREATED
    return site_view(site, needs.assignments.at(spot).rules)
