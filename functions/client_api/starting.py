"""Whether a driver may ask for a start here."""

from datetime import datetime

from csms.bootstrap import Services
from csms.charging.credit import owed_by
from csms.drivers.authorization import authorize
from csms.drivers.model import Token
from csms.errors import Conflict, NotFound, Rejected, Unauthorized
from csms.ledger.chart import wallet
from csms.ledger.ports import LedgerRepository


def require_evse(station_id: str, evse_id: int, needs: Services) -> None:
    """The station must be registered, and have this EVSE."""
    station = needs.stations.get(station_id)
    if station is None:
        raise NotFound(f"Station {station_id} is not known: see GET /stations.")
    if station.evse(evse_id) is None:
        known = ", ".join(str(one.evse_id) for one in station.evses) or "none"
        raise Rejected(f"evse_id: station {station_id} has no EVSE {evse_id}; it has: {known}.")


def require_credit(driver_id: str, ledger: LedgerRepository) -> None:
    """A start on an empty balance would be charging on credit; and debts are paid first."""
    owed = owed_by(driver_id, ledger)
    if owed is not None:
        raise Conflict(
            f"You owe {owed.major} {owed.currency}: top up your balance, which pays it, then start."
        )
    balances = ledger.balances(wallet(driver_id))
    if balances is None or balances.available_minor <= 0:
        raise Conflict("Your balance is empty: it must be topped up before charging by app.")


def require_permission(token: Token, now: datetime) -> None:
    """Tell now what the station would be told later."""
    decision = authorize(token, now)
    if not decision.accepted:
        raise Unauthorized(f"Charging by app is {decision.status} for you: ask the operator why.")
