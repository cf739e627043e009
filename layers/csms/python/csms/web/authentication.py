"""Who calls, by the claims that API Gateway's JWT authorizer verified; never by a header."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Annotated, Any

from fastapi import Depends, Request
from starlette.exceptions import HTTPException

from csms.operators.roles import SITES_ATTRIBUTE, Role, roles_of, sites_of


@dataclass(frozen=True, slots=True)
class Principal:
    """A signed-in user. `subject` is also the driver_id. `sites` empty: not kept to any.

    `verified`: the address is theirs. Name and address they can write themselves, at Cognito.
    """

    subject: str
    groups: frozenset[str]
    email: str | None = None
    name: str | None = None
    sites: frozenset[str] = frozenset()
    verified: bool = False

    @property
    def roles(self) -> frozenset[Role]:
        """What the groups let them do."""
        return roles_of(self.groups)

    @property
    def called(self) -> str | None:
        """Their name and the address that proves it; None for who has not verified one.

        A name alone may be another one's.
        """
        if not (self.verified and self.email):
            return None
        return f"{self.name} ({self.email})" if self.name else self.email

    def may_see(self, site_id: str | None) -> bool:
        """Whether a site, and what is there, is theirs to see."""
        return not self.sites or site_id in self.sites


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


def _principal(claims: Mapping[str, Any]) -> Principal:
    return Principal(
        subject=str(claims["sub"]),
        groups=groups_of(claims.get("cognito:groups")),
        email=claims.get("email"),
        name=claims.get("name"),
        sites=sites_of(claims.get(SITES_ATTRIBUTE)),
        verified=str(claims.get("email_verified")).casefold() == "true",
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
