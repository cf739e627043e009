"""Text that is no JSON, read where it needs no guess (Beny lbbrhzn#1078, Grizzl-E lbbrhzn#176)."""

import json
import re
from collections.abc import Callable
from typing import Any

Reader = Callable[[str], Any]
# What stands outside of strings: strings are matched first and kept as they are.
_TOKENS = re.compile(r'"(?:[^"\\]|\\.)*"|[^"]', re.DOTALL)
_EMPTY_SLOT = re.compile(r"(?<=[\[,{])\s*,")
_TRAILING = re.compile(r",(?=\s*[\]}])")
_NO_ARRAY = re.compile(r":\s*\](?=\s*[,}])")
_STRAY = "\ufeff\x00\r\n\t "
_ANSWER = re.compile(r'^\s*\[\s*3\s*,\s*"([^"]{1,64})"\s*,')
# An ordinary frame is far shorter; a repair costs time in its length.
LONGEST = 131_072


def mend(text: str, read: Reader) -> Any:
    """The value of a broken text. Raises ValueError if it cannot be known.

    Empty slots of lists and objects, trailing commas, `:]` for an empty list, raw control
    characters in strings and stray ones around the text.
    """
    if len(text) > LONGEST:
        raise ValueError("too long to be repaired")
    text = _escaped(text.strip(_STRAY))
    return read(_outside_strings(text))


def id_of_broken_answer(text: str) -> str | None:
    """The message id of a CALLRESULT that cannot be read, so that its call can end at once."""
    found = _ANSWER.match(text)
    return found.group(1) if found else None


def closed(text: str, read: Reader) -> Any:
    """A cut text with its open brackets closed. Raises ValueError if it was cut inside a value.

    Only for answers: what a cut request would have said further, nobody knows.
    """
    text = text.strip(_STRAY)
    stack: list[str] = []
    for token in _TOKENS.findall(text):
        if token in "[{":
            stack.append("]" if token == "[" else "}")
        elif token in "]}" and (not stack or stack.pop() != token):
            raise ValueError("brackets do not fit")
    return read(text.rstrip(", ") + "".join(reversed(stack)))


def _outside_strings(text: str) -> str:
    strings: list[str] = []

    def keep(found: re.Match[str]) -> str:
        strings.append(found.group())
        return '""'

    bare = re.sub(r'"(?:[^"\\]|\\.)*"', keep, text)
    bare = _NO_ARRAY.sub(":[]", bare)
    while _EMPTY_SLOT.search(bare):
        bare = _EMPTY_SLOT.sub("", bare)
    bare = _TRAILING.sub("", bare)
    parts = bare.split('""')
    return "".join(part + string for part, string in zip(parts, [*strings, ""], strict=True))


def _escaped(text: str) -> str:
    """Raw control characters in strings as JSON wants them: ArduinoOcpp and BS send them so."""
    return re.sub(
        r'"(?:[^"\\]|\\.)*"',
        lambda found: re.sub(
            r"[\x00-\x1f]", lambda one: json.dumps(one.group())[1:-1], found.group()
        ),
        text,
        flags=re.DOTALL,
    )
