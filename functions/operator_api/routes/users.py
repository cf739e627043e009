"""Users: who runs the network, and what they may do."""

import secrets
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Depends, Response
from pydantic import BaseModel, Field

from csms import bootstrap
from csms.errors import NotFound
from csms.operators.roles import Role
from csms.operators.users import Given, User, UserDirectory, give
from csms.web.authentication import SignedIn
from csms.web.fields import Identifier
from csms.web.pagination import Page

router = APIRouter(prefix="/users")
MOST_SITES = 50
EmailAddress = Annotated[str, Field(pattern=r"^[^@\s]+@[^@\s]+$", max_length=128)]
SiteName = Annotated[Identifier, Field(pattern=r"^\S+$", max_length=40)]


def _users() -> UserDirectory:
    return bootstrap.users()


Users = Annotated[UserDirectory, Depends(_users)]


class UserIn(BaseModel):
    """What an administrator says of a user."""

    name: str | None = Field(None, max_length=200)
    roles: list[Role] = Field(min_length=1)
    sites: list[SiteName] = Field(default=[], max_length=MOST_SITES, description="Empty: all")
    enabled: bool = True
    invite: bool = Field(
        True, description="A new user gets a first password by mail; false: it is in the answer"
    )


class UserView(BaseModel):
    """An operator."""

    username: str
    email: str
    name: str | None
    roles: list[Role]
    sites: list[str]
    enabled: bool


class NewUserView(UserView):
    """The same; `first_password` is shown once, and good for three days."""

    first_password: str | None = None


@router.get("", summary="List users")
def list_users(users: Users) -> Page[UserView]:
    """Everybody who has a role, by address, all on one page."""
    return Page(items=[_view(one) for one in users.all()], next=None)


@router.get("/{username}", summary="Get a user")
def get_user(username: EmailAddress, users: Users) -> UserView:
    """By the address they sign in with."""
    return _view(_known(username, users))


@router.put(
    "/{username}",
    summary="Invite a user, or say what they may do",
    responses={HTTPStatus.CREATED: {"model": NewUserView}},
)
def put_user(
    username: EmailAddress, wanted: UserIn, users: Users, caller: SignedIn, response: Response
) -> NewUserView:
    """What was given before is replaced; whoever is signed in has to sign in again."""
    password = None
    if users.get(username) is None:
        password = None if wanted.invite else _first_password()
        users.invite(username, password)
        response.status_code = HTTPStatus.CREATED
    roles, sites = frozenset(wanted.roles), frozenset(wanted.sites)
    give(username, Given(wanted.name, roles, sites, wanted.enabled), caller.subject, users)
    shown = _view(_known(username, users))
    return NewUserView(**shown.model_dump(), first_password=password)


@router.delete("/{username}", summary="Take all roles away", status_code=HTTPStatus.NO_CONTENT)
def delete_user(username: EmailAddress, users: Users, caller: SignedIn) -> None:
    """The account stays: they may be a driver, too."""
    user = _known(username, users)
    nothing = Given(user.name, frozenset(), frozenset(), user.enabled)
    give(username, nothing, caller.subject, users)


def _known(username: str, users: UserDirectory) -> User:
    user = users.get(username)
    if user is None:
        raise NotFound(f"There is no user {username}: PUT them first.")
    return user


def _first_password() -> str:
    """Keeps the pool's policy, whatever chance brings."""
    return f"{secrets.token_urlsafe(15)}-aA1"


def _view(user: User) -> UserView:
    return UserView(
        username=user.username,
        email=user.email,
        name=user.name,
        roles=sorted(user.roles),
        sites=sorted(user.sites),
        enabled=user.enabled,
    )
