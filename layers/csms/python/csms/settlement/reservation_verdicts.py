"""Whether a reservation that is over costs something by itself."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from csms.pricing.timeline import Activity, Segment
from csms.settlement.reservation_terms import ReservationTerms
from csms.stations.reservations import Reservation, ReservationState

# CancelReservation may be told a second time by the station (2.x ReservationStatusUpdate).
CANCELLED = frozenset({"CancelReservation", "Removed"})


class Why(StrEnum):
    """What a reservation came to."""

    EXPIRED = "expired"
    CANCELLED_LATE = "cancelled_late"
    USED = "used"
    CANCELLED_IN_TIME = "cancelled_in_time"
    ENDED_BY_STATION = "ended_by_station"
    STATION_OFFLINE = "station_offline"
    OPEN = "open"


# What of a reservation's time is priced, where it costs something by itself.
CHARGED = {
    Why.EXPIRED: Activity.RESERVATION_EXPIRED,
    Why.CANCELLED_LATE: Activity.RESERVED,
}


@dataclass(frozen=True, slots=True)
class Verdict:
    """`reserved` is the time to be priced, None where it costs nothing by itself."""

    why: Why
    reserved: Segment | None = None


def judge_reservation(
    found: Reservation, terms: ReservationTerms, *, online: bool, now: datetime
) -> Verdict:
    """Only a driver's own doing costs: one who let it expire, or cancelled it late.

    A station that is offline may have served a session that nobody has heard of, or nobody at all.
    """
    since, until = found.accepted_at, terms.until
    if since is None or found.state_at(now) is ReservationState.USED:
        return Verdict(Why.USED)
    if found.cancelled_at is not None and found.end_reason in CANCELLED:
        return _cancelled(since, min(found.cancelled_at, until), terms)
    if found.ended is ReservationState.CANCELLED:
        return Verdict(Why.ENDED_BY_STATION)
    if now < terms.due_at:
        return Verdict(Why.OPEN)
    if not online:
        return Verdict(Why.STATION_OFFLINE)
    return Verdict(Why.EXPIRED, Segment(since, until, CHARGED[Why.EXPIRED]))


def _cancelled(since: datetime, at: datetime, terms: ReservationTerms) -> Verdict:
    if at - since <= timedelta(seconds=terms.tariff.policy.free_cancellation_s):
        return Verdict(Why.CANCELLED_IN_TIME)
    return Verdict(Why.CANCELLED_LATE, Segment(since, at, CHARGED[Why.CANCELLED_LATE]))
