"""Secrets in payloads: hidden where a command is shown, and removed once it has been dealt with."""

import re
from dataclasses import replace
from typing import Any

from csms import exact_json
from csms.commands.model import Command

SECRET_KEYS = frozenset({"authorizationkey", "basicauthpassword"})
# Members that are secret wherever they stand: SetNetworkProfile, and the verb rotate_password.
SECRET_MEMBERS = SECRET_KEYS | {"apnpassword", "simpin", "password"}
HIDDEN = "(hidden)"
# Where the value of a key or of a variable stands, beside its name or somewhere below.
_VALUES = frozenset({"value", "attributevalue", "actualvalue"})
_HINTS = (*SECRET_MEMBERS, '"server"')
_ESCAPE = re.compile(r"\\u00([0-9a-fA-F]{2})")


def without_secrets(payload: Any) -> Any:
    """A payload with the values of write-only keys hidden, wherever they stand.

    1.6 ChangeConfiguration and the verb set_configuration name the key beside the value; 2.0.1
    SetVariables names the variable, and NotifyReport has its values one level below; the `key` of
    a VPN stands beside its `server`. Stations write all of them in any case.
    """
    if isinstance(payload, list):
        return [without_secrets(one) for one in payload]
    if not isinstance(payload, dict):
        return payload
    hidden = _hidden_members(payload)
    if _names_a_secret(payload):
        return _without_values(payload)
    return {
        name: HIDDEN if _folded(name) in hidden else without_secrets(value)
        for name, value in payload.items()
    }


def text_without_secrets(frame: str) -> str:
    """A frame's text with its secrets hidden; one that holds none stays as it is, to the letter."""
    words = _ESCAPE.sub(lambda found: chr(int(found[1], 16)), frame).lower()
    if not any(one in words for one in _HINTS):
        return frame
    try:
        value = exact_json.loads(frame)
        plain = without_secrets(value)
    except (ValueError, RecursionError):
        return HIDDEN
    return frame if plain == value else exact_json.dumps(plain)


def is_secret(name: str) -> bool:
    """Whether a key, or Component.Variable, is write-only."""
    return _folded(name.rpartition(".")[2]) in SECRET_KEYS


def redacted(command: Command) -> Command | None:
    """The command without its secrets; None if it holds none."""
    plain = replace(
        command,
        payload=without_secrets(command.payload),
        sent_payload=without_secrets(command.sent_payload),
    )
    return None if plain == command else plain


def _folded(name: Any) -> str:
    return str(name).strip().lower()


def _hidden_members(payload: dict[str, Any]) -> frozenset[str]:
    vpn = {"server", "key"} <= {_folded(name) for name in payload}
    return SECRET_MEMBERS | {"key"} if vpn else SECRET_MEMBERS


def _names_a_secret(payload: dict[str, Any]) -> bool:
    """Whether it is about a write-only key or variable."""
    for member, value in payload.items():
        if _folded(member) == "key" and isinstance(value, str) and is_secret(value):
            return True
        if _folded(member) == "variable" and any(map(is_secret, _texts(value))):
            return True
    return False


def _texts(value: Any) -> list[str]:
    """The name of a variable, or of the only one in a list."""
    if isinstance(value, list):
        return [text for one in value for text in _texts(one)]
    if isinstance(value, dict):
        return [
            one for name, one in value.items() if _folded(name) == "name" and isinstance(one, str)
        ]
    return []


def _without_values(content: Any) -> Any:
    if isinstance(content, list):
        return [_without_values(one) for one in content]
    if not isinstance(content, dict):
        return content
    hidden = SECRET_MEMBERS | _VALUES
    return {
        name: HIDDEN if _folded(name) in hidden else _without_values(value)
        for name, value in content.items()
    }
