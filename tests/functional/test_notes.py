"""Notes on a station: who reads them, who changes them, and what the audit log says of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from tests.http_api import Caller

from csms import bootstrap
from csms.audit.model import AuditFilter
from csms.errors import Unavailable
from csms.stations import notes
from csms.stations.removing import remove_station

if TYPE_CHECKING:
    from tests.http_api import Answer

pytestmark = pytest.mark.usefixtures("network")
PATH = "/stations/CP1/notes"


def a_person(subject: str, group: str = "operator-staff", **claims: Any) -> Caller:
    known = {"sub": subject, "cognito:groups": f"[{group}]", "email_verified": "true"}
    return Caller("operator_api", known | claims)


ADA = a_person("u1", email="ada@example.com", name="Ada")
BOB = a_person("u2", email="bob@example.com")
READER = a_person("u3", "operator-viewers")


def texts(caller: Caller) -> list[str]:
    return [one["text"] for one in caller.get(PATH).json["items"]]


def test_a_note_is_read_by_everybody_with_its_author_newest_first() -> None:
    first = ADA.post(PATH, {"text": "  The lid sticks:\nlift it first \n"})
    assert first.status == 201
    assert first.json["text"] == "The lid sticks:\nlift it first"
    BOB.post(PATH, {"text": "Oiled"})
    assert texts(READER) == ["Oiled", "The lid sticks:\nlift it first"]
    shown = BOB.get(PATH).json["items"]
    assert [(one["author"], one["author_name"], one["mine"]) for one in shown] == [
        ("u2", "bob@example.com", True),
        ("u1", "Ada (ada@example.com)", False),
    ]
    assert [one["edited_at"] for one in shown] == [None, None]
    assert ADA.get("/stations/CP1").status == 200


def test_an_author_changes_and_removes_their_own_note() -> None:
    path = f"{PATH}/{ADA.post(PATH, {'text': 'Key at the dsek'}).json['note_id']}"
    changed = ADA.put(path, {"text": "Key at the desk"}).json
    assert (changed["text"], changed["edited_at"] is not None) == ("Key at the desk", True)
    assert ADA.put(path, {"text": "Key at the desk"}).json == changed
    assert texts(ADA) == ["Key at the desk"]
    assert [ADA.delete(path).status for _ in range(2)] == [204, 204]
    assert texts(ADA) == []
    assert ADA.put(path, {"text": "Back again"}).status == 404


@pytest.mark.parametrize("who", [BOB, a_person("u4", "operator-admins")], ids=["staff", "admin"])
def test_nobody_else_changes_it(who: Caller) -> None:
    path = f"{PATH}/{ADA.post(PATH, {'text': 'Mine'}).json['note_id']}"
    refused = who.put(path, {"text": "Not yours"})
    assert (refused.status, "Ada" in refused.json["detail"]) == (403, True)
    assert who.delete(path).status == 403
    assert texts(who) == ["Mine"]


def test_a_viewer_and_another_site_write_nothing() -> None:
    elsewhere = a_person("u5", **{"custom:sites": "site-9"})
    assert READER.post(PATH, {"text": "Hello"}).status == 403
    assert elsewhere.post(PATH, {"text": "Hello"}).status == 403
    assert elsewhere.get(PATH).status == 403
    assert a_person("u5", **{"custom:sites": "site-1"}).post(PATH, {"text": "Hi"}).status == 201
    assert texts(ADA) == ["Hi"]


def test_the_same_key_makes_one_note() -> None:
    once = ADA.post(PATH, {"text": "Once"}, key="k1")
    assert ADA.post(PATH, {"text": "Once"}, key="k1").json == once.json
    assert ADA.post(PATH, {"text": "Twice"}, key="k1").status == 422
    assert BOB.post(PATH, {"text": "Once"}, key="k1").json["note_id"] != once.json["note_id"]
    ADA.put(f"{PATH}/{once.json['note_id']}", {"text": "Once more"})
    assert ADA.post(PATH, {"text": "Once"}, key="k1").json["text"] == "Once more"
    assert texts(ADA) == ["Once", "Once more"]


@pytest.mark.parametrize("text", ["", " \n ", "x" * 2001, None, 7])
def test_what_is_no_note_is_refused(text: object) -> None:
    refused: Answer = ADA.post(PATH, {"text": text})
    assert refused.status == 422
    assert texts(ADA) == []


def test_a_station_must_be_known() -> None:
    assert ADA.get("/stations/CP9/notes").status == 404
    assert ADA.post("/stations/CP9/notes", {"text": "Hello"}).status == 404


def test_a_station_has_only_so_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(notes, "MOST_NOTES", 2)
    kept = [ADA.post(PATH, {"text": f"Note {number}"}, key=str(number)) for number in range(3)]
    assert [one.status for one in kept] == [201, 201, 409]
    assert ADA.post(PATH, {"text": "Note 1"}, key="1").json == kept[1].json


def test_the_audit_log_says_who_wrote_without_the_text() -> None:
    path = f"{PATH}/{ADA.post(PATH, {'text': 'A secret of the site'}).json['note_id']}"
    BOB.delete(path)
    found, _ = bootstrap.audit_log().page(AuditFilter(object_id="CP1"), 10, None)
    made = {(one.subject, one.action.partition(" ")[0], one.outcome.value) for one in found}
    assert made == {
        ("u1", "POST", "ordered"),
        ("u1", "POST", "done"),
        ("u2", "DELETE", "ordered"),
        ("u2", "DELETE", "refused"),
    }
    assert "secret" not in str(found)


def test_a_removed_station_takes_its_notes_with_it() -> None:
    """Its identity may be somebody else's next: they see nothing of what was said before."""
    admin = a_person("u9", "operators")
    record = {"site_id": "site-1", "evses": []}
    ADA.post(PATH, {"text": "The key is under the mat"})
    BOB.post(PATH, {"text": "Not any more"})
    assert [admin.delete("/stations/CP1").status for _ in range(2)] == [204, 204]
    assert bootstrap.station_notes().of_station("CP1") == []
    assert admin.put("/stations/CP1", record).status == 201
    assert texts(ADA) == []


def test_a_removal_that_breaks_off_leaves_a_station_to_remove_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    admin = a_person("u9", "operators")
    ADA.post(PATH, {"text": "The key is under the mat"})
    with monkeypatch.context() as broken:

        def dies(*_: Any) -> Any:
            raise Unavailable("throttled")

        broken.setattr(type(bootstrap.services().stations), "delete", dies)
        assert admin.delete("/stations/CP1").status == 503
    assert admin.get("/stations/CP1").status == 200
    assert admin.delete("/stations/CP1").status == 204
    assert bootstrap.station_notes().of_station("CP1") == []


def test_a_note_that_is_written_during_the_removal_goes_too() -> None:
    stations, stored = bootstrap.services().stations, bootstrap.station_notes()

    class Late:
        """The note comes when the station is just gone."""

        def delete(self, station_id: str) -> None:
            stations.delete(station_id)
            author, now = notes.Author("u1", "Ada"), bootstrap.services().clock()
            stored.add(notes.Note(station_id, "N1", author, "Late", now))

    remove_station("CP1", Late(), stored)  # type: ignore[arg-type]
    assert stored.of_station("CP1") == []
