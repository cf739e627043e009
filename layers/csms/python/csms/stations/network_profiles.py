"""Network connection profiles (2.0.1 B09, B10): wanted in a slot, and how far the station is."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Protocol

SECRETS = frozenset({"password", "key", "apnPassword", "simPin", "basicAuthPassword"})
HIDDEN = "(hidden)"


class ProfileState(StrEnum):
    """wanted → stored → prioritised → active; or refused."""

    WANTED = "wanted"
    STORED = "stored"
    PRIORITISED = "prioritised"
    ACTIVE = "active"
    REFUSED = "refused"

    @property
    def rank(self) -> int:
        """A later state is never left for an earlier one."""
        return list(ProfileState).index(self)


@dataclass(frozen=True, slots=True)
class NetworkProfile:
    """What a slot shall hold. `connection` is without secrets; those are in the command alone."""

    station_id: str
    slot: int
    connection: Mapping[str, Any]
    priority: tuple[int, ...]
    reset: bool
    command_id: str
    wanted_at: datetime
    state: ProfileState = ProfileState.WANTED
    changed_at: datetime | None = None
    reason: str | None = None


class NetworkProfileRepository(Protocol):
    """The newest wish for each slot."""

    def put(self, profile: NetworkProfile) -> None:
        """Replace what was wanted of the slot."""

    def get(self, station_id: str, slot: int) -> NetworkProfile | None:
        """The wish, and how far it is."""

    def of_station(self, station_id: str) -> list[NetworkProfile]:
        """All of a station, by slot."""

    def advance(
        self, profile: NetworkProfile, state: ProfileState, at: datetime, reason: str | None = None
    ) -> None:
        """To a later state, if this is still what is wanted."""


def without_secrets(content: Any) -> Any:
    """The same content with passwords, keys and PINs hidden."""
    if isinstance(content, list):
        return [without_secrets(one) for one in content]
    if not isinstance(content, dict):
        return content
    return {
        name: HIDDEN if name in SECRETS else without_secrets(value)
        for name, value in content.items()
    }
