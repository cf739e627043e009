"""Notes on stations in memory."""

from dataclasses import replace

from csms.stations.notes import Note


class MemoryNotes:
    """NoteRepository over a dict."""

    def __init__(self) -> None:
        """Start without notes."""
        self._notes: dict[tuple[str, str], Note] = {}

    def add(self, note: Note) -> bool:
        """See the port."""
        return self._notes.setdefault((note.station_id, note.note_id), note) is note

    def change(self, note: Note) -> bool:
        """See the port."""
        place = note.station_id, note.note_id
        before = self._notes.get(place)
        if before is None:
            return False
        self._notes[place] = replace(before, text=note.text, edited_at=note.edited_at)
        return True

    def get(self, station_id: str, note_id: str) -> Note | None:
        """See the port."""
        return self._notes.get((station_id, note_id))

    def delete(self, station_id: str, note_id: str) -> None:
        """See the port."""
        self._notes.pop((station_id, note_id), None)

    def of_station(self, station_id: str) -> list[Note]:
        """See the port."""
        found = [one for (station, _), one in self._notes.items() if station == station_id]
        return sorted(found, key=lambda one: (one.written_at, one.note_id), reverse=True)
