"""A session as storage knows it, rated."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

from csms.bootstrap import checking, seeing, services
from csms.charging.model import ChargingSession
from csms.charging.vocabulary import SessionKey
from csms.errors import NotFound
from csms.receipts.checking import check_session
from csms.receipts.requiring import Result, unless_verified
from csms.settlement.judging import Judgement, Patience, judge
from csms.settlement.rating import Rated
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
    now = shared.clock()
    judged = judge(session, seeing().of(session, now), now, patience, shared.commands)
    return replace(judged, result=proven(session, judged.result))


def proven(session: ChargingSession, result: Result) -> Result:
    """Some sites charge only for what a meter has signed; the check is loaded for them alone."""
    site_id = session.start.site_id if session.start else None
    if not isinstance(result, Rated) or site_id is None:
        return result
    site = services().sites.get(site_id)
    if site is None or not site.require_verified_reading:
        return result
    checked = check_session(session, result.energy.energy_wh, checking())
    return unless_verified(result, checked)
