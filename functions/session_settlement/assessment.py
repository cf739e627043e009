"""A session as storage knows it, rated."""

from collections.abc import Mapping
from datetime import timedelta

from csms.bootstrap import services
from csms.charging.model import SessionKey
from csms.errors import NotFound
from csms.settlement.finality import Review, Wait
from csms.settlement.rating import Rated, rate_session


def session_key(event: Mapping[str, str]) -> SessionKey:
    """The session that an execution is about."""
    return SessionKey(event["station_id"], event["transaction_id"])


def assess(key: SessionKey) -> Rated | Wait | Review:
    """Rate it; NotFound if there is no such session."""
    shared = services()
    session = shared.sessions.get(key)
    if session is None:
        raise NotFound(f"no session {key.transaction_id} of station {key.station_id}")
    readings = shared.telemetry.readings(key)
    wait = timedelta(seconds=shared.settings.final_reading_wait_s)
    return rate_session(session, readings, shared.clock(), wait)
