"""Commands in the words of a station's version: verbs translated, raw actions as given.

A verb means the same on every version; a raw action is checked against its schema only, so that
unknown connectors and ids reach the station, whose business they are.
"""

from csms.commands.model import Command
from csms.commands.sending import Call
from csms.errors import Rejected
from csms.ocpp import schemas
from csms.ocpp.call_errors import CallError
from csms.ocpp.directions import outgoing_actions
from csms.ocpp.phrasing import (
    charging,
    configuration,
    local_lists,
    maintenance,
    profiles,
    remote,
    reservations,
    security,
    tariffs,
    telling,
)
from csms.ocpp.phrasing.fields import Verb
from csms.ocpp.phrasing.own_ids import filled_in, own_number
from csms.ocpp.security_settings import new_password, require_no_downgrade
from csms.stations.credentials import require_room_for_password
from csms.stations.model import Station

__all__ = ["VERBS", "own_number", "phrase", "phrase_somehow"]

VERBS: dict[str, Verb] = {
    **charging.VERBS,
    **remote.VERBS,
    **configuration.VERBS,
    **profiles.VERBS,
    **maintenance.VERBS,
    **reservations.VERBS,
    **local_lists.VERBS,
    **security.VERBS,
    **tariffs.VERBS,
    **telling.VERBS,
}


def phrase(command: Command, protocol: str, station: Station) -> Call:
    """The CALL to send. Rejected says what is missing, unknown or against the schema; Conflict that
    the station has not used the passwords that it was sent before.
    """
    verb = VERBS.get(command.action)
    if verb is not None:
        return _checked(protocol, verb(command, protocol, station), command, station)
    if command.action not in outgoing_actions(protocol):
        known = ", ".join(sorted(VERBS))
        raise Rejected(f"{command.action} is nothing to send in {protocol} and no verb ({known})")
    return _checked(protocol, Call(command.action, command.payload), command, station)


def phrase_somehow(command: Command, protocol: str | None, station: Station) -> None:
    """Refuse now what could not be said later.

    The station may come with another version than its last one (`protocol`), which delivery
    checks again; of one that never came it is only known that it speaks one of all.
    """
    reasons = []
    for version in [protocol] if protocol in schemas.FOLDERS else schemas.FOLDERS:
        try:
            phrase(command, version, station)
        except Rejected as reason:
            reasons.append(str(reason))
        else:
            return
    raise Rejected("; ".join(dict.fromkeys(reasons)))


def _checked(protocol: str, call: Call, command: Command, station: Station) -> Call:
    call = filled_in(protocol, call, command)
    try:
        schemas.check_request(protocol, call.action, call.payload)
    except CallError as error:
        raise Rejected(f"{call.action}: {error.code}, {error.description}") from error
    require_no_downgrade(call, station)
    if new_password(call) is not None:
        require_room_for_password(station, command.command_id)
    reservations.require_bounds(call, command)
    return call
