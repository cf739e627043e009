"""Every minute: what time brings to incidents."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from csms.errors import Overtaken
from csms.incidents import lifecycle
from csms.incidents.looking import look
from csms.incidents.mass import absorb, conclude
from csms.incidents.model import Change, Incident, Kind
from csms.incidents.outages import NETWORK
from csms.incidents.windows import silence
from csms.incidents.writing import Needs, write

# Of one round; what is left comes in the next.
AT_MOST = 500


@dataclass(frozen=True, slots=True)
class Watched:
    """What a round found."""

    seen: int
    changed: int


def watch(needs: Needs) -> Watched:
    """Look at every incident whose time has come. It may be run at any time, and again."""
    due = needs.store.due(needs.clock(), AT_MOST)
    return Watched(len(due), sum(_look(one, needs) for one in due))


def _look(incident_id: str, needs: Needs) -> bool:
    incident, now = needs.store.get(incident_id), needs.clock()
    if incident is None or not incident.live:
        return False
    if incident.kind is Kind.MASS_OUTAGE and not incident.suppressed_by:
        if conclude(incident_id, needs):
            return True
        absorb(incident, needs)
    change = _due(incident, now, needs)
    try:
        # Without a change it is written all the same: it has to be looked at later again.
        write(change or Change(incident), incident, now, needs)
    except Overtaken:
        return False
    return change is not None


def _due(incident: Incident, now: datetime, needs: Needs) -> Change | None:
    if incident.suppressed_until is not None:
        window = silence(incident, needs.windows, now)
        if window is None:
            return lifecycle.release(incident, now)
        same = (window.by, window.until) == (incident.suppressed_by, incident.suppressed_until)
        return None if same else lifecycle.suppress(incident, window, now)
    return look(incident, now, needs.policy)


def count_stations(pages: Iterable[list[str | None]]) -> dict[str, int]:
    """Stations by scope, from the site of each."""
    sizes = {NETWORK: 0}
    for page in pages:
        for site_id in page:
            sizes[NETWORK] += 1
            if site_id is not None:
                scope = f"site:{site_id}"
                sizes[scope] = sizes.get(scope, 0) + 1
    return sizes
