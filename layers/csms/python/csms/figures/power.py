"""The power of all running sessions, summed once a minute: no page has to add them up."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from functools import partial

from csms.charging.model import ChargingSession
from csms.charging.ports import SessionFilter, SessionRepository
from csms.charging.vocabulary import SessionState
from csms.figures.model import NOW, Fact, Group, Place, Share
from csms.figures.ports import FigureRepository, Wanted

PAGE = 100
SUMMED = frozenset({"power_w", "sessions_running"})


def sum_power(sessions: SessionRepository, figures: FigureRepository) -> int:
    """How many run. One fact for each site, also for those where nothing runs any more."""
    sites: defaultdict[str, Counter[str]] = defaultdict(Counter)
    running = 0
    for session in _running(sessions):
        if session.state is SessionState.REFUSED:
            continue
        running += 1
        site_id = (session.start.site_id if session.start else None) or ""
        sites[site_id].update(power_w=power_of(session), sessions_running=1)
    for site_id in sorted(sites.keys() | set(_lit(figures))):
        figures.count(f"power:{site_id}", partial(_fact, site_id, sites[site_id]))
    return running


def power_of(session: ChargingSession) -> int:
    """What it measured last, else what its two newest registers show; W."""
    told = session.latest.power_w if session.latest else None
    return max(0, (session.derived_power_w if told is None else told) or 0)


def _running(sessions: SessionRepository) -> Iterator[ChargingSession]:
    cursor = None
    while True:
        page, cursor = sessions.page(SessionFilter(active=True), PAGE, cursor)
        yield from page
        if cursor is None:
            return


def _lit(figures: FigureRepository) -> Iterable[str]:
    """Sites of which the last round summed something."""
    sums = figures.sums(Wanted(Group.SITE, NOW, NOW))
    return [cell.site_id for cell, amounts in sums.items() if any(amounts[one] for one in SUMMED)]


def _fact(site_id: str, amounts: Counter[str], _before: Fact) -> Fact:
    told = +amounts
    return Fact((Share(None, Place(site_id), told),)) if told else Fact()
