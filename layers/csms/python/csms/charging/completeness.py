"""Which events of a transaction never arrived: its numbers have holes (2.0.1 Part 2 §1.3.2)."""

from collections.abc import Iterable
from itertools import pairwise

# Enough to tell which; a station whose numbers jump must not fill an item.
LISTED = 100


def missing_seq_nos(seen: Iterable[int]) -> tuple[int, ...]:
    """The numbers between the first and the last that were seen; at most so many are LISTED.

    Where counting begins is the station's affair: 0 by the standard, 1 or anything in the field.
    One that says the same number throughout has no holes.
    """
    missing: list[int] = []
    for before, after in pairwise(sorted(set(seen))):
        last = min(after, before + 1 + LISTED - len(missing))
        missing.extend(range(before + 1, last))
    return tuple(missing)
