"""What an answer says of a station's configuration (1.6 §5.3, §5.8; 2.0.1 B05, B06)."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any

from csms.commands.model import Command
from csms.ocpp import schemas
from csms.ocpp.call_errors import CallError
from csms.ocpp.configuration_names import key_of
from csms.stations.configuration import Reading
from csms.vendors.answers import standard_key, standard_value
from csms.vendors.model import Notes, Vendor
from csms.vendors.registry import GENERIC
from csms.vendors.scalars import Unfit
from csms.vendors.schema_repair import repair

Payload = dict[str, Any]
Named = Iterator[tuple[str, Reading]]
_OF_16 = {"GetConfiguration", "ChangeConfiguration"}
_SET = {"Accepted", "RebootRequired"}
_UNKNOWN = {"UnknownComponent", "UnknownVariable", "NotSupported", "NotSupportedAttributeType"}


def readings_of(
    command: Command, vendor: Vendor = GENERIC, notes: Notes | None = None
) -> dict[str, Reading]:
    """Our name -> reading in our unit; nothing of other commands, nor of an unreadable answer.

    What had to be repaired to read it goes to `notes`.
    """
    action, at = command.sent_action or "", command.answered_at
    read = _READERS.get(action)
    if read is None or command.answer is None or at is None:
        return {}
    answer = _readable(action, command.answer, notes or Notes(at))
    if answer is None:
        return {}
    named = read(command.sent_payload or {}, answer, at)
    return dict(_in_our_words(name, reading, vendor) for name, reading in named)


def _readable(action: str, answer: Payload, notes: Notes) -> Payload | None:
    protocol = "ocpp1.6" if action in _OF_16 else "ocpp2.0.1"
    try:
        schemas.check_response(protocol, action, answer)
    except CallError:
        try:
            return repair(action, schemas.response_schema(protocol, action), answer, notes)
        except Unfit:
            return None
    return answer


def _in_our_words(name: str, reading: Reading, vendor: Vendor) -> tuple[str, Reading]:
    key = standard_key(name, vendor)
    if reading.value is not None:
        reading = replace(reading, value=standard_value(reading.value, key))
    return key_of(key.name), reading


def _got_keys(_sent: Payload, answer: Payload, at: datetime) -> Named:
    for one in answer.get("configurationKey", ()):
        yield one["key"], Reading(one.get("value"), at, readonly=one.get("readonly", False))
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
