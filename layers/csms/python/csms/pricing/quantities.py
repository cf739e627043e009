"""How much of what is billed at which price, with OCPI's step sizes (`mod_tariffs`, step_size)."""

from dataclasses import dataclass, field, replace
from datetime import tzinfo
from enum import StrEnum
from fractions import Fraction

from csms.pricing.calendar import moment_of
from csms.pricing.pieces import Exact, Piece
from csms.pricing.selection import Selection
from csms.pricing.tariff import Component, Dimension
from csms.pricing.timeline import RESERVING, Activity

# What one unit of a component's step is in ours: Wh in mWh, s in ms.
MILLI = 1000


class Item(StrEnum):
    """What a line is for."""

    FLAT = "flat"
    ENERGY = "energy"
    CHARGING_TIME = "charging_time"
    PARKING_TIME = "parking_time"
    RESERVATION = "reservation"
    RESERVATION_FEE = "reservation_fee"


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


@dataclass(slots=True)
class Collector:
    """Adds up pieces; what has the same price is one quantity, in the order of first use."""

    selection: Selection
    zone: tzinfo
    daily: bool
    found: dict[tuple[Item, int, str], Quantity] = field(default_factory=dict)
    last: dict[Item, tuple[Item, int, str]] = field(default_factory=dict)

    def add(self, piece: Piece) -> None:
        """One piece in every dimension."""
        self._fee(piece)
        if piece.activity in RESERVING:
            self._count(piece, Dimension.TIME, Item.RESERVATION, piece.length_ms)
            return
        if piece.energy_mwh:
            self._count(piece, Dimension.ENERGY, Item.ENERGY, piece.energy_mwh)
        if piece.activity is Activity.CHARGING:
            self._count(piece, Dimension.TIME, Item.CHARGING_TIME, piece.length_ms)
        elif piece.activity is Activity.PARKED:
            self._count(piece, Dimension.PARKING_TIME, Item.PARKING_TIME, piece.length_ms)

    def quantities(self) -> list[Quantity]:
        """With the steps applied: once for energy, once for time; parked time goes before."""
        self._step(Item.ENERGY)
        self._step(Item.RESERVATION)
        self._step(Item.PARKING_TIME if Item.PARKING_TIME in self.last else Item.CHARGING_TIME)
        return list(self.found.values())

    def _fee(self, piece: Piece) -> None:
        item = Item.RESERVATION_FEE if piece.activity in RESERVING else Item.FLAT
        if item not in self.last:
            self._count(piece, Dimension.FLAT, item, 1)

    def _count(self, piece: Piece, dimension: Dimension, item: Item, amount: Exact) -> None:
        component = self.selection.component(piece, dimension)
        if component is None:
            return
        by_day = self.daily and item is Item.PARKING_TIME
        day = moment_of(int(piece.start)).astimezone(self.zone).date().isoformat() if by_day else ""
        key = item, id(component), day
        known = self.found.get(key)
        if known is None:
            self.found[key] = Quantity(item, component, amount, day=day)
        else:
            self.found[key] = replace(known, amount=known.amount + amount)
        self.last[item] = key

    def _step(self, item: Item) -> None:
        """The surplus is billed at the price of the last component, by its step."""
        key = self.last.get(item)
        if key is None:
            return
        last = self.found[key]
        total = sum((one.amount for one in self.found.values() if one.item is item), Fraction(0))
        step = last.component.step_size * MILLI
        if step <= 0:
            return
        surplus = -(-total // step) * step - total
        self.found[key] = replace(last, amount=last.amount + surplus, surplus=surplus)
