"""What a caller who is kept to sites asks of one or of all of theirs."""

from collections.abc import Callable

from csms.errors import Rejected, Unauthorized
from csms.web.authentication import Principal
from csms.web.pagination import FOREIGN_CURSOR

MOST_SITES = 25
type Read[Thing] = Callable[[str | None, int, str | None], tuple[list[Thing], str | None]]


def one_site(site_id: str | None, caller: Principal) -> str | None:
    """The site that is asked for, or the only one of the caller; None: all.

    Unauthorized: not theirs. Rejected: they have several, and named none.
    """
    if site_id is not None or not caller.sites:
        if not caller.may_see(site_id):
            raise Unauthorized("site_id: this is not one of your sites")
        return site_id
    if len(caller.sites) > 1:
        raise Rejected(f"site_id: name one of your sites: {', '.join(sorted(caller.sites))}")
    return next(iter(caller.sites))


def of_sites[Thing](
    site_id: str | None, caller: Principal, read: Read[Thing]
) -> Callable[[int, str | None], tuple[list[Thing], str | None]]:
    """Reads a site, or all of the caller's in turn, MOST_SITES at most for a page. A cursor names
    the site that it is of.
    """
    if site_id is not None or not caller.sites:
        only = one_site(site_id, caller)
        return lambda limit, cursor: read(only, limit, cursor)
    sites = sorted(caller.sites)

    def page(limit: int, cursor: str | None) -> tuple[list[Thing], str | None]:
        number, _, inner = (cursor or "0|").partition("|")
        if number not in map(str, range(len(sites))):
            raise Rejected(FOREIGN_CURSOR)
        place, found = int(number), list[Thing]()
        for site in sites[place : place + MOST_SITES]:
            things, following = read(site, limit - len(found), inner or None)
            found += things
            if following is not None:
                return found, f"{place}|{following}"
            place, inner = place + 1, ""
            if len(found) == limit:
                break
        return found, f"{place}|" if place < len(sites) else None

    return page
