"""Hold what a session costs, or will cost, as far as the wallet has it."""

from datetime import datetime, timedelta

from csms.charging.model import ChargingSession
from csms.drivers.model import AuthorizationStatus
from csms.errors import Conflict
from csms.ledger import chart
from csms.ledger.holds import Hold, place
from csms.ledger.ports import HoldRepository, LedgerRepository
from csms.money import Money
from csms.settlement.paying import Means, hold_id, means_of

ATTEMPTS = 4
# Longer than a settlement waits for anything; then a sweeper gives the money back.
HELD_FOR = timedelta(days=30)


def hold_cost(
    session: ChargingSession,
    cost: Money,
    now: datetime,
    ledger: LedgerRepository,
    holds: HoldRepository,
) -> Hold | None:
    """Hold, or hold more; None where there is nothing to hold. Again: the same.

    A hold that has ended stays ended: the session is paid. What changes between reading and
    holding is decided anew; Conflict if that goes on.
    """
    payer = session.payer
    if payer is None or payer.driver_id is None or session.settlement is not None:
        return None
    if payer.authorization is not AuthorizationStatus.ACCEPTED:
        return None
    for attempt in range(ATTEMPTS):
        found = means_of(session.session_id, payer.driver_id, cost.currency, ledger, holds)
        try:
            return _hold(found, min(cost.minor, found.most_minor), now, holds)
        except Conflict:
            if attempt == ATTEMPTS - 1:
                raise
    return None


def _hold(found: Means, minor: int, now: datetime, holds: HoldRepository) -> Hold | None:
    known, session_id = found.hold, found.session_id
    if known is not None:
        if not known.pending or minor <= known.minor:
            return known
        if known.account_id != chart.wallet(found.driver_id):
            return known  # a late fact names another payer: the settlement gives it back
        return holds.extend(known, minor, known.expires_at)
    if minor <= 0:
        return None
    wallet = chart.wallet(found.driver_id)
    until = now + HELD_FOR
    return holds.place(
        place(hold_id(session_id), wallet, found.currency, minor, session_id, now, until)
    )
