"""A session as storage knows it, rated."""

from collections.abc import Mapping
from datetime import timedelta

from csms.bootstrap import services
from csms.charging.model import SessionKey
from csms.errors import NotFound
from csms.settlement.judging import Judgement, Patience, judge
from csms.settlement.reserved_time import with_reserved_time


def session_key(event: Mapping[str, str]) -> SessionKey:
    """The session that an execution is about."""
    return SessionKey(event["station_id"], event["transaction_id"])


def assess(key: SessionKey) -> Judgement:
    """Rate it; NotFound if there is no such session."""
    shared = services()
    session = shared.sessions.get(key)
    if session is None:
        raise NotFound(f"no session {key.transaction_id} of station {key.station_id}")
    patience = Patience(
        timedelta(seconds=shared.settings.final_reading_wait_s),
        timedelta(seconds=shared.settings.transaction_queue_wait_s),
    )
    session = with_reserved_time(session, shared.reservations)
    telemetry = shared.telemetry.of_session(key)
    return judge(session, telemetry, shared.clock(), patience, shared.commands)
