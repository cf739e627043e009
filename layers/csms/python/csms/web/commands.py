"""A command as both APIs show it, and how long a request waits for its answer."""

import json
from dataclasses import asdict
from datetime import datetime
from http import HTTPStatus
from typing import Annotated, Any

from fastapi import Query, Response
from pydantic import BaseModel, Field

from csms.commands.model import Command, CommandState
from csms.commands.outcomes import refused_items
from csms.commands.requesting import CommandRequest, Requesting, await_answer, request_command
from csms.commands.secrets import without_secrets
from csms.web import decimal_json
from csms.web.fields import Timestamp

# Under the 29 s of the function and the 30 s of API Gateway.
LONGEST_WAIT_SECONDS = 25

WaitSeconds = Annotated[
    float,
    Query(
        ge=0,
        alias="wait",
        description=f"Wait so many seconds for the answer, at most {LONGEST_WAIT_SECONDS}",
    ),
]
COMMAND_ANSWERS: dict[int | str, dict[str, Any]] = {
    200: {"description": "The command has reached a final state within `wait`"},
    202: {"description": "The command is on its way; ask for it again"},
}


class ProgressView(BaseModel):
    """A step of what a command began, in the station's word."""

    status: str
    at: Timestamp
    detail: str | None


class CommandView(BaseModel):
    """A command and what became of it."""

    command_id: str
    station_id: str
    action: str
    payload: dict[str, Any]
    state: CommandState
    created_at: Timestamp
    expires_at: Timestamp = Field(description="Not sent by then: never sent")
    sent_at: Timestamp | None
    sent_action: str | None = Field(description="The OCPP action that a verb became")
    sent_payload: dict[str, Any] | None = Field(description="Its payload, our own ids filled in")
    answered_at: Timestamp | None = Field(description="Also of an answer after the time-out")
    answer: dict[str, Any] | None = Field(
        description="The station's answer as it came, secrets hidden"
    )
    refused_items: list[dict[str, Any]] = Field(
        description="Items of the answer that the station refused, e.g. unknown variables"
    )
    error: str | None = Field(description="Why it failed")
    progress: list[ProgressView] = Field(
        description="Steps of what it began: firmware, diagnostics, logs"
    )


def send(
    wanted: CommandRequest, wait_seconds: float, needs: Requesting, response: Response
) -> CommandView:
    """Request the command, wait if asked to; 200 if that brought a final state, else 202."""
    command = request_command(wanted, needs)
    if wait_seconds > 0:
        command = await_answer(command, min(wait_seconds, LONGEST_WAIT_SECONDS), needs)
    now = needs.clock()
    final = wait_seconds > 0 and command.final_at(now)
    response.status_code = HTTPStatus.OK if final else HTTPStatus.ACCEPTED
    return command_view(command, now)


def command_view(command: Command, now: datetime) -> CommandView:
    """Present a command; time-outs show without a write, secrets not at all."""
    answer = without_secrets(command.answer)
    return CommandView(
        command_id=command.command_id,
        station_id=command.station_id,
        action=command.action,
        payload=_plain(without_secrets(command.payload)),
        state=command.state_at(now),
        created_at=command.created_at,
        expires_at=command.expires_at,
        sent_at=command.sent_at,
        sent_action=command.sent_action,
        sent_payload=_plain(without_secrets(command.sent_payload)),
        answered_at=command.answered_at,
        answer=_plain(answer),
        refused_items=_plain(refused_items(answer)),
        error=without_secrets(command.error),
        progress=[ProgressView(**without_secrets(asdict(one))) for one in command.progress],
    )


def _plain(payload: Any) -> Any:
    """Decimal, as storage gives it, would be shown as text; OCPP's numbers are numbers."""
    return json.loads(decimal_json.dumps(payload))
