"""The time that a reservation kept an EVSE for a session, as part of what the session costs."""

from datetime import datetime

from csms.charging.payer import Payer
from csms.drivers.model import normal_token_id
from csms.stations.reservations import Reservation

Kept = tuple[datetime, datetime]


def reserved_time(found: Reservation | None, payer: Payer | None, start: datetime) -> Kept | None:
    """From when to when; None if whoever pays for the session did not reserve.

    A station may name another's reservation, or a stale one. Until it is known who pays, it counts.
    """
    if found is None or (payer is not None and not _reserved_by(found, payer)):
        return None
    return found.kept_until(start)


def _reserved_by(found: Reservation, payer: Payer) -> bool:
    """By their token, or by another one of theirs."""
    if payer.driver_id is not None and payer.driver_id == found.driver_id:
        return True
    return found.token_id is not None and normal_token_id(found.token_id) == payer.token_id
