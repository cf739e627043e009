"""Passwords of stations: a new one that nobody but the station gets to know."""

from fastapi import APIRouter, Response
from pydantic import BaseModel, Field

from csms.commands.model import CommandState
from csms.commands.requesting import CommandRequest
from csms.errors import NotFound
from csms.stations.passwords import new_password
from csms.web.commands import COMMAND_ANSWERS, CommandView, WaitSeconds, send
from csms.web.fields import StationIdentity, Timestamp
from csms.web.idempotency import IdempotencyKey
from csms.web.needs import Needs, RequestingNeeds

router = APIRouter(prefix="/stations/{station_id:path}/password")


class RotationView(BaseModel):
    """A password that was sent. `state` is that of its command, null when that is gone."""

    command_id: str
    sent_at: Timestamp
    state: CommandState | None


class PasswordView(BaseModel):
    """Never the passwords themselves."""

    password_set: bool
    pending: list[RotationView] = Field(
        description="Sent and not used yet: each of them opens the door, and so does the old one"
    )


@router.post("/rotate", summary="Rotate a password", status_code=202, responses=COMMAND_ANSWERS)
def rotate_password(
    station_id: StationIdentity,
    requesting: RequestingNeeds,
    response: Response,
    key: IdempotencyKey,
    wait: WaitSeconds = 0,
) -> CommandView:
    """Send a new random password. It counts from the moment that it is sent; the old one until the
    station has connected with the new one.
    """
    payload = {"password": new_password()}
    return send(
        CommandRequest(station_id, "rotate_password", payload, key), wait, requesting, response
    )


@router.get("", summary="See the rotation of a password")
def get_password(station_id: StationIdentity, needs: Needs) -> PasswordView:
    """Whether one is set, and which new ones are on their way."""
    station = needs.stations.get(station_id)
    if station is None:
        raise NotFound(f"Station {station_id} is not registered.")
    now = needs.clock()
    pending = []
    for one in station.credentials.pending_passwords:
        command = needs.commands.get(station_id, one.command_id)
        state = command.state_at(now) if command else None
        pending.append(RotationView(command_id=one.command_id, sent_at=one.sent_at, state=state))
    return PasswordView(password_set=station.password_hash is not None, pending=pending)
