"""A station is removed: what people noted on it goes with it; what it charged stays."""

from csms.stations.notes import NoteRepository
from csms.stations.ports import StationRepository


def remove_station(station_id: str, stations: StationRepository, notes: NoteRepository) -> None:
    """Again it does nothing: whoever registers its identity next sees none of the notes.

    They go first: a removal that breaks off leaves a station that can be removed again. Once more
    after it, since somebody may have written one meanwhile.
    """
    _remove_notes(station_id, notes)
    stations.delete(station_id)
    _remove_notes(station_id, notes)


def _remove_notes(station_id: str, notes: NoteRepository) -> None:
    for note in notes.of_station(station_id):
        notes.delete(station_id, note.note_id)
