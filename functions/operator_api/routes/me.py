"""Who is signed in, and what they may do."""

from fastapi import APIRouter
from pydantic import BaseModel, Field

from csms.web.authentication import SignedIn

router = APIRouter(prefix="/me")


class MeView(BaseModel):
    """The caller."""

    subject: str
    email: str | None
    name: str | None
    roles: list[str] = Field(examples=[["operator"]])
    sites: list[str] = Field(description="The sites that they see; empty: all")


@router.get("", summary="Get who is signed in")
def get_me(caller: SignedIn) -> MeView:
    """By the id token."""
    return MeView(
        subject=caller.subject,
        email=caller.email,
        name=caller.name,
        roles=sorted(caller.roles),
        sites=sorted(caller.sites),
    )
