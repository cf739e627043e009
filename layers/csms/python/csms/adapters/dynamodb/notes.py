"""Notes on stations: an item each, in a partition of their station."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csms import clock
from csms.adapters.dynamodb import keys
from csms.adapters.dynamodb.table import ConditionFailed
from csms.adapters.dynamodb.update import Update
from csms.stations.notes import Author, Note

if TYPE_CHECKING:
    from csms.adapters.dynamodb.table import Item, Table


class DynamoNotes:
    """NoteRepository over the stations table."""

    def __init__(self, table: Table) -> None:
        """The stations table."""
        self._table = table

    def add(self, note: Note) -> bool:
        """See the port."""
        try:
            self._table.put(_item(note), "attribute_not_exists(pk)")
        except ConditionFailed:
            return False
        return True

    def change(self, note: Note) -> bool:
        """See the port."""
        edited_at = clock.to_text(note.edited_at) if note.edited_at else None
        update = Update().set(note=note.text, edited_at=edited_at)
        place = keys.notes(note.station_id), note.note_id
        try:
            self._table.update(*place, update.render("attribute_exists(pk)"))
        except ConditionFailed:
            return False
        return True

    def get(self, station_id: str, note_id: str) -> Note | None:
        """See the port."""
        item = self._table.get(keys.notes(station_id), note_id)
        return _note(item) if item else None

    def delete(self, station_id: str, note_id: str) -> None:
        """See the port."""
        self._table.delete(keys.notes(station_id), note_id)

    def of_station(self, station_id: str) -> list[Note]:
        """See the port. Of texts that fill a page of the table, the rest is read as well."""
        found: list[Note] = []
        start: Item | None = None
        while True:
            items, start = self._table.query(keys.notes(station_id), start=start)
            found += map(_note, items)
            if start is None:
                return sorted(found, key=_place, reverse=True)


def _place(note: Note) -> tuple[str, str]:
    return clock.to_text(note.written_at), note.note_id


def _item(note: Note) -> Item:
    return {
        "pk": keys.notes(note.station_id),
        "sk": note.note_id,
        "station_id": note.station_id,
        "author": note.author.subject,
        "author_name": note.author.name,
        "note": note.text,
        "written_at": clock.to_text(note.written_at),
        "edited_at": clock.to_text(note.edited_at) if note.edited_at else None,
    }


def _note(item: Item) -> Note:
    edited_at = item.get("edited_at")
    return Note(
        item["station_id"],
        item["sk"],
        Author(item["author"], item["author_name"]),
        item["note"],
        clock.from_text(item["written_at"]),
        clock.from_text(edited_at) if edited_at else None,
    )
