"""A tariff on the wire: the field names of OCPI 2.3.0, exact numbers."""

from decimal import Decimal
from typing import Annotated, Any, Literal

from fastapi import Depends, Request
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, ConfigDict, Field, ValidationError, WithJsonSchema

from csms.stations.model import CurrentType
from csms.tariffs.document import document_from_tariff
from csms.tariffs.model import Tariff
from csms.web import decimal_json

Number = Annotated[
    Decimal,
    Field(ge=0, max_digits=16, decimal_places=8),
    WithJsonSchema({"type": "number", "minimum": 0}),
]


class PriceComponentDocument(BaseModel):
    """A price per kWh, with or without tax as `tax_included` says."""

    model_config = ConfigDict(extra="allow")
    type: str = Field(examples=["ENERGY"])
    price: Number = Field(examples=[0.49])
    vat: Annotated[Number, Field(le=100)] | None = Field(None, description="Percent")
    step_size: int = Field(1, ge=0, le=1_000_000, description="Wh; 0 and 1 mean exact billing")


class ElementDocument(BaseModel):
    """Prices that hold together."""

    model_config = ConfigDict(extra="allow")
    price_components: list[PriceComponentDocument] = Field(min_length=1, max_length=20)


class TariffDocument(BaseModel):
    """A tariff. What cannot be priced yet is refused, never ignored."""

    model_config = ConfigDict(extra="allow")
    id: str | None = Field(None, description="As in the path, if given")
    version: int | None = Field(None, description="Given by the CSMS")
    currency: str = Field(pattern="^[A-Z]{3}$", description="ISO 4217", examples=["EUR"])
    tax_included: Literal["YES", "NO"] = "NO"
    current_type: CurrentType | None = None
    elements: list[ElementDocument] = Field(min_length=1, max_length=100)


async def _body(request: Request) -> dict[str, Any]:
    """The body as it was sent, checked, with exact numbers: FastAPI would make floats of them."""
    try:
        document = decimal_json.loads(await request.body())
        TariffDocument.model_validate(document)
    except ValidationError as error:
        errors = [{**one, "loc": ("body", *one["loc"])} for one in error.errors()]
        raise RequestValidationError(errors) from error
    except (ValueError, RecursionError) as error:
        malformed = {"type": "json_invalid", "loc": ("body",), "msg": str(error)}
        raise RequestValidationError([malformed]) from error
    return dict(document)


TariffBody = Annotated[dict[str, Any], Depends(_body)]
TARIFF_REQUEST = {
    "requestBody": {
        "required": True,
        "content": {
            "application/json": {"schema": {"$ref": "#/components/schemas/TariffDocument"}}
        },
    }
}


def tariff_response(tariff: Tariff, status: int = 200) -> decimal_json.DecimalJsonResponse:
    """Present a tariff with its numbers as they were given."""
    return decimal_json.DecimalJsonResponse(document_from_tariff(tariff), status)
