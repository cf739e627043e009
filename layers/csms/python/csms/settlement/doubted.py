"""Doubts about a timeline, told in short."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from csms.charging.costs import Doubted
from csms.pricing.building import Flag


def doubts_of(flags: Sequence[Flag]) -> Iterator[Doubted]:
    """One for each kind: a day of doubtful samples must not fill the session's record."""
    for doubt, every in groupby(sorted(flags, key=_kind), key=_kind):
        found = list(every)
        start, end = min(one.start for one in found), max(one.end for one in found)
        yield Doubted(doubt, start, end, len(found))


def _kind(flag: Flag) -> str:
    return flag.doubt.value
