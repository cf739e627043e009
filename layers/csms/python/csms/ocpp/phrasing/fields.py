"""What verbs read of a command's payload. Each refusal says what is wanted."""

from collections.abc import Callable, Mapping
from typing import Any

from csms.commands.model import Command
from csms.commands.sending import Call
from csms.errors import Rejected
from csms.stations.model import Station

Verb = Callable[[Command, str, Station], Call]
V16 = "ocpp1.6"


def whole(command: Command, name: str, default: int | None = None) -> int:
    """A number of 0 or more."""
    value = command.payload.get(name)
    if value is None and default is not None:
        return default
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise Rejected(f"{command.action}: {name} must be a whole number")
    return value


def text(command: Command, name: str) -> str:
    """A text that may not be empty."""
    value = command.payload.get(name)
    if value is None or value == "":
        raise Rejected(f"{command.action}: {name} is needed")
    return str(value)


def choice(
    command: Command, name: str, words: Mapping[str, str], default: str | None = None
) -> str:
    """One of our words, upper or lower case, as the one that it stands for."""
    given = str(command.payload.get(name) or default or "").lower()
    if given not in words:
        raise Rejected(f"{command.action}: {name} is {' or '.join(words)}")
    return words[given]


def given(command: Command, **names: str) -> dict[str, Any]:
    """OCPP's name -> ours: those members that the caller gave, as they are."""
    return {
        theirs: command.payload[ours]
        for theirs, ours in names.items()
        if command.payload.get(ours) is not None
    }


def connector_number(command: Command, station: Station) -> int:
    """The OCPP 1.6 connector; 0, the station as a whole, without an EVSE."""
    evse_id = whole(command, "evse_id", 0)
    return station.connector_number(evse_id, whole(command, "connector_id", 0)) if evse_id else 0
