"""Lists by month, the newest first: an index of keys, then the records, a request for each 100."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from csms.errors import Rejected

if TYPE_CHECKING:
    from collections.abc import Callable

    from csms.adapters.dynamodb.table import Item, Table
    from csms.clock import Clock

FIRST_MONTH = date(2026, 1, 1)
# Months that one page looks through at the most, so that an empty list answers too.
MONTHS_IN_A_PAGE = 12
_CURSOR = re.compile(r"\d{4}-(0[1-9]|1[0-2])")
type Index = tuple[str, str, str]


def place_in(cursor: str | None) -> str | None:
    """The cursor. Rejected: it is none of a list that is sorted by time."""
    if cursor is not None and not _CURSOR.match(cursor):
        raise Rejected("cursor: use the `next` of the page before")
    return cursor


@dataclass(frozen=True, slots=True)
class MonthlyList[Thing]:
    """Things under an index whose partition is a month, and whose sort key begins with a time.

    `present`: the thing of an item, None to leave it out. `now` tells which month is the newest.
    """

    table: Table
    index: Index
    present: Callable[[Item], Thing | None]
    now: Clock

    def page(self, limit: int, cursor: str | None) -> tuple[list[Thing], str | None]:
        """A cursor is a sort key of the index, or the month to go on with. Rejected: it is none."""
        shown: list[Thing] = []
        cursor = place_in(cursor)
        month = date.fromisoformat(f"{(cursor or f'{self.now():%Y-%m}')[:7]}-01")
        for _ in range(MONTHS_IN_A_PAGE):
            left = limit - len(shown)
            if left == 0:
                return shown, f"{month:%Y-%m}~"
            found, cursor = self.of(self.index, f"{month:%Y-%m}", left, cursor)
            shown += found
            if cursor is not None:
                return shown, cursor
            month = (month - timedelta(days=1)).replace(day=1)
        return shown, None if month < FIRST_MONTH else f"{month:%Y-%m}~"

    def of(
        self, index: Index, value: str, limit: int, cursor: str | None
    ) -> tuple[list[Thing], str | None]:
        """Of one partition. At most `limit` keys are read, so less may be left to be shown."""
        heads, last = self.table.query(
            value, index=index, newest_first=True, limit=limit, before=cursor
        )
        keys = [(one["pk"], one["sk"]) for one in heads]
        whole = self.table.get_many(keys)
        found = [self.present(whole[one]) for one in keys if one in whole]
        more = heads[-1][index[2]] if last and heads else None
        return [one for one in found if one is not None], more
