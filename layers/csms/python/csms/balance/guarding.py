"""A running session reserves ahead in steps, and is stopped before the balance is exhausted."""

from collections.abc import Callable
from dataclasses import dataclass

from csms.balance.forecast import Forecast, forecast
from csms.balance.stopping import stop_for_balance
from csms.charging.model import ChargingSession
from csms.charging.ports import SessionRepository
from csms.charging.reserve import Reserve
from csms.charging.vocabulary import Flag
from csms.clock import Clock
from csms.commands.model import Command
from csms.commands.requesting import Requesting
from csms.drivers.model import AuthorizationStatus
from csms.ledger import chart
from csms.ledger.holds import Hold
from csms.ledger.ports import HoldRepository, LedgerRepository
from csms.money import Money, whole_units
from csms.settlement.holding import hold_cost


@dataclass(frozen=True, slots=True)
class Guarding:
    """What the guard needs.

    `step`: whole units of the currency that are reserved at once. `on_credit`: whether a driver
    who has no wallet at all may charge (`MinimumBalance` is 0). `requesting` is asked for only to
    stop a session.
    """

    ledger: LedgerRepository
    holds: HoldRepository
    sessions: SessionRepository
    requesting: Callable[[], Requesting]
    clock: Clock
    step: int
    on_credit: bool = False


@dataclass(frozen=True, slots=True)
class Guarded:
    """What a look came to: what is reserved now, whether all is used up, and the order to stop."""

    reserve: Reserve
    exhausted: bool
    stop: Command | None = None


def guard(session: ChargingSession, needs: Guarding) -> Guarded | None:
    """Reserve more if the session comes near to what it has; stop it if there is no more.

    None, and no request, where there is nothing to do. It may be run at any time, for any state
    of the session, and again: amounts only grow, a stop has one id.
    """
    seen = forecast(session) if _is_prepaid(session) else None
    if seen is None or not _near(seen, session.reserve):
        return None
    now, wanted = needs.clock(), _wanted(seen, needs.step)
    hold = hold_cost(session, Money(wanted, seen.cost.currency), now, needs.ledger, needs.holds)
    if hold is not None and not _counts(hold, session):
        return None
    held = hold.minor if hold else 0
    if held == 0 and needs.on_credit and not _has_wallet(session, needs.ledger):
        needs.sessions.record_reserve(session.key, Reserve(0, seen.cost.currency), frozenset())
        return None
    # Neither, where as much as was wanted could be held; else all that there is is held.
    exhausted = _is_exhausted(seen, held)
    low = exhausted or _most_is_used(seen, held)
    reserve = Reserve(held, seen.cost.currency, now if low else None).over(session.reserve)
    _note(session, reserve, exhausted=exhausted, needs=needs)
    return Guarded(reserve, exhausted, _stop(session, seen, held, needs) if exhausted else None)


def _stop(session: ChargingSession, seen: Forecast, held: int, needs: Guarding) -> Command | None:
    limit = Money(held, seen.cost.currency)
    return stop_for_balance(session, seen.cost, limit, needs.requesting())


def _note(session: ChargingSession, reserve: Reserve, *, exhausted: bool, needs: Guarding) -> None:
    """Keep what is new. Where nothing is held and nothing used, the next reading looks again."""
    flags = frozenset({Flag.BALANCE_EXHAUSTED.value} if exhausted else ())
    known = reserve == session.reserve and flags <= session.flags
    if not known and (reserve.minor or reserve.low_at):
        needs.sessions.record_reserve(session.key, reserve, flags)


def _is_prepaid(session: ChargingSession) -> bool:
    """Whether a driver's wallet pays a session that runs."""
    payer = session.payer
    if not session.active or payer is None or payer.driver_id is None:
        return False
    return payer.authorization is AuthorizationStatus.ACCEPTED


def _near(seen: Forecast, reserve: Reserve | None) -> bool:
    """Whether what is reserved may not last until the station hears of more, or is mostly used.

    Nothing reserved although it was looked for: the session is on credit.
    """
    if reserve is None:
        return True
    if reserve.minor == 0 and reserve.low_at is None:
        return False
    return seen.at_raise_minor >= reserve.minor or _most_is_used(seen, reserve.minor)


def _wanted(seen: Forecast, step: int) -> int:
    """So many whole steps that the next looks cost no request."""
    size = whole_units(step, seen.cost.currency).minor
    lasting, mostly_unused = seen.at_raise_minor // size, 5 * seen.cost.minor // (4 * size)
    return (max(lasting, mostly_unused) + 1) * size


def _most_is_used(seen: Forecast, held: int) -> bool:
    """80 %."""
    return 5 * seen.cost.minor >= 4 * max(held, 1)


def _is_exhausted(seen: Forecast, held: int) -> bool:
    """Whether the next look would be too late, where all that the driver has is held.

    What is free of charge needs nothing.
    """
    return seen.at_stop_minor >= max(held, 1)


def _counts(hold: Hold, session: ChargingSession) -> bool:
    """Whether the hold is there for this session and its driver: a late fact may name another."""
    payer = session.payer
    driver_id = payer.driver_id if payer else None
    return hold.pending and driver_id is not None and hold.account_id == chart.wallet(driver_id)


def _has_wallet(session: ChargingSession, ledger: LedgerRepository) -> bool:
    payer = session.payer
    wallet = chart.wallet(payer.driver_id) if payer and payer.driver_id else ""
    return ledger.balances(wallet) is not None
