"""The words of documents, by language; both languages have the same keys."""

from collections.abc import Mapping

from csms.receipts.words import de, en

DEFAULT = "en"
LANGUAGES: Mapping[str, Mapping[str, str]] = {"de": de.WORDS, "en": en.WORDS}


def chosen(accept_language: str | None) -> str:
    """The language that is wanted most (RFC 9110, 12.5.4) of those that there are."""
    wanted = [_weighed(one) for one in (accept_language or "").split(",")]
    for _, name in sorted(wanted, key=lambda one: -one[0]):
        if name in LANGUAGES:
            return name
    return DEFAULT


def _weighed(part: str) -> tuple[float, str]:
    tag, _, weight = part.strip().partition(";")
    try:
        quality = float(weight.strip().removeprefix("q=")) if weight else 1.0
    except ValueError:
        quality = 0.0
    return quality, tag.strip().split("-")[0].lower() if quality > 0 else ""
