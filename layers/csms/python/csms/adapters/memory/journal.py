"""The station journal in memory."""

from csms.stations.journal import JournalEntry


class MemoryJournal:
    """StationJournal over dicts."""

    def __init__(self) -> None:
        """Start without entries."""
        self._entries: dict[str, dict[str, JournalEntry]] = {}

    def record(self, entry: JournalEntry) -> None:
        """See the port."""
        self._entries.setdefault(entry.station_id, {}).setdefault(entry.place, entry)

    def page(
        self, station_id: str, kind: str | None, limit: int, cursor: str | None
    ) -> tuple[list[JournalEntry], str | None]:
        """See the port. The cursor is the place of the last entry shown."""
        entries = self._entries.get(station_id, {})
        places = [
            place
            for place in sorted(entries, reverse=True)
            if (cursor is None or place < cursor) and kind in (None, entries[place].kind)
        ]
        shown = [entries[place] for place in places[:limit]]
        return shown, places[limit - 1] if len(places) > limit else None
