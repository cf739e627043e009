"""Tokens, drivers and sites: the read-mostly directory."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csms import clock
from csms.adapters.dynamodb.sharded_lists import ShardedList
from csms.adapters.dynamodb.station_items import position_item, site_from
from csms.adapters.dynamodb.table import Item, Table
from csms.drivers.model import Driver, Token, TokenStatus, TokenType, normal_token_id
from csms.drivers.visitors import is_visitor
from csms.ids import shard_of
from csms.stations.model import Site

if TYPE_CHECKING:
    from collections.abc import Iterable

RECORD = "RECORD"
LIST_SHARDS = 4


def token_key(token_id: str) -> str:
    """Partition of a token."""
    return f"TOKEN#{normal_token_id(token_id)}"


def site_key(site_id: str) -> str:
    """Partition of a site."""
    return f"SITE#{site_id}"


def token_from(item: Item) -> Token:
    """A token."""
    expires_at = item.get("expires_at")
    return Token(
        token_id=item["token_id"],
        status=TokenStatus(item["status"]),
        driver_id=item.get("driver_id"),
        group_id=item.get("group_id"),
        expires_at=clock.from_text(expires_at) if expires_at else None,
        concurrent=item.get("concurrent", True),
        type=TokenType(item.get("type", TokenType.ISO14443)),
        organisation_id=item.get("organisation_id"),
    )


def list_shard(kind: str, name: str) -> str:
    """Which partition of the list of all of a kind."""
    return f"{kind}#{shard_of(name, LIST_SHARDS)}"


def list_of(table: Table, kind: str) -> ShardedList:
    """Everything of a kind."""
    return ShardedList(
        table, ("by_kind", "kind_shard"), lambda shard: f"{kind}#{shard}", LIST_SHARDS, RECORD
    )


class DynamoTokens:
    """TokenRepository over the directory table."""

    def __init__(self, table: Table) -> None:
        """The directory."""
        self._table = table

    def get(self, token_id: str) -> Token | None:
        """See the port."""
        item = self._table.get(token_key(token_id), RECORD, consistent=False)
        return token_from(item) if item else None

    def get_many(self, token_ids: Iterable[str]) -> dict[str, Token]:
        """See the port."""
        places = [(pk, RECORD) for pk in sorted({token_key(one) for one in token_ids})]
        tokens = map(token_from, self._table.get_many(places).values())
        return {one.token_id: one for one in tokens}

    def put(self, token: Token) -> None:
        """See the port."""
        token_id = normal_token_id(token.token_id)
        self._table.put(
            {
                "pk": token_key(token.token_id),
                "sk": RECORD,
                "kind_shard": None if is_visitor(token_id) else list_shard("token", token_id),
                "token_id": token_id,
                "status": token.status.value,
                "driver_id": token.driver_id,
                "group_id": token.group_id,
                "expires_at": clock.to_text(token.expires_at) if token.expires_at else None,
                "concurrent": token.concurrent,
                "type": token.type.value,
                "organisation_id": token.organisation_id,
            }
        )

    def delete(self, token_id: str) -> None:
        """See the port."""
        self._table.delete(token_key(token_id), RECORD)

    def page(self, limit: int, cursor: str | None) -> tuple[list[Token], str | None]:
        """See the port."""
        items, following = list_of(self._table, "token").page(limit, cursor)
        return [token_from(one) for one in items], following

    def of_driver(
        self, driver_id: str, limit: int, cursor: str | None
    ) -> tuple[list[Token], str | None]:
        """See the port. The index has the driver's own record, too."""
        index = ("by_driver", "driver_id")
        mine = ShardedList(self._table, index, lambda _: driver_id, 1, RECORD)
        items, following = mine.page(limit, cursor)
        return [token_from(one) for one in items if "token_id" in one], following


def driver_from(item: Item) -> Driver:
    """A driver."""
    return Driver(item["driver_id"], item.get("display_name"))


class DynamoDrivers:
    """DriverRepository over the directory table."""

    def __init__(self, table: Table) -> None:
        """The directory."""
        self._table = table

    def get(self, driver_id: str) -> Driver | None:
        """See the port."""
        item = self._table.get(f"DRIVER#{driver_id}", RECORD)
        if item is None:
            return None
        return driver_from(item)

    def put(self, driver: Driver) -> None:
        """See the port."""
        self._table.put(
            {
                "pk": f"DRIVER#{driver.driver_id}",
                "sk": RECORD,
                "kind_shard": list_shard("driver", driver.driver_id),
                "driver_id": driver.driver_id,
                "display_name": driver.display_name,
            }
        )

    def page(self, limit: int, cursor: str | None) -> tuple[list[Driver], str | None]:
        """See the port."""
        items, following = list_of(self._table, "driver").page(limit, cursor)
        return [driver_from(one) for one in items], following


class DynamoSites:
    """SiteRepository over the directory table."""

    def __init__(self, table: Table) -> None:
        """The directory."""
        self._table = table

    def get(self, site_id: str) -> Site | None:
        """See the port."""
        item = self._table.get(site_key(site_id), RECORD)
        return site_from(item) if item else None

    def get_many(self, site_ids: Iterable[str]) -> dict[str, Site]:
        """See the port."""
        places = [(site_key(one), RECORD) for one in sorted(set(site_ids))]
        sites = map(site_from, self._table.get_many(places).values())
        return {one.site_id: one for one in sites}

    def put(self, site: Site) -> None:
        """See the port."""
        self._table.put(
            {
                "pk": site_key(site.site_id),
                "sk": RECORD,
                "kind_shard": list_shard("site", site.site_id),
                "site_id": site.site_id,
                "name": site.name,
                "time_zone": site.time_zone,
                "address": list(site.address),
                "legal_entity_id": site.legal_entity_id,
                "require_verified_reading": site.require_verified_reading,
                "position": position_item(site.position),
            }
        )

    def page(self, limit: int, cursor: str | None) -> tuple[list[Site], str | None]:
        """See the port."""
        items, following = list_of(self._table, "site").page(limit, cursor)
        return [site_from(one) for one in items], following
