"""The time that a session's reservation kept its EVSE: part of the session's price."""

from dataclasses import replace

from csms.charging.model import ChargingSession
from csms.charging.reserved import reserved_time
from csms.stations.reservations import Reservation, ReservationRepository


def with_reserved_time(
    session: ChargingSession, reservations: ReservationRepository
) -> ChargingSession:
    """The session with the time that is its own: two requests, none without a reservation.

    It says first that it has used the reservation, so that this is not charged for by itself
    as well; where that was done before, the session has none.
    """
    start = session.start
    number = start.reservation_number if start else None
    if start is None or number is None or number < 0:
        return session
    station_id = session.key.station_id
    reservations.add_facts(Reservation(station_id, number, session_id=session.session_id))
    found = reservations.find(station_id, number)
    mine = found is not None and found.session_id == session.session_id
    kept = reserved_time(found, session.payer, start.started_at) if mine else None
    since, until = kept or (None, None)
    return replace(session, start=replace(start, reserved_at=since, reserved_until=until))
