"""Notes on a station: what people who look after it tell each other."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Protocol

from csms.errors import Conflict, NotFound, Rejected, Unauthorized
from csms.ids import new_ulid, ulid_from

# They are read together, so a station has no more than fit into one request.
MOST_NOTES = 200
# A derived id must be the same at every repeat, so it cannot hold the time of the request.
DERIVED = datetime(2026, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Author:
    """Who writes: `subject` decides whose note it is, `name` is shown with it."""

    subject: str
    name: str


@dataclass(frozen=True, slots=True)
class Note:
    """`edited_at` None: as it was written."""

    station_id: str
    note_id: str
    author: Author
    text: str
    written_at: datetime
    edited_at: datetime | None = None


class NoteRepository(Protocol):
    """Notes by station; each operation is one request."""

    def add(self, note: Note) -> bool:
        """Keep a new one; False: one with this id is there, and stays."""

    def change(self, note: Note) -> bool:
        """Replace its text; False: there is none any more, and none is made."""

    def get(self, station_id: str, note_id: str) -> Note | None:
        """The note."""

    def delete(self, station_id: str, note_id: str) -> None:
        """Remove it, if it is there."""

    def of_station(self, station_id: str) -> list[Note]:
        """All of them, newest first."""


@dataclass(frozen=True, slots=True)
class Writing:
    """One person's notes on one station at one time."""

    station_id: str
    author: Author
    now: datetime
    notes: NoteRepository

    def write(self, text: str, key: str | None = None) -> Note:
        """A new note. `key` (hexadecimal): the same again is the note of the first time.

        Rejected: the key was used for another text. Conflict: the station has too many.
        """
        note_id = new_ulid(self.now) if key is None else ulid_from(DERIVED, int(key, 16))
        note = Note(self.station_id, note_id, self.author, text, self.now)
        there = self.notes.of_station(self.station_id)
        before = next((one for one in there if one.note_id == note_id), None)
        if before is not None:
            return _same(before, note)
        if len(there) >= MOST_NOTES:
            raise Conflict(f"A station has {MOST_NOTES} notes at the most: remove some first.")
        return note if self.notes.add(note) else _same(self._known(note_id), note)

    def rewrite(self, note_id: str, text: str) -> Note:
        """Another text. NotFound: no such note. Unauthorized: somebody else's."""
        note = self._own(note_id, "change")
        if note.text == text:
            return note
        changed = replace(note, text=text, edited_at=self.now)
        if not self.notes.change(changed):
            raise NotFound(f"Note {note_id} has just been removed.")
        return changed

    def remove(self, note_id: str) -> None:
        """Nothing happens if there is none. Unauthorized: somebody else's."""
        if self.notes.get(self.station_id, note_id) is not None:
            self._own(note_id, "remove")
            self.notes.delete(self.station_id, note_id)

    def _own(self, note_id: str, verb: str) -> Note:
        note = self._known(note_id)
        if note.author.subject != self.author.subject:
            raise Unauthorized(
                f"Only {note.author.name} may {verb} this note: add one of your own."
            )
        return note

    def _known(self, note_id: str) -> Note:
        note = self.notes.get(self.station_id, note_id)
        if note is None:
            raise NotFound(f"Station {self.station_id} has no note {note_id}.")
        return note


def _same(before: Note, note: Note) -> Note:
    if before.edited_at is None and before.text != note.text:
        raise Rejected("Idempotency-Key: it was used for another note; send a new one.")
    return before
