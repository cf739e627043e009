"""What local lists need from storage, and the two ways to change one."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Protocol

from csms.drivers.local_lists import HeldList, WantedList
from csms.errors import Conflict, Unavailable

ATTEMPTS = 5


class LocalListRepository(Protocol):
    """Wanted and held lists of stations, and which stations' lists name a token."""

    def wanted(self, station_id: str) -> WantedList | None:
        """What the operator wants; None if lists of this station are not ours to keep."""

    def put_wanted(self, station_id: str, wanted: WantedList) -> bool:
        """Replace what is wanted. False if a newer version stands there."""

    def held(self, station_id: str) -> HeldList:
        """What the station is known to hold, consistently read."""

    def save(self, station_id: str, held: HeldList) -> bool:
        """Replace the record. False if it was changed since it was read."""

    def hold(self, token_ids: Iterable[str], station_id: str, version: int) -> None:
        """Note that this station's list names these tokens, since this version of it."""

    def release(self, token_ids: Iterable[str], station_id: str, version: int) -> None:
        """Forget that, unless a newer version names them again."""

    def holders(self, token_id: str) -> list[str]:
        """The stations whose lists name the token."""


def change(
    station_id: str, step: Callable[[HeldList], HeldList], lists: LocalListRepository
) -> HeldList:
    """Change what is known of a station's list; others may do so at the same time."""
    for _attempt in range(ATTEMPTS):
        before = lists.held(station_id)
        after = step(before)
        if after == before or lists.save(station_id, after):
            return after
    raise Unavailable(f"the list of station {station_id} changes too often")


def want_list(station_id: str, token_ids: Iterable[str], lists: LocalListRepository) -> WantedList:
    """Want these tokens in a station's list. A station that refused lists is asked again.

    Which stations name a token is noted before the list and taken back after it, so that a crash
    between the writes, or somebody else's list, loses no station.
    """
    before = lists.wanted(station_id)
    number = change(station_id, _numbered_again, lists).number
    wanted = WantedList(tuple(dict.fromkeys(token_ids)), number)
    lists.hold(wanted.token_ids, station_id, number)
    if not lists.put_wanted(station_id, wanted):
        raise Conflict("Somebody else changed this list at the same time: look at it, try again.")
    gone = set(before.token_ids if before else ()) - set(wanted.token_ids)
    lists.release(sorted(gone), station_id, number)
    return wanted


def _numbered_again(held: HeldList) -> HeldList:
    return replace(held.numbered(), unsupported=False)
