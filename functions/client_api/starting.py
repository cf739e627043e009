"""Whether a driver may ask for a start here."""

from dataclasses import replace
from datetime import datetime

from csms.bootstrap import Services
from csms.charging.credit import Credit, Lack, accounts_of
from csms.drivers.authorization import authorize
from csms.drivers.model import Token
from csms.errors import Conflict, NotFound, Rejected, Unauthorized
from csms.ledger.chart import wallet


def require_evse(station_id: str, evse_id: int, needs: Services) -> None:
    """The station must be registered, and have this EVSE."""
    station = needs.stations.get(station_id)
    if station is None:
        raise NotFound(f"Station {station_id} is not known: see GET /stations.")
    if station.evse(evse_id) is None:
        known = ", ".join(str(one.evse_id) for one in station.evses) or "none"
        raise Rejected(f"evse_id: station {station_id} has no EVSE {evse_id}; it has: {known}.")


def require_credit(driver_id: str, credit: Credit) -> None:
    """By app nobody charges on credit, whatever else the deployment lets pass."""
    accounts = credit.accounts.balances_of(accounts_of(driver_id))
    lack = replace(credit.rules, debts_block=True).lack(driver_id, accounts)
    if lack is not None:
        raise Conflict(str(lack))
    balances = accounts.get(wallet(driver_id))
    if balances is None or balances.available_minor <= 0:
        raise Conflict(str(Lack()))


def require_permission(token: Token, now: datetime) -> None:
    """Tell now what the station would be told later."""
    decision = authorize(token, now)
    if not decision.accepted:
        raise Unauthorized(f"Charging by app is {decision.status} for you: ask the operator why.")
