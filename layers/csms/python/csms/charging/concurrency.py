"""May this token begin another session? (1.6 §7.2 and 2.0.1 C: ConcurrentTx)."""

from dataclasses import dataclass, replace
from datetime import datetime

from csms.charging.model import ChargingSession
from csms.charging.places import place_of
from csms.charging.ports import SessionFilter, SessionRepository
from csms.drivers.authorization import authorize
from csms.drivers.model import Authorization, AuthorizationStatus, Token

# A token's newest sessions; one that still runs is among them.
NEWEST = 10


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Where the token is presented. What runs there may be about to end, so it is no second one.

    Without a `place`: anywhere at the station.
    """

    station_id: str
    place: tuple[int, int] | None = None

    def runs(self, session: ChargingSession) -> bool:
        """Whether a session is a running one in another place."""
        payer = session.payer
        accepted = payer is not None and payer.authorization is AuthorizationStatus.ACCEPTED
        here = session.key.station_id == self.station_id and self.place in {
            None,
            place_of(session),
        }
        return session.active and accepted and not here


def authorize_anew(
    token: Token | None, now: datetime, at: Elsewhere, sessions: SessionRepository
) -> Authorization:
    """Decide on a token that wants to charge. Reads on only for one that may do so just once."""
    decision = authorize(token, now)
    if token is None or token.concurrent or not decision.accepted:
        return decision
    found, _ = sessions.page(SessionFilter(token_id=token.token_id), NEWEST, None)
    if not any(at.runs(one) for one in found):
        return decision
    return replace(decision, status=AuthorizationStatus.CONCURRENT)
