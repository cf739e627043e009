"""Tokens, drivers and sites in memory."""

from collections.abc import Iterable
from dataclasses import replace

from csms.drivers.model import Driver, Token, normal_token_id
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


class MemorySites:
    """SiteRepository over a dict."""

    def __init__(self) -> None:
        """Start without sites."""
        self._sites: dict[str, Site] = {}

    def get(self, site_id: str) -> Site | None:
        """See the port."""
        return self._sites.get(site_id)

    def put(self, site: Site) -> None:
        """See the port."""
        self._sites[site.site_id] = site
