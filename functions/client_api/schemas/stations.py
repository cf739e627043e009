"""A station as the public may see it: no identities of hardware, no internals."""

from pydantic import BaseModel, Field

from csms.stations.availability import Availability, availability
from csms.stations.model import CurrentType, Evse, Site, Station, StationState
from csms.tariffs.explaining import reason
from csms.tariffs.model import Tariff
from csms.web.fields import DecimalText, Timestamp
from csms.web.station_tariffs import InForce


class PriceView(BaseModel):
    """What a session that starts now pays for energy."""

    tariff_id: str
    tariff_version: int
    currency: str
    price_per_kwh: DecimalText
    tax_included: bool = Field(description="Whether price_per_kwh holds the tax")
    vat_percent: DecimalText
    step_size_wh: int = Field(description="Energy is billed in whole steps of so many Wh")


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


class StationTariffView(BaseModel):
    """What a session that starts at a moment is priced by, for you."""

    station_id: str
    evse_id: int = Field(description="0: any")
    connector_id: int = Field(description="0: any")
    current_type: CurrentType | None
    at: Timestamp
    price: PriceView | None = Field(description="null: no tariff is assigned")
    price_reason: str = Field(description="Why this price is yours, in plain words")


def price_view(tariff: Tariff | None) -> PriceView | None:
    """The energy price of a tariff: of the first element that has one, as rating does."""
    components = (
        (one for element in tariff.elements for one in element.components) if tariff else ()
    )
    component = next(iter(components), None)
    if tariff is None or component is None:
        return None
    return PriceView(
        tariff_id=tariff.tariff_id,
        tariff_version=tariff.version,
        currency=tariff.currency,
        price_per_kwh=f"{component.price_per_kwh:f}",
        tax_included=tariff.tax_included,
        vat_percent=f"{component.vat_percent:f}",
        step_size_wh=component.step_size_wh,
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
        price=price_view(found.tariff),
        price_reason=reason(found.decision.assigned),
    )
