from dataclasses import replace
from typing import TYPE_CHECKING

from tests.builders import minutes

from csms.stations.notes import Author, Note

if TYPE_CHECKING:
    from tests.contract.conftest import Ports


def a_note(number: int = 0, station_id: str = "CP1", text: str = "The lid sticks") -> Note:
    # The ids run against the time: the list goes by that.
    note_id = f"N{9 - number}"
    return Note(station_id, note_id, Author("u1", "Ada"), text, minutes(number))


def test_notes_come_back_whole_newest_first(ports: "Ports") -> None:
    wanted = [a_note(number) for number in range(3)]
    for note in (*wanted, a_note(1, "CP10")):
        assert ports.notes.add(note)
    assert ports.notes.of_station("CP1") == wanted[::-1]
    assert ports.notes.of_station("CP2") == []
    assert ports.notes.get("CP1", "N9") == wanted[0]
    assert ports.notes.get("CP10", "N9") is None


def test_a_note_is_added_once(ports: "Ports") -> None:
    assert ports.notes.add(a_note())
    assert not ports.notes.add(a_note(text="Something else"))
    assert ports.notes.of_station("CP1") == [a_note()]


def test_only_the_text_of_a_note_changes(ports: "Ports") -> None:
    ports.notes.add(a_note())
    other = replace(a_note(), text="It does not", edited_at=minutes(5))
    assert ports.notes.change(replace(other, author=Author("u2", "Bob"), written_at=minutes(9)))
    assert ports.notes.of_station("CP1") == [other]


def test_a_note_that_is_gone_is_not_made_again_by_a_change(ports: "Ports") -> None:
    ports.notes.add(a_note())
    for _ in range(2):
        ports.notes.delete("CP1", "N9")
    assert not ports.notes.change(replace(a_note(), edited_at=minutes(1)))
    assert ports.notes.of_station("CP1") == []


def test_more_than_a_page_of_the_table_is_read(ports: "Ports") -> None:
    """DynamoDB gives 1 MB at once; 200 of the longest notes are more, in characters of 4 bytes."""
    text = "🔌" * 2000
    for number in range(150):
        note = Note("CP1", f"N{number:03d}", Author("u1", "Ada"), text, minutes(number))
        assert ports.notes.add(note)
    assert len(ports.notes.of_station("CP1")) == 150
