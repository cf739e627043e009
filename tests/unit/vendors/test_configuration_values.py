"""What a station says of a key is compared by its meaning: a difference is set again and again."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from csms.stations.configuration import Reading

NOW = datetime(2026, 11, 23, tzinfo=UTC)


@pytest.mark.parametrize(
    ("reported", "wanted"), [("1", "true"), ("0", "false"), ("True", "true"), ("FALSE", "0")]
)
def test_truth_has_many_words(reported: str, wanted: str) -> None:
    assert not Reading(reported, NOW).differs_from(wanted)


@pytest.mark.parametrize(("reported", "wanted"), [("1", "false"), ("0", "true"), ("10", "1")])
def test_other_words_differ(reported: str, wanted: str) -> None:
    assert Reading(reported, NOW).differs_from(wanted)


def test_lists_are_the_same_with_quotes_and_blanks() -> None:
    reading = Reading("'Current.Import', 'Voltage'", NOW)
    assert not reading.differs_from("Current.Import,Voltage")
    assert reading.differs_from("Current.Import,SoC")
