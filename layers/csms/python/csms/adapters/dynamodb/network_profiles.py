"""Network profiles: an item for each slot, in a partition of their station."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from csms import clock
from csms.adapters.dynamodb import documents, keys
from csms.adapters.dynamodb.table import ConditionFailed
from csms.adapters.dynamodb.update import Update
from csms.stations.network_profiles import NetworkProfile, ProfileState

if TYPE_CHECKING:
    from datetime import datetime

    from csms.adapters.dynamodb.table import Item, Table

STILL_WANTED = "command_id = :wanted AND progress_rank < :progress_rank"


class DynamoNetworkProfiles:
    """NetworkProfileRepository over the stations table."""

    def __init__(self, table: Table) -> None:
        """The stations table."""
        self._table = table

    def put(self, profile: NetworkProfile) -> None:
        """See the port."""
        self._table.put(
            {
                "pk": keys.network_profiles(profile.station_id),
                "sk": _sort_key(profile.slot),
                "station_id": profile.station_id,
                "slot": profile.slot,
                "content": documents.to_text(profile.connection),
                "priority": list(profile.priority),
                "reset_wanted": profile.reset,
                "command_id": profile.command_id,
                "wanted_at": clock.to_text(profile.wanted_at),
                "progress": profile.state.value,
                "progress_rank": profile.state.rank,
            }
        )

    def get(self, station_id: str, slot: int) -> NetworkProfile | None:
        """See the port."""
        item = self._table.get(keys.network_profiles(station_id), _sort_key(slot))
        return _profile_from(item) if item else None

    def of_station(self, station_id: str) -> list[NetworkProfile]:
        """See the port."""
        items, _ = self._table.query(keys.network_profiles(station_id))
        return [_profile_from(item) for item in items]

    def advance(
        self, profile: NetworkProfile, state: ProfileState, at: datetime, reason: str | None = None
    ) -> None:
        """See the port."""
        update = Update().set(
            progress=state.value, progress_rank=state.rank, changed_at=clock.to_text(at)
        )
        update.replace(reason=reason).value("wanted", profile.command_id)
        place = keys.network_profiles(profile.station_id), _sort_key(profile.slot)
        with suppress(ConditionFailed):
            self._table.update(*place, update.render(STILL_WANTED))


def _sort_key(slot: int) -> str:
    return f"SLOT#{slot:010d}"


def _profile_from(item: Item) -> NetworkProfile:
    changed_at = item.get("changed_at")
    return NetworkProfile(
        station_id=item["station_id"],
        slot=int(item["slot"]),
        connection=documents.from_text(item["content"]),
        priority=tuple(int(one) for one in item["priority"]),
        reset=item["reset_wanted"],
        command_id=item["command_id"],
        wanted_at=clock.from_text(item["wanted_at"]),
        state=ProfileState(item["progress"]),
        changed_at=clock.from_text(changed_at) if changed_at else None,
        reason=item.get("reason"),
    )
