"""Rate an ended session with the tariff fixed at its start."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from csms.charging.costs import CostLine
from csms.charging.model import ChargingSession
from csms.charging.ports import SessionTelemetry
from csms.charging.vocabulary import Flag
from csms.drivers.model import AuthorizationStatus
from csms.errors import Rejected
from csms.pricing.quantities import Item
from csms.settlement.energy_curve import energy_curve
from csms.settlement.finality import FinalEnergy, Review, Wait, final_energy
from csms.settlement.session_facts import final_facts, stopped_at
from csms.settlement.session_price import PricedSession, price_session
from csms.tariffs.model import Tariff

# No vehicle charges for longer; stations without a clock begin at the date of their firmware.
BELIEVED = timedelta(days=31)
BY_TIME = frozenset({Item.CHARGING_TIME.value, Item.PARKING_TIME.value})


@dataclass(frozen=True, slots=True)
class Rated:
    """A session with its price; `priced` is None where nothing was delivered and no tariff held."""

    session: ChargingSession
    energy: FinalEnergy
    priced: PricedSession | None


def rate_session(
    session: ChargingSession,
    telemetry: SessionTelemetry,
    now: datetime,
    wait: timedelta,
    missing: tuple[int, ...] = (),
) -> Rated | Wait | Review:
    """Decide what is to be settled. What costs nothing for want of energy needs nobody to pay."""
    energy = final_energy(session, telemetry.readings, now, wait, missing)
    if not isinstance(energy, FinalEnergy):
        return energy
    tariff = session.start.tariff if session.start else None
    if tariff is None:
        return Rated(session, energy, None) if energy.energy_wh == 0 else _no_tariff(session)
    try:
        rated = rate_at(session, telemetry, tariff, energy)
    except Rejected as error:
        return Review(f"the session cannot be priced: {error}")
    if energy.energy_wh == 0 and rated.priced and rated.priced.gross_minor == 0:
        return rated
    return too_long(rated) or _without_payer(session, energy) or rated


def rate_at(
    session: ChargingSession, telemetry: SessionTelemetry, tariff: Tariff, energy: FinalEnergy
) -> Rated:
    """The price of an energy, whoever says that it was so much. Rejected if it has none."""
    curve = energy_curve(session, telemetry.readings, energy, stopped_at(session))
    if curve.spread:
        energy = replace(energy, flags=energy.flags | {Flag.ENERGY_SPREAD.value})
    facts = final_facts(session, telemetry, curve)
    return Rated(session, energy, price_session(session, tariff, facts))


def too_long(rated: Rated) -> Review | None:
    """A clock that was set during a session makes it last for years."""
    lines = rated.priced.lines if rated.priced else ()
    lasted = stopped_at(rated.session) - rated.session.started_at
    if not time_is_doubtful(rated.session, lines):
        return None
    return Review(f"its time is charged for, and it lasted {lasted.days} days: was a clock set?")


def unless_unproven(result: Rated | Wait | Review) -> Rated | Wait | Review:
    """A review where too much time is charged for in which nothing was heard; by all telemetry,
    since a trail leaves out what its price does not rest on.
    """
    if not isinstance(result, Rated) or not time_is_unproven(result.session, result.priced):
        return result
    hours = result.priced.unproven_s // 3600 if result.priced else 0
    return Review(
        f"its time is charged for, {hours} hours of it without any fact: was a clock set?"
    )


def time_is_unproven(session: ChargingSession, priced: PricedSession | None) -> bool:
    """Whether time costs and nothing was heard for most of a day of it: a clock that was set makes
    such a gap, as does a station that was away. Energy proves itself.
    """
    tariff = session.start.tariff if session.start else None
    most_s = tariff.rules.unproven_s if tariff else None
    if most_s is None or priced is None or priced.unproven_s <= most_s:
        return False
    return any(one.item in BY_TIME and one.gross_minor for one in priced.lines)


def time_is_doubtful(session: ChargingSession, lines: Iterable[CostLine]) -> bool:
    """Whether an ended session charges for more time than anybody charges."""
    lasted = stopped_at(session) - session.started_at
    return lasted > BELIEVED and any(one.item in BY_TIME and one.gross_minor for one in lines)


def _without_payer(session: ChargingSession, energy: FinalEnergy) -> Review | None:
    what = "energy was delivered" if energy.energy_wh else "a fee is due"
    if session.payer is None or not session.payer.pays:
        return Review(f"{what}, but nobody is known to pay for it")
    if session.payer.authorization is not AuthorizationStatus.ACCEPTED:
        return Review(f"{what} to a token that is {session.payer.authorization}")
    return None


def _no_tariff(session: ChargingSession) -> Review:
    if Flag.TARIFF_UNREADABLE.value in session.flags:
        return Review("the session's tariff cannot be read")
    return Review("no tariff was assigned to the EVSE when the session started")
