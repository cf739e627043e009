"""The verb send_local_list (1.6 §5.15; 2.0.1 D01).

What a message says is decided when it leaves (`csms.ocpp.listing`), since what the station holds
may have changed by then; here it is put into the version's words.
"""

from datetime import datetime
from typing import Any

from csms import clock
from csms.commands.model import Command
from csms.commands.sending import Call
from csms.drivers.list_updates import Change, ListMessage, Update
from csms.drivers.local_lists import Entry
from csms.drivers.model import TokenStatus, TokenType
from csms.ocpp.identifiers import fits
from csms.ocpp.phrasing.fields import V16, Verb, choice
from csms.stations.model import Station

VERB = "send_local_list"
# A command's member that holds the message; what a caller names so is no ListMessage.
MESSAGE = "message"
_UPDATES = {one.value: one.value for one in Update}
_SINCE_2_1 = {TokenType.DIRECT_PAYMENT, TokenType.EVCCID, TokenType.VIN}


def update_of(command: Command) -> Update:
    """Which update is asked for; Rejected for another word."""
    return Update(choice(command, "update", _UPDATES, Update.AUTO.value))


def sayable(token_id: str, entry: Entry, protocol: str) -> bool:
    """Whether a station of this version can be told of the token at all."""
    if not fits(token_id, protocol):
        return False
    if protocol == V16:
        return True
    too_new = protocol == "ocpp2.0.1" and entry.type in _SINCE_2_1
    return not too_new and entry.type is not TokenType.NO_AUTHORIZATION


def item_of(change: Change, at: datetime, protocol: str) -> dict[str, Any]:
    """A token in a message; without information it is taken off the list."""
    entry = change.entry
    if protocol == V16:
        item: dict[str, Any] = {"idTag": change.token_id}
        return item | {"idTagInfo": _tag_info(entry, at)} if entry else item
    item = {"idToken": {"idToken": change.token_id, "type": change.type.value}}
    return item | {"idTokenInfo": _token_info(entry, at)} if entry else item


def _send_local_list(command: Command, protocol: str, _station: Station) -> Call:
    update = update_of(command)
    message = command.payload.get(MESSAGE)
    full, version, items = update is Update.FULL, 1, list[dict[str, Any]]()
    if isinstance(message, ListMessage):
        full, version = message.full, message.version
        items = [item_of(one, message.at, protocol) for one in message.changes]
    named = "listVersion" if protocol == V16 else "versionNumber"
    payload: dict[str, Any] = {named: version, "updateType": "Full" if full else "Differential"}
    # Without items a full update empties the list, a differential one changes its number alone.
    return Call("SendLocalList", payload | ({"localAuthorizationList": items} if items else {}))


def _tag_info(entry: Entry, at: datetime) -> dict[str, Any]:
    info: dict[str, Any] = {"status": _status(entry, at)}
    if entry.expires_at is not None:
        info["expiryDate"] = clock.to_text(entry.expires_at)
    if entry.group_id is not None and fits(entry.group_id, V16):
        info["parentIdTag"] = entry.group_id
    return info


def _token_info(entry: Entry, at: datetime) -> dict[str, Any]:
    info: dict[str, Any] = {"status": _status(entry, at)}
    if entry.expires_at is not None:
        info["cacheExpiryDateTime"] = clock.to_text(entry.expires_at)
    if entry.group_id is not None and fits(entry.group_id, "ocpp2.0.1"):
        info["groupIdToken"] = {"idToken": entry.group_id, "type": "Central"}
    return info


def _status(entry: Entry, at: datetime) -> str:
    """As Authorize decides (`csms.drivers.authorization`)."""
    if entry.status is TokenStatus.BLOCKED:
        return "Blocked"
    return "Expired" if entry.expires_at is not None and entry.expires_at <= at else "Accepted"


VERBS: dict[str, Verb] = {VERB: _send_local_list}
