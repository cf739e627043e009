"""What a session did, moment by moment: the only thing a price is made of."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Activity(StrEnum):
    """Three-valued: only PARKED (the vehicle asks for no power; OCPI 2.3.0) may cost idle fee."""

    CHARGING = "CHARGING"
    PARKED = "PARKED"
    WITHHELD = "WITHHELD"


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of time with one activity and the energy that flowed in it."""

    start: datetime
    end: datetime
    activity: Activity
    energy_wh: int
