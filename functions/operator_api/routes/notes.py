"""Notes on a station: read by everybody of its site, changed by who wrote them."""

from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Depends

from csms import bootstrap
from csms.errors import NotFound
from csms.stations.notes import Author, NoteRepository, Writing
from csms.web.authentication import SignedIn
from csms.web.fields import Identifier, StationIdentity
from csms.web.idempotency import IdempotencyKey
from csms.web.needs import Needs
from csms.web.pagination import Page
from operator_api.schemas.notes import NoteIn, NoteView, note_view

router = APIRouter(prefix="/stations/{station_id:path}/notes")
Notes = Annotated[NoteRepository, Depends(bootstrap.station_notes)]


def _writing(station_id: StationIdentity, needs: Needs, notes: Notes, caller: SignedIn) -> Writing:
    if needs.stations.get(station_id) is None:
        raise NotFound(f"Station {station_id} is not registered.")
    author = Author(caller.subject, caller.called or caller.subject)
    return Writing(station_id, author, needs.clock(), notes)


Writer = Annotated[Writing, Depends(_writing)]


@router.get("", summary="List the notes on a station")
def list_notes(writing: Writer) -> Page[NoteView]:
    """Newest first, all on one page."""
    subject = writing.author.subject
    found = writing.notes.of_station(writing.station_id)
    return Page(items=[note_view(one, subject) for one in found], next=None)


@router.post("", summary="Add a note to a station", status_code=HTTPStatus.CREATED)
def add_note(wanted: NoteIn, writing: Writer, key: IdempotencyKey) -> NoteView:
    """409 if the station has 200 of them."""
    return note_view(writing.write(wanted.text, key), writing.author.subject)


@router.put("/{note_id}", summary="Change a note of one's own")
def change_note(note_id: Identifier, wanted: NoteIn, writing: Writer) -> NoteView:
    """403 if somebody else wrote it."""
    return note_view(writing.rewrite(note_id, wanted.text), writing.author.subject)


@router.delete(
    "/{note_id}", summary="Remove a note of one's own", status_code=HTTPStatus.NO_CONTENT
)
def delete_note(note_id: Identifier, writing: Writer) -> None:
    """403 if somebody else wrote it; nothing happens if there is none."""
    writing.remove(note_id)
