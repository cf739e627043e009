"""What of a sign of life belongs on its session's trail, and what of a late one still does."""

from csms import clock
from csms.charging.facts import Progress
from csms.charging.model import ChargingSession
from csms.charging.trail import Kind, Noted


def noted_of(progress: Progress) -> tuple[Noted, ...]:
    """Its registers, and the state of the vehicle from the time of the event on."""
    known = [one for one in progress.readings or (progress.reading,) if one.register_wh is not None]
    noted = [
        Noted(one.measured_at, Kind.READING, "", one.register_wh, one.power_w) for one in known
    ]
    if progress.charging_state is not None:
        told_at = clock.from_text(progress.order.partition("#")[0])
        noted.append(Noted(told_at, Kind.STATE, progress.charging_state))
    return tuple(noted)


def still_noted(progress: Progress, session: ChargingSession) -> tuple[Noted, ...]:
    """What of a progress that came late is worth a request of its own.

    Nothing where the price follows from the energy alone, and that from the newest register.
    """
    tariff = session.start.tariff if session.start else None
    if tariff is None or tariff.follows_energy:
        return ()
    return session.trail.new_of(noted_of(progress))
