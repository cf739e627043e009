"""The commands about local lists that we give by ourselves."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from csms.commands.model import Command
from csms.commands.ports import CommandRepository
from csms.drivers.list_updates import Update
from csms.ids import digest, ulid_from
from csms.ocpp.listing import BY_ITSELF, MOST_ITEMS_KEY, Listing
from csms.ocpp.phrasing.local_lists import VERB
from csms.stations.ports import StationRepository

ASK = "get_local_list_version"
# The queue is in order of creation.
AFTER_THE_OTHER = timedelta(milliseconds=1)


@dataclass(frozen=True, slots=True)
class ListSteps:
    """What the steps of bringing lists to stations need."""

    stations: StationRepository
    commands: CommandRepository
    listing: Listing
    expiry: timedelta


@dataclass(frozen=True, slots=True)
class Cause:
    """What a command follows from, for its id; and how often its chain began anew."""

    station_id: str
    at: datetime
    mark: str
    refused: int = 0
    lost: int = 0

    @classmethod
    def of(cls, command: Command) -> "Cause":
        """A command that has ended."""
        refused, lost = (_count(command.payload.get(one)) for one in ("refused", "lost"))
        return cls(command.station_id, command.created_at, command.command_id, refused, lost)

    def again(self, refused: int = 0, lost: int = 0) -> "Cause":
        """The chain begins anew."""
        return replace(self, refused=self.refused + refused, lost=self.lost + lost)


def send(cause: Cause, update: Update, now: datetime, needs: ListSteps) -> None:
    """Give the order to send what is wanted by then."""
    _add(cause, VERB, {"update": update.value, **_chain(cause)}, now, needs)


def ask(cause: Cause, now: datetime, needs: ListSteps) -> None:
    """Ask which list the station holds; before that, once, how much it takes in a message."""
    if MOST_ITEMS_KEY not in needs.listing.configurations.reported(cause.station_id):
        _add(cause, "get_configuration", {"keys": [MOST_ITEMS_KEY]}, now, needs)
    _add(cause, ASK, _chain(cause), now + AFTER_THE_OTHER, needs)


def _add(
    cause: Cause, action: str, payload: dict[str, Any], now: datetime, needs: ListSteps
) -> None:
    mark = digest("list", cause.station_id, cause.mark, action, cause.refused, cause.lost)
    command_id = ulid_from(cause.at, int(mark, 16))
    expires_at = now + needs.expiry
    needs.commands.add(Command(cause.station_id, command_id, action, payload, now, expires_at))


def _chain(cause: Cause) -> dict[str, Any]:
    counts = {"refused": cause.refused, "lost": cause.lost}
    return {BY_ITSELF: True} | {name: count for name, count in counts.items() if count}


def _count(value: object) -> int:
    """A raw payload may hold anything."""
    return value if isinstance(value, int) and 0 <= value < 100 else 0
