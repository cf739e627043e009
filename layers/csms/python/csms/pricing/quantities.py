"""How much of what is billed at which price, with OCPI's step sizes (`mod_tariffs`, step_size)."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction
from operator import itemgetter

from csms.pricing.conditions import Stretch
from csms.pricing.marks import MILLI, Exact
from csms.pricing.selection import Selection
from csms.pricing.tariff import Component, Dimension
from csms.pricing.timeline import RESERVING, Activity

# A moment in ms to a local date as text, or to "" where no cap counts by day.
DayOf = Callable[[int], str]


class Item(StrEnum):
    """What a line is for."""

    FLAT = "flat"
    ENERGY = "energy"
    CHARGING_TIME = "charging_time"
    PARKING_TIME = "parking_time"
    RESERVATION = "reservation"
    RESERVATION_FEE = "reservation_fee"


Key = tuple[Item, int, str]
TIMED = {
    Activity.RESERVED: Item.RESERVATION,
    Activity.RESERVATION_EXPIRED: Item.RESERVATION,
    Activity.CHARGING: Item.CHARGING_TIME,
    Activity.PARKED: Item.PARKING_TIME,
}


@dataclass(frozen=True, slots=True)
class Quantity:
    """A priced amount: mWh of energy, ms of time, 1 of a fee. `surplus` came by rounding up.

    `day` is the local date as ISO text, where a cap counts by day.
    """

    item: Item
    component: Component
    amount: Exact
    surplus: Exact = 0
    day: str = ""


def quantities(found: Iterable[Stretch], selection: Selection, day_of: DayOf) -> list[Quantity]:
    """What is billed, in the order of first use, with the steps applied.

    Steps round once for energy and once for time; parked time, if it has a price, goes before
    (`mod_cdrs`, step_size).
    """
    collector = _Collector(day_of)
    for stretch in found:
        collector.add(stretch, selection.components(stretch))
    collector.step(Item.ENERGY)
    collector.step(Item.RESERVATION)
    parked = Item.PARKING_TIME in collector.last
    collector.step(Item.PARKING_TIME if parked else Item.CHARGING_TIME)
    return list(collector.found.values())


class _Collector:
    """Adds up stretches; what has the same price, on the same day if a cap asks, is one."""

    def __init__(self, day_of: DayOf) -> None:
        self.day_of = day_of
        self.found: dict[Key, Quantity] = {}
        self.last: dict[Item, tuple[int, Key]] = {}

    def add(self, stretch: Stretch, components: Mapping[Dimension, Component]) -> None:
        reserving = stretch.activity in RESERVING
        fee = Item.RESERVATION_FEE if reserving else Item.FLAT
        if fee not in self.last:
            self._count(fee, components.get(Dimension.FLAT), 1, 0, "")
        if not reserving:
            energy = components.get(Dimension.ENERGY)
            self._count(Item.ENERGY, energy, stretch.energy_mwh, stretch.last_energy, "")
        item = TIMED.get(stretch.activity)
        if item is not None:
            component = components.get(
                Dimension.PARKING_TIME if item is Item.PARKING_TIME else Dimension.TIME
            )
            day = self.day_of(stretch.at_ms) if item is Item.PARKING_TIME else ""
            self._count(item, component, stretch.length_ms, stretch.last_time, day)

    def step(self, item: Item) -> None:
        """The surplus is billed at the price of the last component, by its step."""
        if item not in self.last:
            return
        key = self.last[item][1]
        last = self.found[key]
        total = sum((one.amount for one in self.found.values() if one.item is item), Fraction(0))
        step = last.component.step_size * MILLI
        if step <= 0:
            return
        surplus = -(-total // step) * step - total
        self.found[key] = replace(last, amount=last.amount + surplus, surplus=surplus)

    def _count(
        self, item: Item, component: Component | None, amount: Exact, order: int, day: str
    ) -> None:
        if component is None or not amount:
            return
        key = item, id(component), day
        known = self.found.get(key)
        so_far = known.amount if known else 0
        self.found[key] = Quantity(item, component, so_far + amount, day=day)
        self.last[item] = max(self.last.get(item, (0, key)), (order, key), key=itemgetter(0))
