"""A tariff on the wire: the field names of OCPI 2.3.0, and what operators need on top."""

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, WithJsonSchema

from csms.stations.model import CurrentType

Number = Annotated[
    Decimal,
    Field(ge=0, max_digits=16, decimal_places=8),
    WithJsonSchema({"type": "number", "minimum": 0}),
]


class PriceComponentDocument(BaseModel):
    """A price per kWh (ENERGY), per hour (TIME, PARKING_TIME) or once (FLAT)."""

    model_config = ConfigDict(extra="allow")
    type: Literal["ENERGY", "TIME", "PARKING_TIME", "FLAT"]
    price: Number = Field(examples=[0.49], description="With or without tax as `tax_included` says")
    vat: Annotated[Number, Field(le=100)] | None = Field(None, description="Percent")
    step_size: int = Field(1, ge=0, le=1_000_000, description="Wh or s; 0 and 1 round nothing")


class RestrictionsDocument(BaseModel):
    """When an element holds: all that is given. `min_idle` and `max_idle` (s since the end of
    charging) and `current_type` are not OCPI's.
    """

    model_config = ConfigDict(extra="allow")
    start_time: str | None = Field(None, examples=["22:00"], description="The site's clock")
    end_time: str | None = Field(None, examples=["06:00"])
    start_date: str | None = Field(None, examples=["2026-01-31"])
    end_date: str | None = None
    day_of_week: list[str] | None = Field(None, examples=[["SATURDAY", "SUNDAY"]])
    min_kwh: Number | None = None
    max_kwh: Number | None = None
    min_current: Number | None = Field(None, description="A, the sum over the phases")
    max_current: Number | None = None
    min_power: Number | None = Field(None, description="kW")
    max_power: Number | None = None
    min_duration: int | None = Field(None, description="s since the start of charging")
    max_duration: int | None = None
    min_idle: int | None = Field(None, description="s since the end of charging", examples=[900])
    max_idle: int | None = None
    reservation: Literal["RESERVATION", "RESERVATION_EXPIRES"] | None = None
    current_type: CurrentType | None = None


class ElementDocument(BaseModel):
    """Prices that hold together; the first element that holds gives a dimension its price."""

    model_config = ConfigDict(extra="allow")
    price_components: list[PriceComponentDocument] = Field(min_length=1, max_length=20)
    restrictions: RestrictionsDocument | None = None


class PriceLimitDocument(BaseModel):
    """A bound of a session's price; `excl_vat` and `incl_vat` (OCPI 2.2.1) are read too."""

    model_config = ConfigDict(extra="allow")
    before_taxes: Number | None = None
    after_taxes: Number | None = None


class ParkingCapDocument(BaseModel):
    """The most that parking costs, with or without tax as the tariff's prices (not OCPI's)."""

    model_config = ConfigDict(extra="allow")
    per_session: Number | None = None
    per_day: Number | None = Field(None, description="Of the site's own calendar")


class RulesDocument(BaseModel):
    """How a session is read for this tariff (not OCPI's); what is absent is as by default."""

    model_config = ConfigDict(extra="allow")
    resume_wh: int = Field(200, description="Less than this while parked is a balancing pulse")
    resume_s: int = Field(300, description="Charging that is said for no longer is one, too")
    after_stop_s: int = Field(
        86_400, ge=0, le=31 * 86_400, description="How long an unplug after the stop is waited for"
    )
    without_energy_s: int | None = Field(
        None, description="A vehicle that never took energy parks after this; null: never"
    )
    unproven_s: int = Field(
        43_200,
        description="Time is charged by a machine only where something was heard within so long",
    )
    free_without_energy: bool = Field(True, description="No energy, no fee and no minimum")
    waive_below_wh: int = Field(0, description="A session of less energy is free")
    waive_below_s: int = Field(0, description="A shorter session is free")


class TariffDocument(BaseModel):
    """A tariff: OCPI 2.3.0, and what operators need on top. What cannot be priced is refused."""

    model_config = ConfigDict(extra="allow")
    id: str | None = Field(None, description="As in the path, if given")
    version: int | None = Field(None, description="Given by the CSMS")
    currency: str = Field(pattern="^[A-Z]{3}$", description="ISO 4217", examples=["EUR"])
    tax_included: Literal["YES", "NO", "N/A"] = "NO"
    current_type: CurrentType | None = None
    elements: list[ElementDocument] = Field(min_length=1, max_length=100)
    min_price: PriceLimitDocument | None = None
    max_price: PriceLimitDocument | None = None
    parking_cap: ParkingCapDocument | None = None
    rules: RulesDocument | None = None
