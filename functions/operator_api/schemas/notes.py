"""Notes on stations."""

from typing import Annotated

from pydantic import BaseModel, Field, StringConstraints

from csms.stations.notes import Note
from csms.web.fields import Timestamp

LONGEST_NOTE = 2000


class NoteIn(BaseModel):
    """What there is to say; blanks at the ends are dropped."""

    text: Annotated[
        str, StringConstraints(strip_whitespace=True, min_length=1, max_length=LONGEST_NOTE)
    ]


class NoteView(BaseModel):
    """A note, and who wrote it."""

    note_id: str
    author: str = Field(description="The operator's subject (`sub` of the token)")
    author_name: str = Field(description="Their name or address when they wrote it")
    mine: bool = Field(description="The caller wrote it, and may change or remove it")
    text: str
    written_at: Timestamp
    edited_at: Timestamp | None


def note_view(note: Note, subject: str) -> NoteView:
    """Present a note to a caller."""
    return NoteView(
        note_id=note.note_id,
        author=note.author.subject,
        author_name=note.author.name,
        mine=note.author.subject == subject,
        text=note.text,
        written_at=note.written_at,
        edited_at=note.edited_at,
    )
