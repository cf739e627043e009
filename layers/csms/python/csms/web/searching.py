"""Lists with a filter that no index answers: a bounded look at what is there."""

from collections.abc import Callable
from typing import Annotated

from fastapi import Query

# Pages of storage that one request looks at: what it costs does not grow with the list.
MOST_READS = 5
SearchQuery = Annotated[
    str | None, Query(min_length=1, max_length=100, description="Part of a name or an id")
]
type Read[Thing] = Callable[[int, str | None], tuple[list[Thing], str | None]]


def searched[Thing](read: Read[Thing], wanted: Callable[[Thing], bool]) -> Read[Thing]:
    """Read on until a page is full, the list is over, or enough was looked at."""

    def page(limit: int, cursor: str | None) -> tuple[list[Thing], str | None]:
        found: list[Thing] = []
        for _ in range(MOST_READS):
            things, cursor = read(limit - len(found), cursor)
            found += filter(wanted, things)
            if len(found) == limit or cursor is None:
                break
        return found, cursor

    return page


def told_by(search: str | None, *names: str | None) -> bool:
    """Whether one of the names holds what is searched for, whatever its case."""
    wanted = (search or "").casefold()
    return any(wanted in (name or "").casefold() for name in names)
