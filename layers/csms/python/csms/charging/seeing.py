"""Everything that was said around a session, from its own events, its connector, its station."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from csms.charging.model import ChargingSession
from csms.charging.places import place_of
from csms.charging.ports import SessionTelemetry, TelemetryRepository
from csms.charging.states import Told, changes_of
from csms.charging.vocabulary import EndedBy
from csms.stations.history import StationHistory

# A station's clock may be ahead of ours by so much (`csms.ocpp.times`).
AHEAD = timedelta(minutes=5)
# Times are kept by the millisecond.
JUST_BEFORE = timedelta(milliseconds=1)


@dataclass(frozen=True, slots=True)
class Seeing:
    """Where it stands."""

    telemetry: TelemetryRepository
    history: StationHistory

    def of(self, session: ChargingSession, now: datetime) -> SessionTelemetry:
        """The telemetry of a session with its states: three queries, by its own time alone."""
        found = self.telemetry.of_session(session.key)
        station_id, since, until = session.key.station_id, session.started_at, _until(session, now)
        place = place_of(session)
        statuses = self.history.statuses(station_id, place, since, until) if place else []
        states = tuple(one for one in found.states if one.at <= until)
        outages = self.history.outages(station_id, since, until)
        changes = changes_of(session, Told(states, statuses, outages), found.readings)
        return replace(found, changes=changes)


def _until(session: ChargingSession, now: datetime) -> datetime:
    """Where parking is not priced, what comes after the stop concerns nobody. What a connector
    says from the next session's start on is about that one.
    """
    end, start = session.end, session.start
    if end is not None:
        return end.at - JUST_BEFORE if end.by is EndedBy.NEXT_SESSION else end.at
    if session.stop is not None and not (start and start.idle_priced):
        return session.stop.stopped_at
    return now + AHEAD
