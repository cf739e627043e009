"""Broken JSON: what is mended is what must have been meant, anything else is a ValueError."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csms.ocpp.frames import bounded_json
from csms.vendors import broken_json
from csms.vendors.broken_json import LONGEST, closed, id_of_broken_answer, mend

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**6), 10**6) | st.text(max_size=12),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=6), inner),
    max_leaves=12,
)
# What tells strings from structure, and what is repaired.
HOSTILE = st.text(alphabet='[]{},:"\\ \n\x00\ufeff1a', max_size=40)
SLOT = re.compile(r'"(?:[^"\\]|\\.)*"|[\[{]|[\]}]', re.DOTALL)


def written(value: Any, *, ascii_only: bool) -> str:
    return json.dumps(value, ensure_ascii=ascii_only)


@given(VALUES, st.booleans())
def test_a_valid_text_keeps_its_value(value: Any, ascii_only: bool) -> None:
    text = written(value, ascii_only=ascii_only)
    assert mend(text, json.loads) == value
    assert closed(text, json.loads) == value


@given(VALUES, st.booleans(), st.integers(1, 3))
def test_empty_slots_anywhere_are_taken_away_and_strings_stay(
    value: Any, ascii_only: bool, commas: int
) -> None:
    def with_slots(found: re.Match[str]) -> str:
        one = found.group()
        if one in "[{":
            return one + " ," * commas
        return "," + one if one in "]}" else one

    text = SLOT.sub(with_slots, written(value, ascii_only=ascii_only))
    assert mend(f"\ufeff{text}\x00\r\n", json.loads) == value


@given(st.text(max_size=20))
def test_raw_control_characters_in_strings_are_kept(text: str) -> None:
    quoted = text.replace("\\", "\\\\").replace('"', '\\"')
    assert mend(f'["{quoted}"]', json.loads) == [text]


@given(HOSTILE | st.text(max_size=40) | st.binary(max_size=40).map(lambda one: one.decode("latin")))
def test_nothing_but_a_value_error_comes_of_any_text(text: str) -> None:
    for repaired in (mend, closed):
        try:
            repaired(text, bounded_json)
        except ValueError:
            continue
    id_of_broken_answer(text)


@given(VALUES, st.data())
def test_a_cut_text_says_nothing_that_the_whole_did_not(value: Any, data: st.DataObject) -> None:
    text = written([3, "id", {"answer": value}], ascii_only=True)
    cut = text[: data.draw(st.integers(0, len(text)))]
    try:
        found = closed(cut, json.loads)
    except ValueError:
        return
    assert part_of(found, [3, "id", {"answer": value}])


def part_of(found: Any, whole: Any) -> bool:
    if isinstance(found, list) and isinstance(whole, list):
        return len(found) <= len(whole) and all(map(part_of, found, whole))
    if isinstance(found, dict) and isinstance(whole, dict):
        return all(name in whole and part_of(one, whole[name]) for name, one in found.items())
    return bool(found == whole)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ('{"configurationKey":],"unknownKey":[]}', {"configurationKey": [], "unknownKey": []}),
        ("[1,,2]", [1, 2]),
        ('[",]", {"a":":]",}]', [",]", {"a": ":]"}]),
    ],
)
def test_mended(text: str, value: Any) -> None:
    assert mend(text, json.loads) == value


@pytest.mark.parametrize(
    "text",
    [
        '["a\\\nb"]',  # what the backslash escaped cannot be known
        "[1 2]",
        '["a" "b"]',
        "{'a':1}",
        '["open]',
        "[NaN]",
        "[" * 100_000,
        "[" * 50_000 + "]" * 50_000,
        " " * LONGEST + "[]",
    ],
)
def test_what_would_be_a_guess_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        mend(text, bounded_json)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ('[3,"1",{"status":"Accepted"', [3, "1", {"status": "Accepted"}]),
        ('[3,"1",{"a":[1,', [3, "1", {"a": [1]}]),
        ('[3,"1",{"a":[true', [3, "1", {"a": [True]}]),
    ],
)
def test_closed(text: str, value: Any) -> None:
    assert closed(text, json.loads) == value


@pytest.mark.parametrize(
    "text",
    ['[3,"1",{"a":12', '[3,"1",{"a":"b', '[3,"1",{"a"', '[3,"1",{"a":', '[3,"1",{"a":tr', "[3]]",
     "[3,}", "[" * 100_000, " " * LONGEST + "[]"],
)  # fmt: skip
def test_what_was_cut_inside_a_value_is_not_closed(text: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        closed(text, json.loads)


def test_a_long_text_is_read_in_linear_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(broken_json, "LONGEST", 10_000_000)
    many = 300_000
    assert mend("[" + "," * many + "]", json.loads) == []
    assert mend("[" + " " * many + ",1]", json.loads) == [1]


@pytest.mark.parametrize(
    ("text", "message_id"),
    [
        ('[3,"7",{"configurationKey":[', "7"),
        (' [ 3 , "7" , {', "7"),
        ('[2,"7","Heartbeat",{', None),
        ('[3,"7"', None),
        ('[3,"' + "x" * 65 + '",{', None),
        ("", None),
    ],
)
def test_the_id_of_a_broken_answer(text: str, message_id: str | None) -> None:
    assert id_of_broken_answer(text) == message_id
