"""Lists in pages: `{"items": [...], "next": cursor or null}` with opaque cursors."""

import base64
import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Query
from pydantic import BaseModel, Field

from csms.errors import Rejected
from csms.ids import digest

DEFAULT_LIMIT, LARGEST_LIMIT, LARGEST_OF_ROWS = 50, 200, 500
FOREIGN_CURSOR = "cursor: use the `next` of the page before, with the same filters"


class Page[Item](BaseModel):
    """One page of a list."""

    items: list[Item]
    next: str | None = Field(description="Cursor of the next page; null on the last one")


@dataclass(frozen=True, slots=True)
class Paging:
    """Which page is asked for."""

    limit: int
    cursor: str | None

    def page[Thing, Item](
        self,
        read: Callable[[int, str | None], tuple[list[Thing], str | None]],
        present: Callable[[Thing], Item],
        *scope: object,
    ) -> Page[Item]:
        """Read and present one page. A cursor works for the list and filters (`scope`) it is of."""
        things, following = self.read(read, *scope)
        return Page(items=[present(one) for one in things], next=following)

    def read[Thing](
        self, read: Callable[[int, str | None], tuple[list[Thing], str | None]], *scope: object
    ) -> tuple[list[Thing], str | None]:
        """The same for whoever presents a page as a whole; the cursor is sealed."""
        things, following = read(self.limit, _opened(self.cursor, digest(*scope)))
        return things, _sealed(following, digest(*scope))


def _paging(
    limit: Annotated[int, Query(ge=1, le=LARGEST_LIMIT, description="Items of a page")] = (
        DEFAULT_LIMIT
    ),
    cursor: Annotated[str | None, Query(description="`next` of the page before")] = None,
) -> Paging:
    return Paging(limit, cursor)


PagingQuery = Annotated[Paging, Depends(_paging)]


def _long_paging(
    limit: Annotated[int, Query(ge=1, le=LARGEST_OF_ROWS, description="Items of a page")] = (
        DEFAULT_LIMIT
    ),
    cursor: Annotated[str | None, Query(description="`next` of the page before")] = None,
) -> Paging:
    return Paging(limit, cursor)


# Of lists whose items are small.
LongPagingQuery = Annotated[Paging, Depends(_long_paging)]


def _sealed(following: str | None, scope: str) -> str | None:
    if following is None:
        return None
    text = json.dumps([digest(scope, following), following])
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def _opened(cursor: str | None, scope: str) -> str | None:
    if cursor is None:
        return None
    try:
        padded = cursor + "=" * (-len(cursor) % 4)
        seal, following = json.loads(base64.urlsafe_b64decode(padded))
    except (ValueError, TypeError) as error:
        raise Rejected(FOREIGN_CURSOR) from error
    if not isinstance(following, str) or seal != digest(scope, following):
        raise Rejected(FOREIGN_CURSOR)
    return following
