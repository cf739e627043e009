"""Secrets in payloads: hidden where a command is shown, and removed once it has been dealt with."""

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from csms import exact_json
from csms.commands.model import Command

# Keys of 1.6 and variables of 2.x (SecurityCtrlr, NetworkConfiguration) whose value is secret.
SECRET_KEYS = frozenset({
    "authorizationkey", "basicauthpassword", "vpnpassword", "vpnkey", "apnpassword", "apnsimpin",
})  # fmt: skip
# Members that are secret wherever they stand: SetNetworkProfile, and the verb rotate_password.
SECRET_MEMBERS = SECRET_KEYS | {"simpin", "password"}
HIDDEN = "(hidden)"
# What names a variable or says how it is, but never what it holds.
_NAMING = frozenset({"key", "name", "variable", "component", "instance", "evse"})
_WORDS = frozenset({"attributestatus", "attributetype", "status", "type", "mutability", "datatype"})
_HINTS = (*SECRET_MEMBERS, '"server"', "@", "\\")
_NO_LETTER = re.compile(r"[^a-z0-9.]")
_USERINFO = re.compile(r"(?<=://)[^/?#\s\"<>]*@")
Masked = Callable[[str], str]
# Twice what can be asked. A station may nest as it likes.
_DEEPEST = 64


def without_secrets(payload: Any) -> Any:
    """A payload as it may be shown: secret values hidden, and who logs in at the host of a URL.

    1.6 ChangeConfiguration and GetConfiguration name the key beside the value, 2.x the variable
    beside or above it; the `key` of a VPN stands beside its `server`. Names count in any case.
    """
    return _shown(payload, False, _masked, _DEEPEST)


def text_without_secrets(frame: str) -> str:
    """A frame's text with its secrets hidden; one that holds none stays as it is, to the letter."""
    folded = frame.casefold()
    if not any(one in folded for one in _HINTS):
        return frame
    try:
        content = exact_json.loads(frame)
    except (ValueError, RecursionError):
        return HIDDEN
    plain = without_secrets(content)
    return frame if plain == content else exact_json.dumps(plain)


def is_secret(name: str) -> bool:
    """Whether a key, or Component.Variable, is write-only."""
    return last_name(name) in SECRET_KEYS


def last_name(name: str) -> str:
    """The key, or the variable of Component.Variable, whatever its case, spaces and dashes."""
    return _NO_LETTER.sub("", name.casefold()).rpartition(".")[2]


def as_kept(payload: Any) -> Any:
    """Without the secrets proper. URLs stay: what is compared with an answer must be exact."""
    return _shown(payload, False, str, _DEEPEST)


def redacted(command: Command) -> Command | None:
    """The command without its secrets; None if it holds none."""
    plain = replace(
        command,
        payload=as_kept(command.payload),
        sent_payload=as_kept(command.sent_payload),
        answer=as_kept(command.answer),
    )
    return None if plain == command else plain


def _masked(text: str) -> str:
    return _USERINFO.sub("***@", text)


def _shown(content: Any, secret: bool, masked: Masked, levels: int) -> Any:
    """`secret`: it stands below a secret's name."""
    if isinstance(content, dict | list) and levels == 0:
        return HIDDEN
    if isinstance(content, list):
        return [_shown(one, secret, masked, levels - 1) for one in content]
    if isinstance(content, dict):
        return _members(content, secret, masked, levels - 1)
    if secret and not isinstance(content, bool | None):
        return HIDDEN
    return masked(content) if isinstance(content, str) else content


def _members(content: dict[str, Any], secret: bool, masked: Masked, levels: int) -> dict[str, Any]:
    known = {name.casefold(): value for name, value in content.items()}
    hidden = SECRET_MEMBERS | ({"key"} if {"server", "key"} <= known.keys() else set())
    named = _names_secret(known)
    plain = _WORDS | _NAMING if named else _WORDS
    return {
        name: HIDDEN
        if name.casefold() in hidden
        else _shown(value, (secret or named) and name.casefold() not in plain, masked, levels)
        for name, value in content.items()
    }


def _names_secret(known: dict[str, Any]) -> bool:
    variable = known.get("variable")
    if isinstance(variable, list) and len(variable) == 1:
        variable = variable[0]
    if isinstance(variable, dict):
        variable = {name.casefold(): value for name, value in variable.items()}.get("name")
    names = (known.get("key"), known.get("name"), variable)
    return any(isinstance(name, str) and is_secret(name) for name in names)
