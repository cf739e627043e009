"""Every error as RFC 9457 problem+json, mapped in one table; each says what to do."""

from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException

from csms.errors import (
    Conflict,
    CsmsError,
    Fault,
    Faulty,
    NotFound,
    Rejected,
    Unauthorized,
    Unavailable,
)

MEDIA_TYPE = "application/problem+json"
TYPE_PREFIX = "urn:stationmaster:problem:"
RETRY_SECONDS = "1"


@dataclass(frozen=True, slots=True)
class Kind:
    """How a class of errors is answered. `detail` replaces a message that is not for callers."""

    status: HTTPStatus
    name: str
    title: str
    detail: str | None = None


KINDS: Mapping[type[CsmsError], Kind] = {
    NotFound: Kind(HTTPStatus.NOT_FOUND, "not-found", "Not found"),
    Conflict: Kind(HTTPStatus.CONFLICT, "conflict", "The present state forbids it"),
    Rejected: Kind(HTTPStatus.UNPROCESSABLE_ENTITY, "rejected", "The request is wrong"),
    Unauthorized: Kind(HTTPStatus.FORBIDDEN, "forbidden", "Not allowed"),
    Unavailable: Kind(
        HTTPStatus.SERVICE_UNAVAILABLE,
        "unavailable",
        "Try again",
        "A passing fault: send the same request again, with the same Idempotency-Key.",
    ),
    CsmsError: Kind(
        HTTPStatus.INTERNAL_SERVER_ERROR,
        "internal",
        "Internal error",
        "Try again; if it stays, tell the operator the time and the request id.",
    ),
}


class FieldError(BaseModel):
    """One thing that is wrong with a request."""

    location: str = Field(description="body, query, path or header")
    pointer: str = Field(description="Where, as a JSON pointer", examples=["/evses/0/current_type"])
    detail: str
    code: str | None = Field(None, description="For programs", examples=["min_above_max"])


class Problem(BaseModel):
    """RFC 9457 problem details."""

    type: str = Field(examples=[f"{TYPE_PREFIX}conflict"])
    title: str
    status: int
    detail: str
    errors: list[FieldError] | None = None


class ProblemResponse(JSONResponse):
    """A problem on the wire."""

    media_type = MEDIA_TYPE


def install(app: FastAPI) -> None:
    """Answer every error of an app as a problem."""
    app.add_exception_handler(CsmsError, _domain_error)
    app.add_exception_handler(RequestValidationError, _validation_error)
    app.add_exception_handler(HTTPException, _http_error)
    app.add_exception_handler(Exception, _unexpected_error)


def problem(
    kind: Kind,
    detail: str,
    errors: list[FieldError] | None = None,
    headers: Mapping[str, str] | None = None,
) -> ProblemResponse:
    """Build the answer."""
    content = Problem(
        type=TYPE_PREFIX + kind.name,
        title=kind.title,
        status=kind.status,
        detail=detail,
        errors=errors,
    )
    return ProblemResponse(content.model_dump(exclude_none=True), kind.status, headers)


def _domain_error(_request: Request, error: Exception) -> ProblemResponse:
    kind = next(KINDS[base] for base in type(error).__mro__ if base in KINDS)
    headers = {"retry-after": RETRY_SECONDS} if kind.name == "unavailable" else None
    errors = [_fault(one) for one in error.faults] if isinstance(error, Faulty) else None
    return problem(kind, kind.detail or str(error), errors, headers)


def _fault(fault: Fault) -> FieldError:
    """`elements[0].price` as a JSON pointer."""
    path = fault.where.replace("[", ".").replace("]", "").split(".")
    pointer = "".join(f"/{step}" for step in path)
    return FieldError(location="body", pointer=pointer, detail=fault.message, code=fault.code)


def _unexpected_error(_request: Request, _error: Exception) -> ProblemResponse:
    """The exception itself is logged by Mangum, which gets it from Starlette after this answer."""
    kind = KINDS[CsmsError]
    return problem(kind, kind.detail or "")


def _http_error(request: Request, error: Exception) -> ProblemResponse:
    assert isinstance(error, HTTPException)
    status = HTTPStatus(error.status_code)
    details = {
        HTTPStatus.NOT_FOUND: f"{request.url.path} is no resource of this API; see its OpenAPI.",
        HTTPStatus.METHOD_NOT_ALLOWED: f"{request.url.path} has no {request.method}; see Allow.",
    }
    name = status.phrase.lower().replace(" ", "-")
    kind = Kind(status, name, status.phrase)
    return problem(kind, details.get(status, error.detail), headers=error.headers)


def _validation_error(_request: Request, error: Exception) -> ProblemResponse:
    """What the caller sent is never repeated: it may be a password."""
    assert isinstance(error, RequestValidationError)
    errors = [_field_error(one) for one in error.errors()]
    if any(one["type"] == "json_invalid" for one in error.errors()):
        kind = Kind(HTTPStatus.BAD_REQUEST, "malformed", "The body is not JSON")
        return problem(kind, "The body cannot be read as JSON.", errors)
    told = "; ".join(f"{one.location}{one.pointer}: {one.detail}" for one in errors[:3])
    return problem(KINDS[Rejected], told, errors)


def _field_error(error: Mapping[str, Any]) -> FieldError:
    location, *path = error["loc"] or ("body",)
    detail = str(error["msg"]).removeprefix("Value error, ")
    pointer = "".join(f"/{step}" for step in path)
    return FieldError(location=str(location), pointer=pointer, detail=detail, code=None)
