"""Answers that were cut: what would have followed, nobody knows."""

import pytest

from csms.vendors.answers import of_broken_text

ASKED = {"key": ["HeartbeatInterval", "NumberOfConnectors"]}


@pytest.mark.parametrize("end", ["", "]"])
def test_after_an_empty_list_all_that_was_asked_for_is_unknown(end: str) -> None:
    found = of_broken_text('[3,"i",{"configurationKey":[' + end, ASKED)
    assert found == {"configurationKey": [], "unknownKey": ASKED["key"]}


@pytest.mark.parametrize(
    "text",
    [
        '[3,"i",{"configurationKey":[{"key":"HeartbeatInterval","readonly":false,"value":"3"},',
        '[3,"i",{"configurationKey":[{"key":"heartbeatinterval","readonly":false}',
        '[3,"i",{"configurationKey":[],"unknownKey":["HeartbeatInterval"',
        '[3,"i",{"status":"Accepted"',
        '[3,"i",{"listVersion":-1,',
        '[3,"i",{',
        '[3,"i",',
    ],
)
def test_any_other_cut_answer_says_nothing(text: str) -> None:
    assert of_broken_text(text, ASKED) is None


def test_nothing_is_unknown_if_nothing_was_asked_for() -> None:
    assert of_broken_text('[3,"i",{"configurationKey":[', {}) is None
    assert of_broken_text('[3,"i",{"configurationKey":[', None) is None
