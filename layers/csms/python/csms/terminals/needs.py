"""What the steps of a visit need."""

from dataclasses import dataclass
from datetime import timedelta

from csms.charging.model import ChargingSession
from csms.charging.ports import SessionFilter, SessionRepository
from csms.clock import Clock
from csms.commands.requesting import Requesting
from csms.drivers.model import AuthorizationStatus
from csms.drivers.ports import TokenRepository
from csms.payments.asking import Paying
from csms.payments.visits import Visit, VisitRepository
from csms.terminals.troubles import TellTrouble

# Sessions with the token of a visit; more than one would be a station's error.
NEWEST = 10
# From the card to the plug.
TO_PLUG_IN = timedelta(minutes=10)
# A list of sessions lags behind; and a station may tell of a start that it made in time.
GRACE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Visiting:
    """What the steps of a visit need."""

    visits: VisitRepository
    paying: Paying
    tokens: TokenRepository
    sessions: SessionRepository
    requesting: Requesting
    tell: TellTrouble

    @property
    def clock(self) -> Clock:
        """Ours."""
        return self.paying.clock


def session_of(visit: Visit, sessions: SessionRepository) -> ChargingSession | None:
    """The session that the visit pays for, or will: the list it is found by lags behind a little.

    A start that was refused is none.
    """
    if visit.session_id is not None:
        return sessions.find(visit.session_id)
    found, _ = sessions.page(SessionFilter(token_id=visit.visit_id), NEWEST, None)
    return next((one for one in reversed(found) if _accepted(one)), None)


def _accepted(session: ChargingSession) -> bool:
    payer = session.payer
    return payer is not None and payer.authorization is AuthorizationStatus.ACCEPTED
