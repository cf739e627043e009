"""Tokens, drivers and sites: who may charge, and where."""

from typing import Annotated, Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    Field,
    model_validator,
)

from csms.drivers.model import Driver, Token, TokenStatus, TokenType
from csms.stations.model import CurrentType, Position, Site
from csms.tariffs.rules import Rule, general_tariff_ids
from csms.web.fields import FarMoment, Identifier, Timestamp
from operator_api.schemas.legal_entities import AddressLine, EntityId


def _any_case(value: Any) -> Any:
    return value.capitalize() if isinstance(value, str) else value


def _known_zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise ValueError("an IANA time zone such as Europe/Berlin is needed") from error
    return name


class TokenIn(BaseModel):
    """What an operator says of a token."""

    status: Annotated[TokenStatus, BeforeValidator(_any_case)] = TokenStatus.ACCEPTED
    driver_id: Identifier | None = Field(None, description="Who pays: the subject of their login")
    group_id: Identifier | None = Field(None, description="OCPP group (parent) id")
    organisation_id: Identifier | None = Field(None, description="Whose contract it charges by")
    expires_at: FarMoment | None = None
    concurrent: bool = Field(True, description="Whether it may charge in two places at once")
    type: TokenType | None = Field(
        None,
        description="OCPP 2.x type, for local lists. Absent: stays as it is, at first ISO14443",
    )


class TokenView(BaseModel):
    """A token: card, app or vehicle."""

    token_id: str
    status: TokenStatus
    driver_id: str | None
    group_id: str | None
    organisation_id: str | None
    expires_at: Timestamp | None
    concurrent: bool
    type: TokenType


class DriverIn(BaseModel):
    """What an operator says of a driver."""

    display_name: str | None = Field(None, max_length=200)


class DriverView(BaseModel):
    """A person who charges."""

    driver_id: str
    display_name: str | None


class SiteIn(BaseModel):
    """What an operator says of a site."""

    name: str = Field(min_length=1, max_length=200)
    time_zone: Annotated[str, AfterValidator(_known_zone)] = Field(examples=["Europe/Berlin"])
    tariff_ids: dict[CurrentType, Identifier] = Field(
        default={}, description="Tariff by current type; where absent, the network's holds"
    )
    address: list[AddressLine] = Field(default=[], max_length=6, description="For receipts")
    legal_entity_id: EntityId | None = Field(
        None, description="Who issues its receipts; null: the network's entity"
    )
    require_verified_reading: bool = Field(
        False, description="Review sessions without a verified signed reading, do not charge them"
    )
    latitude: float | None = Field(None, ge=-90, le=90, description="Degrees, WGS 84")
    longitude: float | None = Field(None, ge=-180, le=180)

    @model_validator(mode="after")
    def _whole_position(self) -> "SiteIn":
        if (self.latitude is None) != (self.longitude is None):
            raise ValueError("latitude and longitude: give both, or neither")
        return self

    def position(self) -> Position | None:
        """Where it is on the map."""
        if self.latitude is None or self.longitude is None:
            return None
        return Position(self.latitude, self.longitude)


class SiteRow(BaseModel):
    """A site in a list; `currency` is the network's."""

    site_id: str
    name: str
    time_zone: str
    address: list[str]
    latitude: float | None
    longitude: float | None
    currency: str | None


class SiteView(BaseModel):
    """A place with stations."""

    site_id: str
    name: str
    time_zone: str
    tariff_ids: dict[CurrentType, str]
    address: list[str]
    legal_entity_id: str | None
    require_verified_reading: bool
    latitude: float | None
    longitude: float | None


def token_view(token: Token) -> TokenView:
    """Present a token."""
    return TokenView.model_validate(token, from_attributes=True)


def driver_view(driver: Driver) -> DriverView:
    """Present a driver."""
    return DriverView.model_validate(driver, from_attributes=True)


def site_view(site: Site, rules: tuple[Rule, ...]) -> SiteView:
    """Present a site with what its rules say for everybody."""
    return SiteView(
        site_id=site.site_id,
        name=site.name,
        time_zone=site.time_zone,
        tariff_ids=general_tariff_ids(rules),
        address=list(site.address),
        legal_entity_id=site.legal_entity_id,
        require_verified_reading=site.require_verified_reading,
        latitude=site.position.latitude if site.position else None,
        longitude=site.position.longitude if site.position else None,
    )


def site_row(site: Site, currency: str | None) -> SiteRow:
    """Present a site in a list."""
    return SiteRow(
        site_id=site.site_id,
        name=site.name,
        time_zone=site.time_zone,
        address=list(site.address),
        latitude=site.position.latitude if site.position else None,
        longitude=site.position.longitude if site.position else None,
        currency=currency,
    )
