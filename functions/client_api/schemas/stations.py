"""A station as the public may see it: no identities of hardware, no internals."""

from pydantic import BaseModel, Field

from csms.pricing.tariff import Dimension, Restrictions
from csms.stations.availability import Availability, availability
from csms.stations.model import CurrentType, Evse, Site, Station, StationState
from csms.tariffs.explaining import reason
from csms.tariffs.model import Tariff
from csms.web.fields import DecimalText, Timestamp
from csms.web.station_tariffs import InForce
from csms.web.tariffs import Description, described


class PriceView(BaseModel):
    """The first price of energy of the tariff; `GET /tariffs/{tariff_id}` has all of it."""

    tariff_id: str
    tariff_version: int
    currency: str
    price_per_kwh: DecimalText | None = Field(description="null: energy has no price")
    tax_included: bool = Field(description="Whether price_per_kwh holds the tax")
    vat_percent: DecimalText | None
    step_size_wh: int | None = Field(description="Energy is billed in whole steps of so many Wh")
    conditional: bool = Field(description="Whether other prices hold at other times or amounts")
    description: Description = Field(description="All of the price, in words")


class PublicEvseView(BaseModel):
    """An EVSE: charges one vehicle at a time."""

    evse_id: int
    current_type: CurrentType
    max_power_w: int | None
    connectors: list[int]
    status: Availability
    price: PriceView | None = Field(description="null: no tariff is assigned")
    price_reason: str = Field(description="Why this price is yours, in plain words")


class PublicSiteView(BaseModel):
    """Where the station is."""

    site_id: str
    name: str
    time_zone: str


class PublicStationView(BaseModel):
    """A station with its live status."""

    station_id: str
    site: PublicSiteView | None
    online: bool
    evses: list[PublicEvseView]


class PlaceView(BaseModel):
    """Where a charging point is, for people."""

    name: str
    address: list[str]


class ChargePointView(BaseModel):
    """An EVSE by the code on its label, as anybody may see it."""

    station_id: str
    evse_id: int
    name: str = Field(description="Of the station")
    site: PlaceView | None
    current_type: CurrentType
    max_power_w: int | None
    status: Availability
    price: PriceView | None = Field(description="Of somebody unknown; null: no tariff is assigned")


class StationTariffView(BaseModel):
    """What a session that starts at a moment is priced by, for you."""

    station_id: str
    evse_id: int = Field(description="0: any")
    connector_id: int = Field(description="0: any")
    current_type: CurrentType | None
    at: Timestamp
    price: PriceView | None = Field(description="null: no tariff is assigned")
    price_reason: str = Field(description="Why this price is yours, in plain words")


def price_view(tariff: Tariff | None, current_type: CurrentType | None) -> PriceView | None:
    """The price of energy of the first element that may hold at an EVSE of this current type."""
    if tariff is None:
        return None
    found = [
        (element.restrictions, one)
        for element in tariff.priced.elements
        for one in element.components
        if one.dimension is Dimension.ENERGY
        and element.restrictions.current_type in {None, current_type}
    ]
    restrictions, first = found[0] if found else (Restrictions(), None)
    return PriceView(
        tariff_id=tariff.tariff_id,
        tariff_version=tariff.version,
        currency=tariff.currency,
        price_per_kwh=f"{first.price:f}" if first else None,
        tax_included=tariff.tax_included,
        vat_percent=f"{first.vat_percent:f}" if first else None,
        step_size_wh=first.step_size if first else None,
        description=described(tariff, current_type),
        conditional=restrictions != Restrictions(current_type=restrictions.current_type),
    )


def public_station_view(
    station: Station,
    state: StationState,
    site: Site | None,
    tariffs: dict[int, InForce],
) -> PublicStationView:
    """Present a station. `tariffs` are those in force at its EVSEs."""
    return PublicStationView(
        station_id=station.station_id,
        site=PublicSiteView.model_validate(site, from_attributes=True) if site else None,
        online=state.online,
        evses=[_evse_view(one, state, tariffs[one.evse_id]) for one in station.evses],
    )


def _evse_view(evse: Evse, state: StationState, found: InForce) -> PublicEvseView:
    return PublicEvseView(
        evse_id=evse.evse_id,
        current_type=evse.current_type,
        max_power_w=evse.max_power_w,
        connectors=list(evse.connector_ids),
        status=availability(state, evse.evse_id),
        price=price_view(found.tariff, evse.current_type),
        price_reason=reason(found.decision.assigned),
    )


def charge_point_view(
    station: Station, evse: Evse, state: StationState, site: Site | None, found: InForce
) -> ChargePointView:
    """Present one EVSE to whoever stands before it."""
    return ChargePointView(
        station_id=station.station_id,
        evse_id=evse.evse_id,
        name=station.name or station.station_id,
        site=PlaceView(name=site.name, address=list(site.address)) if site else None,
        current_type=evse.current_type,
        max_power_w=evse.max_power_w,
        status=availability(state, evse.evse_id),
        price=price_view(found.tariff, evse.current_type),
    )
