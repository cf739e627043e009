"""What a session did, moment by moment: the only thing a price is made of."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum


class Activity(StrEnum):
    """Only PARKED (the vehicle asks for no power, OCPI 2.3.0) may cost parking.

    WITHHELD: the EVSE gives none; it costs neither charging time nor parking.
    """

    CHARGING = "CHARGING"
    PARKED = "PARKED"
    WITHHELD = "WITHHELD"
    RESERVED = "RESERVED"
    RESERVATION_EXPIRED = "RESERVATION_EXPIRED"


RESERVING = frozenset({Activity.RESERVED, Activity.RESERVATION_EXPIRED})


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of time with one activity, and the energy that flowed in it, evenly.

    `energy_mwh` in milliwatt-hours. `current_a` is the sum over the phases; unknown, it counts as
    none. Power, if it is not known, is that of the energy.
    """

    start: datetime
    end: datetime
    activity: Activity
    energy_mwh: int = 0
    current_a: Decimal | None = None
    power_w: int | None = None
