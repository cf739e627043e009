"""Rate an ended session with the tariff fixed at its start."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from csms.charging.model import ChargingSession, MeterReading
from csms.drivers.model import AuthorizationStatus
from csms.settlement.finality import FinalEnergy, Review, Wait, final_energy
from csms.tariffs.model import Tariff
from csms.tariffs.rating import PricedSession, price
from csms.tariffs.timeline import Activity, Segment


@dataclass(frozen=True, slots=True)
class Rated:
    """A session with its price; `priced` is None where nothing was delivered."""

    session: ChargingSession
    energy: FinalEnergy
    priced: PricedSession | None


def rate_session(
    session: ChargingSession,
    readings: Sequence[MeterReading],
    now: datetime,
    wait: timedelta,
    missing: tuple[int, ...] = (),
) -> Rated | Wait | Review:
    """Decide what is to be settled. Zero energy costs nothing, whoever pays."""
    energy = final_energy(session, readings, now, wait, missing)
    if not isinstance(energy, FinalEnergy):
        return energy
    if energy.energy_wh == 0:
        return Rated(session, energy, None)
    tariff = session.start.tariff if session.start else None
    if tariff is None:
        return Review("no tariff was assigned to the EVSE when the session started")
    if session.payer is None or session.payer.driver_id is None:
        return Review("energy was delivered, but nobody is known to pay for it")
    if session.payer.authorization is not AuthorizationStatus.ACCEPTED:
        return Review(f"energy was delivered to a token that is {session.payer.authorization}")
    return Rated(session, energy, price_energy(session, tariff, energy.energy_wh, now))


def price_energy(
    session: ChargingSession, tariff: Tariff, energy_wh: int, until: datetime
) -> PricedSession:
    """The price of a session's energy so far: running and final cost by the same function."""
    end = session.stop.stopped_at if session.stop else until
    segment = Segment(session.started_at, end, Activity.CHARGING, energy_wh)
    return price(tariff, (segment,))
