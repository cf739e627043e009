"""Text that is no JSON, read where it needs no guess (Beny lbbrhzn#1078, Grizzl-E lbbrhzn#176)."""

import json
import re
from collections.abc import Callable
from typing import Any

Reader = Callable[[str], Any]
# What stands outside of strings: strings are matched first and kept as they are.
_STRING = re.compile(r'"(?:[^"\\]|\\.)*"', re.DOTALL)
_TOKENS = re.compile(rf'{_STRING.pattern}|[^"]', re.DOTALL)
_RAW = re.compile(r"\\.|[\x00-\x1f]", re.DOTALL)
_EMPTY_SLOT = re.compile(r"(?<=[\[,{])\s*,")
_TRAILING = re.compile(r",(?=\s*[\]}])")
_NO_ARRAY = re.compile(r":\s*\](?=\s*[,}])")
_CUT_NUMBER = re.compile(r"[0-9]$")
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
    return _value(_outside_strings(text), read)


def id_of_broken_answer(text: str) -> str | None:
    """The message id of a CALLRESULT that cannot be read, so that its call can end at once."""
    found = _ANSWER.match(text)
    return found.group(1) if found else None


def closed(text: str, read: Reader) -> Any:
    """A cut text with its open brackets closed. Raises ValueError if it was cut inside a value.

    Only for answers: what a cut request would have said further, nobody knows. A number at the very
    end may have had more digits.
    """
    if len(text) > LONGEST:
        raise ValueError("too long to be repaired")
    text = text.strip(_STRAY)
    stack: list[str] = []
    for token in _TOKENS.findall(text):
        if token in "[{":
            stack.append("]" if token == "[" else "}")
        elif token in "]}" and (not stack or stack.pop() != token):
            raise ValueError("brackets do not fit")
    if stack and _CUT_NUMBER.search(text):
        raise ValueError("cut inside a number")
    return _value(text.removesuffix(",") + "".join(reversed(stack)), read)


def _value(text: str, read: Reader) -> Any:
    try:
        return read(text)
    except RecursionError as error:
        raise ValueError("nested too deeply") from error


def _outside_strings(text: str) -> str:
    strings: list[str] = []

    def keep(found: re.Match[str]) -> str:
        strings.append(found.group())
        return '""'

    bare = _STRING.sub(keep, text)
    bare = _NO_ARRAY.sub(":[]", bare)
    while _EMPTY_SLOT.search(bare):
        bare = _EMPTY_SLOT.sub("", bare)
    bare = _TRAILING.sub("", bare)
    parts = bare.split('""')
    return "".join(part + string for part, string in zip(parts, [*strings, ""], strict=True))


def _escaped(text: str) -> str:
    """Raw control characters in strings as JSON wants them: ArduinoOcpp and BS send them so.

    One after a backslash stays, and the text is refused: what it escaped cannot be known.
    """
    return _STRING.sub(lambda found: _RAW.sub(_escape, found.group()), text)


def _escape(found: re.Match[str]) -> str:
    one = found.group()
    return one if one.startswith("\\") else json.dumps(one)[1:-1]
