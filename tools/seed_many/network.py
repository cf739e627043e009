"""Which sites and stations a large network has, and how each stands: the same at each run."""

import random
from collections.abc import Iterator
from dataclasses import dataclass

from csms.stations.model import CurrentType, Evse, Position, Site, Station

STATIONS_OF_A_SITE = 50
WORDS = ("Available", "Charging", "Available", "Preparing", "Faulted", "Available", "Unavailable")
# Germany, roughly: sites are spread over it.
SOUTH, NORTH, WEST, EAST = 47.5, 54.5, 6.5, 14.5
PLACES = (1, 2)


@dataclass(frozen=True, slots=True)
class Pose:
    """How a station stands: a word for each EVSE, none of one that is away. Few there are."""

    kind: CurrentType
    words: tuple[str, ...]


def stations(count: int) -> Iterator[Station]:
    """One in five charges with DC."""
    for number in range(count):
        kind = CurrentType.DC if number % 5 == 0 else CurrentType.AC
        power_w = 150_000 if kind is CurrentType.DC else 22_000
        evses = tuple(Evse(place, kind, power_w, (1,)) for place in PLACES)
        site_id = f"many-{number // STATIONS_OF_A_SITE:03d}"
        name = f"Bay {number % STATIONS_OF_A_SITE + 1}"
        yield Station(f"MANY-{number:05d}", None, 1, site_id, evses, name=name)


def sites(count: int) -> Iterator[Site]:
    """Those of so many stations."""
    for number in range(-(-count // STATIONS_OF_A_SITE)):
        chance = random.Random(number)
        latitude, longitude = chance.uniform(SOUTH, NORTH), chance.uniform(WEST, EAST)
        position = Position(round(latitude, 4), round(longitude, 4))
        site_id, name = f"many-{number:03d}", f"Car park {number}"
        yield Site(site_id, name, "Europe/Berlin", position=position)


def pose_of(station: Station) -> Pose:
    """Nine of ten are online; each connector has a word of its own."""
    chance = random.Random(station.station_id)
    online = chance.random() < 0.9
    words = tuple(chance.choice(WORDS) for _ in PLACES) if online else ()
    return Pose(station.evses[0].current_type, words)
