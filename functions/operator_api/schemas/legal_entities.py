"""Legal entities: who issues receipts."""

from typing import Annotated, Literal

from pydantic import BaseModel, Field

from csms.receipts.legal import LegalEntity
from csms.web.fields import Identifier

Line = Annotated[Identifier, Field(max_length=200)]
AddressLine = Annotated[Line, Field(examples=["Bahnhofstraße 12"])]
# It stands in the numbers of the entity's documents.
EntityId = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]{0,30}$", examples=["network"])]
Language = Literal["de", "en"]


class LegalEntityIn(BaseModel):
    """What a receipt says of the seller."""

    name: Line | None = Field(None, examples=["Example Charging Ltd"])
    address: list[AddressLine] = Field(default=[], max_length=6)
    country: str | None = Field(None, pattern=r"^[A-Z]{2}$", description="ISO 3166-1 alpha-2")
    vat_id: Line | None = Field(None, examples=["DE123456789"])
    registration: Line | None = Field(None, description="Register and number")
    email: Line | None = None
    phone: Line | None = None
    website: Line | None = None
    footers: dict[Language, Annotated[str, Field(max_length=500)]] = Field(
        default={}, description="Closing words by language"
    )


class LegalEntityView(LegalEntityIn):
    """The same, and what a receipt should name and cannot."""

    entity_id: str
    missing: list[str] = Field(description="Receipts are issued all the same, and say so")


def entity_from(entity_id: str, wanted: LegalEntityIn) -> LegalEntity:
    """The domain's entity."""
    given = wanted.model_dump()
    given["address"] = tuple(given["address"])
    return LegalEntity(entity_id, **given)


def entity_view(entity: LegalEntity) -> LegalEntityView:
    """Present an entity."""
    return LegalEntityView.model_validate(entity, from_attributes=True)
