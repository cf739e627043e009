"""Who presents themselves at a start, and what is decided on them."""

from dataclasses import replace
from datetime import datetime

from csms.charging.concurrency import Elsewhere, authorize_anew
from csms.charging.payer import Payer
from csms.charging.ports import SessionRepository, StartContext
from csms.charging.start_facts import StartFacts
from csms.drivers.authorization import authorize
from csms.drivers.model import Authorization, AuthorizationStatus, Token, normal_token_id


def payer_of(token_id: str, token: Token | None, now: datetime) -> Payer:
    """Who presents a token, and may pay."""
    return _decided(token_id, authorize(token, now))


def paid_at_station(psp_ref: str) -> Payer:
    """A card that the station's own terminal has authorised: its provider has, so we do."""
    accepted = _decided(psp_ref, Authorization(AuthorizationStatus.ACCEPTED))
    return replace(accepted, psp_ref=psp_ref)


def presented(
    facts: StartFacts, context: StartContext, place: tuple[int, int], sessions: SessionRepository
) -> Payer | None:
    """Who presents themselves at a start, and may pay; None where nobody does."""
    if facts.token_id is None:
        return None
    if context.station is None:  # deregistered while its socket is open
        return _decided(facts.token_id, Authorization(AuthorizationStatus.UNKNOWN))
    if facts.psp_ref is not None:
        return paid_at_station(facts.psp_ref)
    here = Elsewhere(facts.station_id, place)
    decision = authorize_anew(context.token, facts.presented_at, here, sessions)
    return _decided(facts.token_id, decision)


def _decided(token_id: str, decision: Authorization) -> Payer:
    return Payer(
        normal_token_id(token_id),
        decision.status,
        decision.driver_id,
        decision.organisation_id,
        group_id=decision.group_id,
        expires_at=decision.expires_at,
    )
