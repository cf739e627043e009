"""A local authorization list: wanted, held, and where they differ."""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import Annotated

from pydantic import AfterValidator, BaseModel, Field

from csms.drivers.authorization import authorize
from csms.drivers.local_lists import Entries, HeldList, WantedList
from csms.drivers.model import AuthorizationStatus, Token, TokenType, normal_token_id
from csms.web.fields import Identifier, Timestamp

# Wanted and held stand in items of 400 KB, the held list twice while an answer is due.
MOST_TOKENS = 1000
LONGEST_TOKEN = 36


def _listable(token_id: str) -> str:
    if not token_id.isascii():
        raise ValueError("use ASCII characters: OCPP has no others in tokens")
    return normal_token_id(token_id)


ListedToken = Annotated[Identifier, Field(max_length=LONGEST_TOKEN), AfterValidator(_listable)]


class ListState(StrEnum):
    """`pending` is not there yet; `refused` waits for a change, a boot or a command."""

    NOT_WANTED = "not_wanted"
    CURRENT = "current"
    PENDING = "pending"
    REFUSED = "refused"
    UNSUPPORTED = "unsupported"


class LocalListIn(BaseModel):
    """Which tokens the station is to know without asking."""

    token_ids: list[ListedToken] = Field(
        max_length=MOST_TOKENS,
        description="They need not be registered: unknown ones are left out until they are. "
        "An empty list takes all tokens off the station",
        examples=[["04A1B2C3", "04D4E5F6"]],
    )


class ListedTokenView(BaseModel):
    """A wanted token, as the station is told of it."""

    token_id: str
    status: AuthorizationStatus = Field(description="Unknown: not registered")
    type: TokenType | None
    group_id: str | None
    expires_at: Timestamp | None
    listed: bool = Field(
        description="false: not registered, or the station's version cannot say it"
    )
    held: bool | None = Field(description="Whether the station holds it like this; null: in doubt")


class LocalListView(BaseModel):
    """Numbers grow with each change of the list and each message about it."""

    state: ListState
    version: int | None = Field(description="Of the wanted list; null: none is wanted")
    entries: list[ListedTokenView]
    drift: bool | None = Field(
        description="Whether the station holds something else; null: none is wanted, or it has "
        "told nothing yet"
    )
    confirmed_version: int | None = Field(description="Of the last message that it accepted")
    confirmed_at: Timestamp | None
    reported_version: int | None = Field(
        description="Its last GetLocalListVersion: 0 is an empty list, -1 none at all"
    )
    reported_at: Timestamp | None
    pending_version: int | None = Field(description="Of a message whose answer is due, or lost")
    held_tokens: int | None = Field(description="How many tokens it holds; null: in doubt")
    answer: str | None = Field(description="The station's word for the last message")
    answered_at: Timestamp | None


def local_list_view(
    wanted: WantedList | None,
    known: Mapping[str, Token],
    entries: Entries,
    held: HeldList,
    now: datetime,
) -> LocalListView:
    """Present both. `known` are the wanted tokens that are registered."""
    token_ids = wanted.token_ids if wanted else ()
    told = held.confirmed_version is not None or held.reported_version is not None
    same = held.holds(entries)
    return LocalListView(
        state=_state(wanted, held, same),
        version=wanted.version if wanted else None,
        entries=[_listed_token_view(one, known, entries, held, now) for one in token_ids],
        drift=not same if wanted and told else None,
        confirmed_version=held.confirmed_version,
        confirmed_at=held.confirmed_at,
        reported_version=held.reported_version,
        reported_at=held.reported_at,
        pending_version=held.pending.version if held.pending else None,
        held_tokens=None if held.base is None else len(held.base),
        answer=held.answer,
        answered_at=held.answered_at,
    )


def _state(wanted: WantedList | None, held: HeldList, same: bool) -> ListState:
    if wanted is None:
        return ListState.NOT_WANTED
    if held.unsupported:
        return ListState.UNSUPPORTED
    if same:
        return ListState.CURRENT
    refused = held.answer not in (None, "Accepted") and held.pending is None
    return ListState.REFUSED if refused else ListState.PENDING


def _listed_token_view(
    token_id: str, known: Mapping[str, Token], entries: Entries, held: HeldList, now: datetime
) -> ListedTokenView:
    token, said = known.get(token_id), entries.get(token_id)
    return ListedTokenView(
        token_id=token_id,
        status=authorize(token, now).status,
        type=token.type if token else None,
        group_id=token.group_id if token else None,
        expires_at=token.expires_at if token else None,
        listed=said is not None,
        held=None if held.base is None else said is not None and held.base.get(token_id) == said,
    )
