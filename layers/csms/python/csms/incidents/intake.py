"""Signals in, incidents out: read what is known, decide, write on condition, or begin anew."""

from dataclasses import replace
from datetime import datetime

from csms.errors import Overtaken, Unavailable
from csms.ids import digest, ulid_from
from csms.incidents import lifecycle
from csms.incidents.lifecycle import Suppression
from csms.incidents.mass import conclude, gather
from csms.incidents.model import Change, Incident, Kind, Track
from csms.incidents.outages import parent_of, scopes_of
from csms.incidents.present import Present, as_it_is
from csms.incidents.signals import Signal
from csms.incidents.windows import silence
from csms.incidents.wording import Words, words_for
from csms.incidents.writing import Needs, write

ATTEMPTS = 8
KEPT_MARKS = 20
# Their ends are few: remembered, since nothing else tells that one has overtaken its beginning.
REMEMBERED = frozenset(
    {
        Kind.CERTIFICATE_ENDING,
        Kind.LATE_FACTS,
        Kind.MONEY_GAP,
        Kind.PAYMENT_DISPUTED,
        Kind.TERMINAL_PAYMENT,
        Kind.DEAD_LETTERS,
        Kind.SERVICE_ALARM,
    }
)
# Nothing says that these are over, so an older one is as much a trouble as a newer.
WITHOUT_RECOVERY = frozenset({Kind.SECURITY_EVENT})


def take_in(signal: Signal, needs: Needs) -> Incident | None:
    """The incident that a signal opened or changed; None: it changed nothing.

    Unavailable: others kept changing it; the same signal may be taken in again.
    """
    for _attempt in range(ATTEMPTS):
        try:
            changed = _take_in(signal, needs)
        except Overtaken:
            continue
        if changed is not None:
            _beside(changed, needs)
        return changed
    raise Unavailable("incident: too many changes at once")


def _take_in(signal: Signal, needs: Needs) -> Incident | None:
    track = needs.store.track(signal.kind, signal.object_id)
    incident = needs.store.get(track.incident_id) if track.incident_id else None
    if signal.mark in track.marks:
        return incident
    if _outdated(signal, track, incident):
        return None
    if not signal.present:
        return _recovered(signal, track, incident, needs)
    present = as_it_is(signal, needs.stations, needs.sessions)
    return None if present is None else _there(present, track, incident, needs)


def _outdated(signal: Signal, track: Track, incident: Incident | None) -> bool:
    """Its opposite has come already, and is newer."""
    if signal.counted or signal.kind in WITHOUT_RECOVERY or track.last_at is None:
        return False
    there = incident is not None and incident.live and incident.gone_since is None
    return signal.present != there and signal.at < track.last_at


def _recovered(
    signal: Signal, track: Track, incident: Incident | None, needs: Needs
) -> Incident | None:
    if incident is None or not incident.live:
        if track.tally or signal.kind in REMEMBERED:
            kept = _marked(track, signal, track.incident_id)
            needs.store.keep(replace(kept, tally=()))
        return None
    now = needs.clock()
    change = lifecycle.recover(incident, now)
    return write(change, incident, now, needs, _marked(track, signal, incident.incident_id))


def _there(
    present: Present, track: Track, incident: Incident | None, needs: Needs
) -> Incident | None:
    signal, now = present.signal, needs.clock()
    tally = needs.policy.tallies.get(signal.kind) if signal.counted else None
    if tally is not None:
        recent = tuple(one for one in track.tally if now - one < tally.within)
        track = replace(track, tally=(*recent, now)[-tally.needed :])
    if incident is not None and incident.live:
        words = words_for(signal, present.faults)
        change = lifecycle.see(incident, words, now, needs.policy)
    elif tally is not None and len(track.tally) < tally.needed:
        needs.store.keep(_marked(track, signal, track.incident_id))
        return None
    else:
        change = _opened(present, incident, now, needs)
    before = incident if incident and incident.version == change.incident.version else None
    opened = not (incident is not None and incident.live)
    if opened and present.over:
        change = _unheard(change, before, now)
    lost = scopes_of(signal.place) if opened and signal.kind is Kind.STATION_OFFLINE else ()
    marked = _marked(track, signal, change.incident.incident_id)
    return write(change, before, now, needs, marked, lost)


def _opened(present: Present, last: Incident | None, now: datetime, needs: Needs) -> Change:
    """A new incident, or the last one again."""
    signal = present.signal
    words = words_for(signal, present.faults)
    if last is not None and lifecycle.comes_back(last, now, needs.policy):
        return _opened_again(last, words, now, needs)
    tail = int(digest(signal.kind, signal.object_id, signal.mark), 16)
    incident_id = ulid_from(now, tail)
    fresh = lifecycle.begin(incident_id, signal, words, now, None)
    suppression = _suppression(fresh.incident, now, needs)
    return lifecycle.begin(incident_id, signal, words, now, suppression)


def _opened_again(last: Incident, words: Words, now: datetime, needs: Needs) -> Change:
    """What silenced it the last time may be over, and work may have begun since."""
    suppression = _suppression(last, now, needs)
    if suppression is None:
        again = lifecycle.reopen(last, words, now, needs.policy)
        told = last.suppressed_by is None
        return again if told else again.then(lifecycle.release(again.incident, now))
    quiet = lifecycle.suppress(last, suppression, now)
    again = lifecycle.reopen(quiet.incident, words, now, needs.policy)
    return replace(again, entries=(*again.entries, *quiet.entries))


def _suppression(incident: Incident, now: datetime, needs: Needs) -> Suppression | None:
    window = silence(incident, needs.windows, now)
    if window is not None:
        return window
    parent_id = parent_of(incident, needs.store)
    return Suppression(parent_id, absorbed=True) if parent_id else None


def _unheard(change: Change, before: Incident | None, now: datetime) -> Change:
    """It was over before anybody could be told: it is in the list, and nobody is called."""
    ended = change.then(lifecycle.recover(change.incident, now))
    told = before or replace(ended.incident, notices=0, notice=None, noticed_at=None)
    quiet = replace(
        ended.incident, notices=told.notices, notice=told.notice, noticed_at=told.noticed_at
    )
    return replace(ended, incident=quiet)


def _marked(track: Track, signal: Signal, incident_id: str | None) -> Track:
    return replace(
        track,
        incident_id=incident_id,
        last_at=max(track.last_at or signal.at, signal.at),
        marks=(*track.marks, signal.mark)[-KEPT_MARKS:],
    )


def _beside(changed: Incident, needs: Needs) -> None:
    """What the change of one means to others; it may be done again."""
    if changed.kind is Kind.STATION_OFFLINE and changed.live and not changed.suppressed_by:
        outage = gather(changed, needs, take_in)
        if outage is not None:
            return
    if changed.absorbed and not changed.live and changed.suppressed_by:
        conclude(changed.suppressed_by, needs)
