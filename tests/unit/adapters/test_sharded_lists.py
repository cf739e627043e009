"""What a filtered list asks of an index. The stand-in of DynamoDB counts a limit otherwise."""

from typing import Any

from csms.adapters.dynamodb.sharded_lists import MOST_LOOKS, ShardedList
from csms.adapters.dynamodb.table import Item, Table

SHARDS = 4
ONLY: Item = {"FilterExpression": "#a = :a"}


class Index(Table):
    """Endless shards in which nothing fits; what is asked for is noted."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, int | None]] = []

    def query(self, pk: str, **asked: Any) -> tuple[list[Item], Item | None]:
        self.asked.append((pk, asked["limit"]))
        return [], {"pk": f"row {len(self.asked)}"}

    def get_many(self, keys: list[tuple[str, str]]) -> dict[tuple[str, str], Item]:
        assert not keys
        return {}


def test_a_filter_looks_at_whole_megabytes_and_not_for_ever() -> None:
    """DynamoDB limits what it looks at, before the filter: a small page would find little."""
    index = Index()
    rows = ShardedList(index, ("by_list", "shard"), str, SHARDS, "FACT")
    found, following = rows.page(20, None, ONLY)
    assert (found, index.asked) == ([], [("0", None)] * MOST_LOOKS)
    assert following == f"0|row {MOST_LOOKS}"
