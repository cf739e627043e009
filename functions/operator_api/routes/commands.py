"""Commands to a station: any OCPP action of its version, or a version-neutral verb."""

import json
from typing import Annotated, Any
from urllib.parse import quote

from fastapi import APIRouter, Query, Response
from pydantic import AfterValidator, BaseModel, Field

from csms.clock import to_text
from csms.commands.model import Command
from csms.commands.requesting import CommandRequest, asked_before
from csms.errors import NotFound
from csms.web.commands import COMMAND_ANSWERS, CommandView, WaitSeconds, command_view, send
from csms.web.fields import StationIdentity
from csms.web.idempotency import IdempotencyKey
from csms.web.needs import CreditNeeds, Needs, RequestingNeeds
from csms.web.pagination import Page, PagingQuery
from operator_api.starting import require_credit

# API Gateway posts at most 128 KB to a socket; the rest is the CALL around the payload.
LARGEST_PAYLOAD = 120_000
DEEPEST_PAYLOAD = 32  # no OCPP schema comes near
router = APIRouter(prefix="/stations/{station_id:path}/commands")


def _sendable(payload: dict[str, Any]) -> dict[str, Any]:
    if not _shallow(payload, DEEPEST_PAYLOAD):
        raise ValueError(f"at most {DEEPEST_PAYLOAD} levels of nesting are possible")
    try:
        text = json.dumps(payload, ensure_ascii=False, allow_nan=False).encode()
    except ValueError as error:
        raise ValueError("NaN, Infinity and lone surrogates cannot be sent as JSON") from error
    if len(text) > LARGEST_PAYLOAD:
        raise ValueError(f"at most {LARGEST_PAYLOAD} bytes can be sent to a station")
    return payload


def _shallow(value: Any, levels: int) -> bool:
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return levels > 0 and all(_shallow(one, levels - 1) for one in inner)


class CommandIn(BaseModel):
    """What is asked of a station."""

    action: str = Field(
        min_length=1,
        max_length=64,
        description="An OCPP action, sent as given, or a verb: see docs/commands.md",
        examples=["reset"],
    )
    payload: Annotated[dict[str, Any], AfterValidator(_sendable)] = Field(
        default={}, examples=[{"type": "soft"}]
    )


@router.post("", summary="Send a command", status_code=202, responses=COMMAND_ANSWERS)
def send_command(  # noqa: PLR0913, PLR0917  the parts of an HTTP request
    station_id: StationIdentity,
    wanted: CommandIn,
    requesting: RequestingNeeds,
    needs: Needs,
    credit: CreditNeeds,
    response: Response,
    key: IdempotencyKey,
    wait: WaitSeconds = 0,
    queue: Annotated[bool, Query(description="false: 409 if the station is offline")] = True,
) -> CommandView:
    """Queued until the station takes it or it expires. Its answer arrives later, or in `wait`."""
    request = CommandRequest(station_id, wanted.action, wanted.payload, key, queue)
    if not asked_before(request, requesting):
        require_credit(request, needs.tokens, credit)
    command = send(request, wait, requesting, response)
    response.headers["location"] = (
        f"/operator/v1/stations/{quote(station_id, safe='')}/commands/{command.command_id}"
    )
    return command


@router.get("", summary="List a station's commands")
def list_commands(
    station_id: StationIdentity, needs: Needs, paging: PagingQuery
) -> Page[CommandView]:
    """Newest first; commands are kept for some days."""
    now = needs.clock()

    def read(limit: int, cursor: str | None) -> tuple[list[Command], str | None]:
        newest_first = sorted(needs.commands.of_station(station_id), key=_place, reverse=True)
        shown = [one for one in newest_first if cursor is None or _place(one) < cursor]
        return shown[:limit], _place(shown[limit - 1]) if len(shown) > limit else None

    return paging.page(read, lambda one: command_view(one, now), station_id)


@router.get("/{command_id}", summary="Get a command")
def get_command(station_id: StationIdentity, command_id: str, needs: Needs) -> CommandView:
    """A command, with the station's answer once there is one."""
    command = needs.commands.get(station_id, command_id)
    if command is None:
        raise NotFound(f"Station {station_id} has no command {command_id} (kept for some days).")
    return command_view(command, needs.clock())


def _place(command: Command) -> str:
    """Where a command stands in the list; its id need not sort by time."""
    return f"{to_text(command.created_at)} {command.command_id}"
