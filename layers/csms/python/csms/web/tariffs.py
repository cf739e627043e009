"""Tariffs in requests and answers: exact numbers in and out, with a description in words."""

from collections.abc import Iterable
from typing import Annotated, Any

from fastapi import Depends, Request
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, Field, ValidationError

from csms import exact_json
from csms.pricing.describing import describe
from csms.pricing.findings import Finding, Severity
from csms.pricing.wording import Language
from csms.stations.model import CurrentType
from csms.tariffs.model import Tariff
from csms.web import decimal_json
from csms.web.openapi import body_of
from csms.web.tariff_documents import TariffDocument

# What our own answers hold beside the document: a document that was got may be sent back.
ADDED = ("description", "warnings")
Description = dict[Language, list[str]]


class FindingView(BaseModel):
    """What the lint has found; an error forbids to publish."""

    code: str = Field(description="For programs", examples=["step_size"])
    severity: Severity
    where: str = Field(examples=["elements[0].price_components[0]"])
    message: str


class TariffView(TariffDocument):
    """A tariff, and what it says in words: a line for each kind of price."""

    description: Description


class PublishedView(TariffView):
    """A published tariff, and what is odd about it."""

    warnings: list[FindingView]


def documents(content: Any) -> dict[str, Any]:
    """A document as it was sent, checked; ValidationError if it is none."""
    TariffDocument.model_validate(content)
    return {name: value for name, value in content.items() if name not in ADDED}


async def exact_body(request: Request) -> Any:
    """JSON with exact numbers: FastAPI would make floats of them. What could not be sent back (half
    a surrogate pair) is malformed.
    """
    try:
        content = decimal_json.loads(await request.body(), parse_float=exact_json.bounded)
        decimal_json.dumps(content, ascii_only=False).encode()
    except (ValueError, RecursionError) as error:
        malformed = {"type": "json_invalid", "loc": ("body",), "msg": str(error)}
        raise RequestValidationError([malformed]) from error
    return content


ExactBody = Annotated[Any, Depends(exact_body)]


def _tariff_body(content: ExactBody) -> dict[str, Any]:
    try:
        return documents(content)
    except ValidationError as error:
        raise invalid(error) from error


def invalid(error: ValidationError) -> RequestValidationError:
    """The same error with its places in the body."""
    return RequestValidationError([{**one, "loc": ("body", *one["loc"])} for one in error.errors()])


TariffBody = Annotated[dict[str, Any], Depends(_tariff_body)]


TARIFF_REQUEST = body_of(TariffDocument)


def described(tariff: Tariff, current_type: CurrentType | None = None) -> Description:
    """A tariff in words, in every language; with a current type, for that alone."""
    return {one: list(describe(tariff.priced, one, current_type)) for one in Language}


def finding_views(found: Iterable[Finding]) -> list[FindingView]:
    """Present findings."""
    return [FindingView.model_validate(one, from_attributes=True) for one in found]


def tariff_response(
    tariff: Tariff,
    status: int = 200,
    warnings: Iterable[Finding] | None = None,
    notes: Iterable[str] | None = None,
) -> decimal_json.DecimalJsonResponse:
    """Present a tariff with its numbers as they were given."""
    content: dict[str, Any] = {**tariff.document, "description": described(tariff)}
    if warnings is not None:
        content["warnings"] = [one.model_dump() for one in finding_views(warnings)]
    if notes is not None:
        content["notes"] = list(notes)
    return decimal_json.DecimalJsonResponse(content, status)
