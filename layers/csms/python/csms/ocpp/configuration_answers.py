"""What an answer says of a station's configuration (1.6 §5.3, §5.8; 2.0.1 B05, B06)."""

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

from csms.commands.model import Command
from csms.commands.secrets import is_secret
from csms.ocpp import schemas
from csms.ocpp.call_errors import CallError
from csms.ocpp.configuration_names import key_of
from csms.stations.configuration import Reading

Payload = dict[str, Any]
Named = Iterator[tuple[str, Reading]]
_SET = {"Accepted", "RebootRequired"}
_UNKNOWN = {"UnknownComponent", "UnknownVariable", "NotSupported", "NotSupportedAttributeType"}


def readings_of(command: Command) -> dict[str, Reading]:
    """Name -> reading; nothing of other commands, nor of an answer that breaks its schema.

    A password that was set is not the station's to tell, and not ours to keep.
    """
    read = _READERS.get(command.sent_action or "")
    if read is None or command.answer is None or command.answered_at is None:
        return {}
    protocol = "ocpp1.6" if read in {_got_keys, _changed_key} else "ocpp2.0.1"
    try:
        schemas.check_response(protocol, command.sent_action or "", command.answer)
    except CallError:
        return {}
    named = read(command.sent_payload or {}, command.answer, command.answered_at)
    return {key_of(name): reading for name, reading in named if not is_secret(name)}


def _got_keys(_sent: Payload, answer: Payload, at: datetime) -> Named:
    for one in answer.get("configurationKey", ()):
        yield one["key"], Reading(one.get("value"), at, readonly=one["readonly"])
    for name in answer.get("unknownKey", ()):
        yield name, Reading(None, at, supported=False)


def _changed_key(sent: Payload, answer: Payload, at: datetime) -> Named:
    yield from _set(sent["key"], sent["value"], answer["status"], at)


def _got_variables(_sent: Payload, answer: Payload, at: datetime) -> Named:
    for one in answer["getVariableResult"]:
        name, status = _name(one), one["attributeStatus"]
        if name and status == "Accepted":
            yield name, Reading(one.get("attributeValue"), at)
        elif name and status in _UNKNOWN:
            yield name, Reading(None, at, supported=False)


def _set_variables(sent: Payload, answer: Payload, at: datetime) -> Named:
    values = {_name(one): one["attributeValue"] for one in sent["setVariableData"]}
    for one in answer["setVariableResult"]:
        name = _name(one)
        if name and name in values:
            yield from _set(name, values[name], one["attributeStatus"], at)


def _set(name: str, value: str, status: str, at: datetime) -> Named:
    if status in _SET:
        yield name, Reading(value, at, reboot_required=status == "RebootRequired")
    elif status in _UNKNOWN:
        yield name, Reading(None, at, supported=False)


def _name(item: Payload) -> str | None:
    """Component.Variable; None where an instance, an EVSE or another attribute is meant."""
    component, variable = item["component"], item["variable"]
    special = {"instance", "evse"} & (component.keys() | variable.keys())
    if special or item.get("attributeType", "Actual") != "Actual":
        return None
    return f"{component['name']}.{variable['name']}"


_READERS: dict[str, Callable[[Payload, Payload, datetime], Named]] = {
    "GetConfiguration": _got_keys,
    "ChangeConfiguration": _changed_key,
    "GetVariables": _got_variables,
    "SetVariables": _set_variables,
}
# The actions whose answers are worth while to look at.
READ = frozenset(_READERS)
