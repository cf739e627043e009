"""Numbers that the CSMS gives, filled in where the caller left them out."""

from copy import deepcopy
from typing import Any

from csms.commands.model import Command
from csms.commands.sending import Call
from csms.ids import positive_number
from csms.ocpp import schemas

# Wherever the schema wants them at the top.
_OWN_IDS = ("remoteStartId", "requestId")
# In these actions; the first name is the object, if it is there at all (2.0.1 and 2.1 alike).
_PATHS: dict[bool, dict[str, tuple[str, ...]]] = {
    True: {
        "ReserveNow": ("reservationId",),
        "SetChargingProfile": ("csChargingProfiles", "chargingProfileId"),
        "RemoteStartTransaction": ("chargingProfile", "chargingProfileId"),
    },
    False: {
        "ReserveNow": ("id",),
        "SetChargingProfile": ("chargingProfile", "id"),
        "RequestStartTransaction": ("chargingProfile", "id"),
        "SetDisplayMessage": ("message", "id"),
    },
}


def own_number(command_id: str) -> int:
    """A positive 31-bit number of ours that belongs to a command."""
    return positive_number(command_id)


def filled_in(protocol: str, call: Call, command: Command) -> Call:
    """The call with its numbers; the command's own payload stays as the caller gave it."""
    payload = deepcopy(call.payload)
    number = own_number(command.command_id)
    required = schemas.required_members(protocol, call.action)
    for name in _OWN_IDS:
        if name in required:
            payload.setdefault(name, number)
    path = _PATHS[protocol == "ocpp1.6"].get(call.action)
    if path is not None:
        *above, name = path
        target: Any = payload.get(above[0]) if above else payload
        if isinstance(target, dict):
            target.setdefault(name, number)
    return Call(call.action, payload)
