"""A tariff as it is priced: elements in order, the first that holds gives the price (OCPI 2.3.0).

Beyond OCPI: `current_type` of an element (OCPP 2.1 `evseKind`), `min_idle_s` and `max_idle_s`
counted from the end of charging (OCPP 2.1 `minIdleTime`), and caps of what parking may cost.
"""

from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from enum import StrEnum

from csms.stations.model import CurrentType


class Dimension(StrEnum):
    """OCPI TariffDimensionType."""

    ENERGY = "ENERGY"
    TIME = "TIME"
    PARKING_TIME = "PARKING_TIME"
    FLAT = "FLAT"


class Reservation(StrEnum):
    """OCPI ReservationRestrictionType."""

    RESERVATION = "RESERVATION"
    RESERVATION_EXPIRES = "RESERVATION_EXPIRES"


@dataclass(frozen=True, slots=True)
class Component:
    """A price: per kWh, per hour, or once. `step_size` in Wh or seconds; 0 and 1 round nothing."""

    dimension: Dimension
    price: Decimal
    vat_percent: Decimal = Decimal(0)
    step_size: int = 1


@dataclass(frozen=True, slots=True)
class Restrictions:
    """When an element holds: all that is given together. Bounds are `min <= x < max`.

    Times and dates are those of the station's wall clock. Durations count from the start of
    charging, currents are sums over phases.
    """

    start_time: time | None = None
    end_time: time | None = None
    start_date: date | None = None
    end_date: date | None = None
    days_of_week: frozenset[int] = frozenset()
    min_energy_wh: int | None = None
    max_energy_wh: int | None = None
    min_current_a: Decimal | None = None
    max_current_a: Decimal | None = None
    min_power_w: int | None = None
    max_power_w: int | None = None
    min_duration_s: int | None = None
    max_duration_s: int | None = None
    min_idle_s: int | None = None
    max_idle_s: int | None = None
    reservation: Reservation | None = None
    current_type: CurrentType | None = None


@dataclass(frozen=True, slots=True)
class Element:
    """Components that hold together."""

    components: tuple[Component, ...]
    restrictions: Restrictions = Restrictions()


@dataclass(frozen=True, slots=True)
class PriceLimit:
    """Bounds of a session's price, with and without tax, each on its own."""

    before_taxes: Decimal | None = None
    after_taxes: Decimal | None = None


@dataclass(frozen=True, slots=True)
class ParkingCap:
    """The most that parking may cost, in the tariff's own terms (with or without tax)."""

    per_session: Decimal | None = None
    per_day: Decimal | None = None


@dataclass(frozen=True, slots=True)
class PricedTariff:
    """What the engine needs of a tariff version."""

    currency: str
    tax_included: bool
    elements: tuple[Element, ...]
    min_price: PriceLimit = PriceLimit()
    max_price: PriceLimit = PriceLimit()
    parking_cap: ParkingCap = ParkingCap()
