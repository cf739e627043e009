"""Who calls, by the claims that API Gateway's JWT authorizer verified; never by a header."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Annotated, Any

from fastapi import Depends, Request
from starlette.exceptions import HTTPException

from csms.errors import Unauthorized

OPERATORS = "operators"


@dataclass(frozen=True, slots=True)
class Principal:
    """A signed-in user. `subject` is also the driver_id."""

    subject: str
    groups: frozenset[str]
    email: str | None = None
    name: str | None = None


def signed_in(request: Request) -> Principal:
    """The caller; 401 where the authorizer left no claims."""
    context = request.scope.get("aws.event", {}).get("requestContext", {})
    claims = ((context.get("authorizer") or {}).get("jwt") or {}).get("claims") or {}
    if not claims.get("sub"):
        raise HTTPException(
            HTTPStatus.UNAUTHORIZED,
            "Sign in and send the id token as `Authorization: Bearer`.",
            {"www-authenticate": "Bearer"},
        )
    return _principal(claims)


SignedIn = Annotated[Principal, Depends(signed_in)]


def operator(caller: SignedIn) -> Principal:
    """The caller, who must be a member of the operators' group."""
    if OPERATORS not in caller.groups:
        raise Unauthorized(
            f"Only members of the group {OPERATORS} may do this: have an administrator add you "
            "to it, then sign in again."
        )
    return caller


def _principal(claims: Mapping[str, Any]) -> Principal:
    return Principal(
        subject=str(claims["sub"]),
        groups=groups_of(claims.get("cognito:groups")),
        email=claims.get("email"),
        name=claims.get("name"),
    )


def groups_of(claim: object) -> frozenset[str]:
    """A list, a JSON text, or `[operators admins]` as API Gateway writes lists."""
    if isinstance(claim, list):
        return frozenset(str(one) for one in claim)
    if not isinstance(claim, str):
        return frozenset()
    try:
        parsed = json.loads(claim)
    except ValueError:
        return frozenset(claim.removeprefix("[").removesuffix("]").split())
    return frozenset(str(one) for one in parsed) if isinstance(parsed, list) else frozenset([claim])
