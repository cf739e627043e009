"""Dataclasses of plain values to JSON-like content and back, by their annotations."""

import types
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import datetime
from enum import Enum
from functools import cache
from typing import Any, get_args, get_origin, get_type_hints

from csms import clock


def to_plain(value: Any) -> Any:
    """Text, numbers, lists and objects; what has its default is left out."""
    match value:
        case Enum():
            return value.value
        case datetime():
            return clock.to_text(value)
        case tuple():
            return [to_plain(one) for one in value]
        case Mapping():
            return {name: to_plain(one) for name, one in value.items()}
    if not is_dataclass(value):
        return value
    found = {one.name: getattr(value, one.name) for one in fields(value)}
    return {name: to_plain(one) for name, one in found.items() if one is not None and one != ()}


def from_plain[Thing](kind: type[Thing], plain: Any) -> Thing:
    """The inverse of `to_plain`. A field that is not there has its default."""
    found: Thing = _read(kind, plain)
    return found


def _read(kind: Any, plain: Any) -> Any:
    if get_origin(kind) is types.UnionType:
        (kind,) = (one for one in get_args(kind) if one is not types.NoneType)
    if get_origin(kind) is tuple:
        return tuple(_read(get_args(kind)[0], one) for one in plain)
    if get_origin(kind) is not None:
        return dict(plain)
    if is_dataclass(kind):
        return _dataclass(kind, plain)
    if kind is datetime:
        return clock.from_text(plain)
    return kind(plain)


def _dataclass(kind: Any, plain: Any) -> Any:
    hints = _hints(kind)
    return kind(**{name: _read(hints[name], one) for name, one in plain.items() if name in hints})


@cache
def _hints(kind: Any) -> dict[str, Any]:
    return get_type_hints(kind)
