"""What a session costs and why, as it is stored and shown. Exact numbers are decimal text."""

from dataclasses import dataclass
from datetime import datetime

# By what a line is for (`csms.pricing.quantities.Item`): OCPI's dimension of its price, its unit.
MINIMUM = "minimum"
KINDS = {
    "energy": ("ENERGY", "kWh"),
    "charging_time": ("TIME", "h"),
    "parking_time": ("PARKING_TIME", "h"),
    "flat": ("FLAT", "session"),
    "reservation": ("TIME", "h"),
    "reservation_fee": ("FLAT", "session"),
    MINIMUM: ("FLAT", "session"),
}


@dataclass(frozen=True, slots=True)
class CostLine:
    """A priced quantity.

    `price` and `amount` hold the tax if the tariff's prices do; `amount` is exact, `waived` is what
    a cap took off it. `net_minor` and `gross_minor` are the line's share of what is charged: after
    the tariff's least and greatest price, rounded so that the lines sum to the session's cost.
    """

    item: str
    quantity: str
    price: str
    vat_percent: str
    amount: str
    net_minor: int
    gross_minor: int
    waived: str = "0"

    @property
    def dimension(self) -> str:
        """OCPI's word."""
        return KINDS[self.item][0]

    @property
    def unit(self) -> str:
        """Of the quantity, and what `price` is for."""
        return KINDS[self.item][1]


@dataclass(frozen=True, slots=True)
class TaxShare:
    """What one rate comes to, in minor units."""

    vat_percent: str
    net_minor: int
    tax_minor: int


@dataclass(frozen=True, slots=True)
class IdleProof:
    """A time in which the vehicle asked for no power, and what shows it.

    `signal` is the state that was reported, None where only the register tells; `ended_by` says
    what ended it (`csms.pricing.idle`).
    """

    start: datetime
    end: datetime
    last_increase: datetime | None
    signal: str | None
    ended_by: str


@dataclass(frozen=True, slots=True)
class Doubted:
    """A doubt about the timeline (`csms.pricing.building.Doubt`): from when to when, how often."""

    doubt: str
    start: datetime
    end: datetime
    count: int
