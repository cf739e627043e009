"""Counts every fact again: after a fault of counting, or into an empty table."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial

from csms.charging.ports import SessionFilter
from csms.figures.counting import Counting, count_session, count_station, count_transfer
from csms.ledger.model import Transfer

PAGE = 100


@dataclass(slots=True)
class Recounted:
    """How many facts there are, and of how many the figures were wrong."""

    facts: int = 0
    changed: int = 0

    def note(self, *, changed: bool) -> None:
        """One more."""
        self.facts += 1
        self.changed += changed


def recount(transfers: Iterable[Transfer], needs: Counting) -> Recounted:
    """Sessions, stations and transfers, while the network runs; uptime is counted by its timer."""
    done = Recounted()
    for session in _all(partial(needs.sessions.page, SessionFilter())):
        done.note(changed=count_session(session.key, needs))
        if session.active:
            count_station(session.key.station_id, needs, session.key.transaction_id)
    for transfer in transfers:
        done.note(changed=count_transfer(transfer, needs))
    for station in _all(needs.stations.page):
        done.note(changed=count_station(station.station_id, needs))
    return done


def _all[Thing](
    page: Callable[[int, str | None], tuple[list[Thing], str | None]],
) -> Iterator[Thing]:
    cursor = None
    while True:
        things, cursor = page(PAGE, cursor)
        yield from things
        if cursor is None:
            return
