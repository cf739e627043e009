"""Facts, sums and absences as items."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from csms import clock
from csms.adapters.dynamodb import figure_keys as keys
from csms.adapters.dynamodb.table import Item, marshal
from csms.figures.model import Fact, Share
from csms.figures.ports import Outage
from csms.figures.rows import told

if TYPE_CHECKING:
    from csms.figures.rows import RowsWanted

# Before the name of what is summed.
FIGURE = "n_"


def fact_item(fact_id: str, fact: Fact) -> Item:
    """A fact; the indexes have those with a row alone."""
    shares = [
        {
            "day": one.day.isoformat() if one.day else None,
            "place": [one.place.site_id, one.place.station_id, one.place.tariff_id],
            "amounts": dict(one.amounts),
        }
        for one in fact.shares
    ]
    row = fact.row
    return {
        "pk": keys.fact(fact_id),
        "sk": keys.FACT,
        "shares": json.dumps(shares, separators=(",", ":")),
        "row": json.dumps(row, separators=(",", ":")) if row is not None else None,
        "list_shard": keys.list_shard(fact_id) if row is not None else None,
        "row_site": (row.get("site_id") or None) if row is not None else None,
        "row_status": row.get("status") if row is not None else None,
        "row_told": told(row) if row is not None else None,
    }


def fact_from(item: Item) -> Fact:
    """A fact."""
    row = json.loads(item["row"]) if "row" in item else None
    return Fact(tuple(_share(one) for one in json.loads(item["shares"])), row)


def _share(one: dict[str, Any]) -> Share:
    return Share(keys.day_from(one["day"]), keys.place_from(one["place"]), one["amounts"])


def amounts_from(item: Item) -> dict[str, int]:
    """Without those that have come to nothing."""
    named = {name: int(one) for name, one in item.items() if name.startswith(FIGURE)}
    return {name.removeprefix(FIGURE): amount for name, amount in named.items() if amount}


def outage_from(item: Item) -> Outage:
    until = item.get("until")
    return Outage(clock.from_text(item["sk"]), clock.from_text(until) if until else None)


def rows_filter(wanted: RowsWanted) -> Item:
    """A filter of the indexes of rows."""
    search = wanted.search.casefold() if wanted.search is not None else None
    parts = [
        ("#status = :status", ("#status", "row_status"), (":status", wanted.status)),
        ("contains(#told, :told)", ("#told", "row_told"), (":told", search)),
    ]
    used = [part for part in parts if part[2][1] is not None]
    return {
        "FilterExpression": " AND ".join(condition for condition, _, _ in used),
        "ExpressionAttributeNames": dict(name for _, name, _ in used),
        "ExpressionAttributeValues": marshal(dict(value for _, _, value in used)),
    }
