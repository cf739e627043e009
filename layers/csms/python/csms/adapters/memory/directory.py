"""Tokens, drivers and sites in memory."""

from collections.abc import Iterable
from dataclasses import replace

from csms.adapters.memory.paging import page_of
from csms.drivers.model import Driver, Token, normal_token_id
from csms.drivers.visitors import is_visitor
from csms.stations.model import Site


class MemoryTokens:
    """TokenRepository over a dict."""

    def __init__(self) -> None:
        """Start without tokens."""
        self._tokens: dict[str, Token] = {}

    def get(self, token_id: str) -> Token | None:
        """See the port."""
        return self._tokens.get(normal_token_id(token_id))

    def get_many(self, token_ids: Iterable[str]) -> dict[str, Token]:
        """See the port."""
        wanted = {normal_token_id(one) for one in token_ids}
        return {name: one for name, one in self._tokens.items() if name in wanted}

    def put(self, token: Token) -> None:
        """See the port."""
        token_id = normal_token_id(token.token_id)
        self._tokens[token_id] = replace(token, token_id=token_id)

    def delete(self, token_id: str) -> None:
        """See the port."""
        self._tokens.pop(normal_token_id(token_id), None)

    def page(self, limit: int, cursor: str | None) -> tuple[list[Token], str | None]:
        """See the port."""
        return page_of({k: v for k, v in self._tokens.items() if not is_visitor(k)}, limit, cursor)

    def of_driver(
        self, driver_id: str, limit: int, cursor: str | None
    ) -> tuple[list[Token], str | None]:
        """See the port."""
        mine = {k: v for k, v in self._tokens.items() if v.driver_id == driver_id}
        return page_of(mine, limit, cursor)


class MemoryDrivers:
    """DriverRepository over a dict."""

    def __init__(self) -> None:
        """Start without drivers."""
        self._drivers: dict[str, Driver] = {}

    def get(self, driver_id: str) -> Driver | None:
        """See the port."""
        return self._drivers.get(driver_id)

    def put(self, driver: Driver) -> None:
        """See the port."""
        self._drivers[driver.driver_id] = driver

    def page(self, limit: int, cursor: str | None) -> tuple[list[Driver], str | None]:
        """See the port."""
        return page_of(self._drivers, limit, cursor)


class MemorySites:
    """SiteRepository over a dict."""

    def __init__(self) -> None:
        """Start without sites."""
        self._sites: dict[str, Site] = {}

    def get(self, site_id: str) -> Site | None:
        """See the port."""
        return self._sites.get(site_id)

    def get_many(self, site_ids: Iterable[str]) -> dict[str, Site]:
        """See the port."""
        return {one: self._sites[one] for one in site_ids if one in self._sites}

    def put(self, site: Site) -> None:
        """See the port."""
        self._sites[site.site_id] = site

    def page(self, limit: int, cursor: str | None) -> tuple[list[Site], str | None]:
        """See the port."""
        return page_of(self._sites, limit, cursor)
