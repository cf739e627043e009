import re

import pytest

from csms.receipts.words import LANGUAGES, chosen

ENGLISH, GERMAN = LANGUAGES["en"], LANGUAGES["de"]


def test_both_languages_say_the_same_things() -> None:
    assert ENGLISH.keys() == GERMAN.keys()
    for key, sentence in ENGLISH.items():
        parts = sorted(re.findall(r"{\w+}", sentence))
        assert sorted(re.findall(r"{\w+}", GERMAN[key])) == parts, key


@pytest.mark.parametrize(
    ("wanted", "language"),
    [
        (None, "en"),
        ("", "en"),
        ("de", "de"),
        ("de-AT,de;q=0.9,en;q=0.8", "de"),
        ("fr-FR,fr;q=0.9,de;q=0.3,en;q=0.2", "de"),
        ("en;q=0.2, de;q=0.1", "en"),
        ("de;q=0, en;q=0.1", "en"),
        ("de;q=much, en;q=0.1", "en"),
        ("*", "en"),
    ],
)
def test_language_is_the_best_that_there_is(wanted: str | None, language: str) -> None:
    assert chosen(wanted) == language
