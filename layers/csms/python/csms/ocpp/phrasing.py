"""Commands in the words of a station's version: verbs translated, raw actions as given.

A verb means the same on every version; a raw action is checked against its schema only, so that
unknown connectors and ids reach the station, whose business they are.
"""

from collections.abc import Callable
from typing import Any

from csms.commands.model import Command
from csms.commands.sending import Call
from csms.errors import Rejected
from csms.ids import digest
from csms.ocpp import schemas
from csms.ocpp.call_errors import CallError
from csms.ocpp.reservations_phrasing import cancel_reservation, reserve, with_number
from csms.stations.model import Station

# Numbers that the CSMS gives; filled in where the caller left them out and the schema wants them.
OWN_IDS = ("remoteStartId", "requestId")


def phrase(command: Command, protocol: str, station: Station) -> Call:
    """The CALL to send. Rejected says what is missing, unknown or against the schema."""
    verb = VERBS.get(command.action)
    if verb is not None:
        return _checked(protocol, verb(command, protocol, station), command)
    if command.action not in schemas.known_actions(protocol):
        known = ", ".join(sorted(VERBS))
        raise Rejected(f"{command.action} is no action of {protocol} and no verb ({known})")
    return _checked(protocol, Call(command.action, with_number(command, protocol)), command)


def _checked(protocol: str, call: Call, command: Command) -> Call:
    required = schemas.required_members(protocol, call.action)
    for name in OWN_IDS:
        if name in required and name not in call.payload:
            call.payload[name] = own_number(command.command_id)
    try:
        schemas.check_request(protocol, call.action, call.payload)
    except CallError as error:
        raise Rejected(f"{call.action}: {error.code}, {error.description}") from error
    return call


def own_number(command_id: str) -> int:
    """A positive 31-bit number of ours that belongs to a command."""
    return int(digest(command_id)[:8], 16) % ((1 << 31) - 1) + 1


def _start(command: Command, protocol: str, station: Station) -> Call:
    evse_id, token = _whole(command, "evse_id"), _text(command, "token_id")
    if protocol == "ocpp1.6":
        number = station.connector_number(evse_id)
        return Call("RemoteStartTransaction", {"connectorId": number, "idTag": token})
    id_token = {"idToken": token, "type": "Central"}
    remote_start_id = own_number(command.command_id)
    return Call(
        "RequestStartTransaction",
        {"evseId": evse_id, "remoteStartId": remote_start_id, "idToken": id_token},
    )


def _stop(command: Command, protocol: str, _station: Station) -> Call:
    transaction_id = _text(command, "transaction_id")
    if protocol != "ocpp1.6":
        return Call("RequestStopTransaction", {"transactionId": transaction_id})
    if not transaction_id.isdigit():
        raise Rejected("stop: transaction_id is a number in OCPP 1.6")
    return Call("RemoteStopTransaction", {"transactionId": int(transaction_id)})


def _reset(command: Command, protocol: str, _station: Station) -> Call:
    kind = str(command.payload.get("type", "soft")).lower()
    words = {"soft": ("Soft", "OnIdle"), "hard": ("Hard", "Immediate")}
    if kind not in words:
        raise Rejected("reset: type is soft or hard")
    return Call("Reset", {"type": words[kind][protocol != "ocpp1.6"]})


def _trigger(command: Command, protocol: str, station: Station) -> Call:
    payload: dict[str, Any] = {"requestedMessage": _text(command, "message")}
    if "evse_id" in command.payload:
        evse_id = _whole(command, "evse_id")
        if protocol == "ocpp1.6":
            payload["connectorId"] = station.connector_number(evse_id)
        else:
            payload["evse"] = {"id": evse_id}
    return Call("TriggerMessage", payload)


VERBS: dict[str, Callable[[Command, str, Station], Call]] = {
    "start": _start,
    "stop": _stop,
    "reset": _reset,
    "trigger": _trigger,
    "reserve": reserve,
    "cancel_reservation": cancel_reservation,
}


def _whole(command: Command, name: str) -> int:
    value = command.payload.get(name)
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise Rejected(f"{command.action}: {name} must be a whole number")
    return value


def _text(command: Command, name: str) -> str:
    value = command.payload.get(name)
    if value is None or value == "":
        raise Rejected(f"{command.action}: {name} is needed")
    return str(value)
