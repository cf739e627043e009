"""Secrets in payloads: hidden where a command is shown, and removed once it has been dealt with."""

from dataclasses import replace
from typing import Any

from csms import exact_json
from csms.commands.model import Command

SECRET_KEYS = frozenset({"authorizationkey", "basicauthpassword"})
# Members that are secret wherever they stand: SetNetworkProfile, and the verb rotate_password.
SECRET_MEMBERS = frozenset({"apnPassword", "simPin", "basicAuthPassword", "password"})
HIDDEN = "(hidden)"
_HINTS = (*SECRET_KEYS, *(one.lower() for one in SECRET_MEMBERS), '"server"')


def without_secrets(payload: Any) -> Any:
    """A payload with the values of write-only keys hidden, wherever they stand.

    1.6 ChangeConfiguration and the verb set_configuration name the key beside the value; 2.0.1
    SetVariables names the variable; the `key` of a VPN stands beside its `server`.
    """
    if isinstance(payload, list):
        return [without_secrets(one) for one in payload]
    if not isinstance(payload, dict):
        return payload
    hidden = _hidden_members(payload)
    return {
        name: HIDDEN if name in hidden else without_secrets(value)
        for name, value in payload.items()
    }


def text_without_secrets(frame: str) -> str:
    """A frame's text with its secrets hidden; one that holds none stays as it is, to the letter."""
    if not any(one in frame.lower() for one in _HINTS):
        return frame
    try:
        plain = without_secrets(exact_json.loads(frame))
    except (ValueError, RecursionError):
        return HIDDEN
    return exact_json.dumps(plain)


def is_secret(name: str) -> bool:
    """Whether a key, or Component.Variable, is write-only."""
    return name.lower().rpartition(".")[2].strip() in SECRET_KEYS


def redacted(command: Command) -> Command | None:
    """The command without its secrets; None if it holds none."""
    plain = replace(
        command,
        payload=without_secrets(command.payload),
        sent_payload=without_secrets(command.sent_payload),
    )
    return None if plain == command else plain


def _hidden_members(payload: dict[str, Any]) -> set[str]:
    hidden = SECRET_MEMBERS & payload.keys()
    variable = payload.get("variable")
    names = (payload.get("key"), variable.get("name") if isinstance(variable, dict) else None)
    if any(isinstance(name, str) and is_secret(name) for name in names):
        hidden |= {"value", "attributeValue"}
    if {"server", "key"} <= payload.keys():
        hidden |= {"key"}
    return set(hidden)
