"""Sites: places with stations, and which tariffs hold there."""

from http import HTTPStatus

from fastapi import APIRouter, Response

from csms.errors import NotFound, Unauthorized
from csms.operators.roles import GROUP_OF, Role
from csms.stations.model import Site
from csms.tariffs.assigning import Assigning, assign_general
from csms.tariffs.rules import at_site
from csms.web.authentication import Principal, SignedIn
from csms.web.fields import Identifier
from csms.web.needs import Needs
from csms.web.pagination import Page, PagingQuery
from operator_api.schemas.directory import SiteIn, SiteRow, SiteView, site_row, site_view

router = APIRouter(prefix="/sites")
OF_FINANCE = ("tariff_ids", "legal_entity_id", "require_verified_reading")


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
def put_site(
    site_id: Identifier, wanted: SiteIn, needs: Needs, caller: SignedIn, response: Response
) -> SiteView:
    """Replace the record and the general tariffs; other rules of the site stay. Running sessions
    keep the tariff they started with.

    Tariffs, the legal entity and `require_verified_reading` are changed by the role `finance`.
    """
    spot, known = at_site(site_id), needs.sites.get(site_id)
    _require_finance(wanted, known, needs, caller)
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
    needs.sites.put(site)
    response.status_code = HTTPStatus.OK if known else HTTPStatus.CREATED
    return site_view(site, needs.assignments.at(spot).rules)


def _require_finance(wanted: SiteIn, known: Site | None, needs: Needs, caller: Principal) -> None:
    """What of a site decides on money; others may send it as it is."""
    if Role.FINANCE in caller.roles:
        return
    before = SiteIn.model_validate({"name": "new", "time_zone": "UTC"})
    if known is not None:
        shown = site_view(known, needs.assignments.at(at_site(known.site_id)).rules)
        before = SiteIn.model_validate(shown.model_dump())
    changed = [name for name in OF_FINANCE if getattr(wanted, name) != getattr(before, name)]
    if changed:
        raise Unauthorized(
            f"{', '.join(changed)}: send it as it is; changing it needs the role {Role.FINANCE} "
            f"(group {GROUP_OF[Role.FINANCE]})."
        )
