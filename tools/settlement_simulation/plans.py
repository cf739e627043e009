"""What really happens at the stations: the truth that a world keeps to itself."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from random import Random

from settlement_simulation import network
from settlement_simulation.virtual_time import BEGINNING


class Payer(StrEnum):
    """Who is to pay."""

    BALANCE = "balance"
    CARD = "card at a terminal"
    NOBODY = "unknown token"
    BLOCKED = "blocked card of a driver"


PAYERS = [Payer.BALANCE] * 13 + [Payer.CARD] * 6 + [Payer.NOBODY, Payer.BLOCKED]
ENERGY, NO_ENERGY, ABSURD = "energy", "no energy", "absurd register"
ENERGIES = [ENERGY] * 22 + [NO_ENERGY] * 2 + [ABSURD]
ABSURD_WH = 900_000_000
# At a terminal: what becomes of the visit.
PLUGS_IN, STAYS_AWAY, CANCELS, STATION_REFUSES = "plugs in", "stays away", "cancels", "refused"
VISITS = [PLUGS_IN] * 14 + [STAYS_AWAY, CANCELS, STATION_REFUSES]
AMOUNTS_MINOR = [500, 1500, 2500, 5000]
GAP_S = 700
# After charging ended: so many vehicles stay plugged in, before or after the transaction's end.
FULL_EARLY, WITHHELD, STAYS = 0.35, 0.25, 0.4
LONGEST_STAY_S = 2 * 3600


@dataclass(slots=True)
class Plan:
    """One charging session as it is meant to happen, and what came of it.

    `full_s`: from then on nothing flows; `withheld`: since the station gives none, not because the
    vehicle asks for none. `stays_s`: so long it stays plugged in after the end; None: it leaves by
    being unplugged. `numbers`: of the events of 2.x that were sent.
    `stopped_s`: the station ended it so early, because it was asked to.
    `heard`: frames that were answered, and when first; `given_up`: those that are not sent again.
    """

    name: str
    payer: Payer
    payer_id: str
    station_id: str
    evse_id: int
    starts_at: datetime
    lasts_s: int
    begin_wh: int
    gains_wh: int
    kind: str = ENERGY
    visit: str = PLUGS_IN
    amount_minor: int = 0
    readings: int = 2
    full_s: int | None = None
    withheld: bool = False
    stays_s: int | None = None
    numbers: dict[str, int] = field(default_factory=dict)
    stopped_s: int | None = None
    session_id: str | None = None
    transaction_id: str | None = None
    began: bool = False
    refused: bool = False
    heard: dict[str, datetime] = field(default_factory=dict)
    given_up: set[str] = field(default_factory=set)

    @property
    def ended_s(self) -> int:
        """How long it really lasted."""
        return self.lasts_s if self.stopped_s is None else self.stopped_s

    def register_at(self, second: int) -> int:
        """What the meter really shows so many seconds after the start."""
        flows_s = self.lasts_s if self.full_s is None else self.full_s
        return self.begin_wh + self.gains_wh * min(second, self.ended_s, flows_s) // max(1, flows_s)

    @property
    def left_s(self) -> int:
        """When the vehicle was really unplugged; who is disconnected is no moment longer there."""
        return self.ended_s + (self.stays_s or 0)

    @property
    def parks_from_s(self) -> int:
        """When the vehicle really began to stand there for nothing: it asked for no power, or its
        transaction was over.
        """
        full = self.full_s is not None and not self.withheld
        return min(self.ended_s, self.full_s) if full and self.full_s else self.ended_s

    @property
    def delivered_wh(self) -> int:
        """What the meter really delivered."""
        return self.register_at(self.ended_s) - self.begin_wh

    def at(self, second: int) -> datetime:
        """A moment of it."""
        return self.starts_at + timedelta(seconds=second)


def plans(count: int, random: Random) -> list[Plan]:
    """So many sessions, one after another at each EVSE, many at once in the network."""
    places = [(station, evse) for station in network.station_ids() for evse in (1, 2)]
    free_at = {place: BEGINNING + timedelta(seconds=random.randint(300, 3600)) for place in places}
    registers = {place: random.randint(0, 5_000_000) for place in places}
    made = []
    for number in range(count):
        place = random.choice(places)
        plan = _plan(number, place, free_at[place], registers[place], random)
        stays_s = plan.stays_s or 0
        free_at[place] = plan.at(plan.lasts_s + stays_s + GAP_S + random.randint(0, 900))
        registers[place] = plan.begin_wh + plan.gains_wh
        made.append(plan)
    return made


def _plan(
    number: int, place: tuple[str, int], starts_at: datetime, begin_wh: int, random: Random
) -> Plan:
    payer, lasts_s = random.choice(PAYERS), random.randint(120, 5400)
    kind, power_w = random.choice(ENERGIES), random.randint(2_000, 20_000)
    name = f"s{number:03}"
    who = {
        Payer.BALANCE: random.choice(network.driver_ids()),
        Payer.CARD: f"card-{name}",
        Payer.NOBODY: f"TAG-unknown-{name}",
        Payer.BLOCKED: random.choice(network.driver_ids()),
    }
    gains = 0 if kind == NO_ENERGY else power_w * lasts_s // 3600
    full_s = random.randint(lasts_s // 3, lasts_s - 20) if random.random() < FULL_EARLY else None
    stays_s = random.randint(20, LONGEST_STAY_S) if random.random() < STAYS else None
    return Plan(
        name,
        payer,
        who[payer],
        *place,
        starts_at,
        lasts_s,
        begin_wh,
        gains,
        kind,
        random.choice(VISITS),
        random.choice(AMOUNTS_MINOR),
        random.randint(1, 3),
        full_s=full_s,
        withheld=random.random() < WITHHELD,
        stays_s=stays_s,
    )
