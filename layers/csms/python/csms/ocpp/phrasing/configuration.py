"""Verbs of the configuration (1.6 §5.3, §5.8; 2.0.1 B05-B07)."""

from typing import Any

from csms.commands.model import Command
from csms.commands.sending import Call
from csms.errors import Rejected
from csms.ocpp.configuration_names import key_of, place_of
from csms.ocpp.phrasing.fields import V16, Verb, text
from csms.stations.model import Station


def _get_configuration(command: Command, protocol: str, _station: Station) -> Call:
    names = command.payload.get("keys") or []
    if not isinstance(names, list) or not all(isinstance(one, str) for one in names):
        raise Rejected("get_configuration: keys is a list of names")
    if protocol == V16:
        return Call("GetConfiguration", {"key": [key_of(one) for one in names]} if names else {})
    if not names:
        return Call("GetBaseReport", {"reportBase": "ConfigurationInventory"})
    return Call("GetVariables", {"getVariableData": [variable_of(one) for one in names]})


def _set_configuration(command: Command, protocol: str, _station: Station) -> Call:
    name, value = text(command, "key"), _value(command.payload.get("value"))
    if protocol == V16:
        return Call("ChangeConfiguration", {"key": key_of(name), "value": value})
    return Call(
        "SetVariables", {"setVariableData": [variable_of(name) | {"attributeValue": value}]}
    )


def variable_of(name: str) -> dict[str, Any]:
    """Component and variable of a name in either form."""
    component, variable = place_of(name)
    return {"component": {"name": component}, "variable": {"name": variable}}


def _value(value: Any) -> str:
    """Both versions want text: true and 300, not "True" and 300.0; "" is a value too."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, dict | list) or value is None:
        raise Rejected("set_configuration: value is a text, a number, true or false")
    return str(value)


VERBS: dict[str, Verb] = {
    "get_configuration": _get_configuration,
    "set_configuration": _set_configuration,
}
