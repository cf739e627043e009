"""Payloads made from the schemas: the most that a message may say, and every way to break it."""

import copy
import json
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from csms.ocpp import schemas
from csms.ocpp.call_errors import Code

Payload = dict[str, Any]
Path = tuple[str | int, ...]

AT = "2026-11-23T10:00:00.123Z"
LONGEST_FREE_TEXT, MOST_ITEMS = 300, 3
LARGEST = 120_000  # characters: a message has at most 128 KB
WRONG = {"string": 7, "integer": "7", "number": "7", "boolean": "true", "array": {}, "object": []}
MISSING, TYPE = Code.OCCURRENCE_CONSTRAINT_VIOLATION, Code.TYPE_CONSTRAINT_VIOLATION
FORMAT, PROPERTY = Code.FORMAT_VIOLATION, Code.PROPERTY_CONSTRAINT_VIOLATION


@dataclass(frozen=True)
class Breach:
    """A payload that breaks its schema in one place."""

    what: str
    payload: Payload
    code: Code


def fullest_request(protocol: str, action: str) -> Payload:
    """Every member there, texts as long as they may be, the last value of each list of values."""
    return _fullest(protocol, schemas._request_name(protocol, action))


def fullest_response(protocol: str, action: str) -> Payload:
    return _fullest(protocol, f"{action}Response")


def breaches(protocol: str, action: str) -> Iterator[Breach]:
    """Each required member missing; each member of a wrong type, too long, too many, unknown."""
    schema = schemas._schema(protocol, schemas._request_name(protocol, action))
    whole = fullest_request(protocol, action)
    for path, part in _places(schema, schema, ()):
        for what, change, code in _faults(part, schema, _at(whole, path)):
            where = "/".join(map(str, path)) or "payload"
            yield Breach(f"{where}: {what}", _replaced(whole, path, change), code)


def _fullest(protocol: str, name: str) -> Payload:
    schema = schemas._schema(protocol, name)
    payload: Payload = {}
    for items in range(MOST_ITEMS, 0, -1):
        payload = _most(schema, schema, items)
        if len(json.dumps(payload)) <= LARGEST:
            break
    return payload


def _most(schema: Payload, root: Payload, items: int) -> Any:
    schema = _resolved(schema, root)
    if "enum" in schema:
        return schema["enum"][-1]
    kind = schema.get("type", "string")
    if kind == "object":
        return {key: _most(one, root, items) for key, one in schema.get("properties", {}).items()}
    if kind == "array":
        count = min(schema.get("maxItems", items), items)
        count = max(count, schema.get("minItems", 0))
        return [_most(schema["items"], root, items) for _ in range(count)]
    return _most_value(kind, schema)


def _most_value(kind: str, schema: Payload) -> Any:
    if schema.get("format") == "date-time":
        return AT
    if kind == "integer":
        return int(schema.get("maximum", 2**31 - 1))
    if kind == "number":
        return float(schema.get("maximum", Decimal("99999.9")))
    return True if kind == "boolean" else "x" * schema.get("maxLength", LONGEST_FREE_TEXT)


def _places(schema: Payload, root: Payload, path: Path) -> Iterator[tuple[Path, Payload]]:
    """Every place of the fullest payload, of items of an array the first."""
    schema = _resolved(schema, root)
    yield path, schema
    if schema.get("type") == "array":
        yield from _places(schema["items"], root, (*path, 0))
    for name, inner in schema.get("properties", {}).items():
        yield from _places(inner, root, (*path, name))


def _faults(schema: Payload, root: Payload, value: Any) -> Iterator[tuple[str, Any, Code]]:
    kind = schema.get("type")
    if kind is not None and "enum" not in schema:
        yield "wrong type", WRONG[kind], TYPE
    if kind == "object":
        yield from _object_faults(schema, value)
    elif kind == "array":
        yield from _array_faults(schema, value)
    elif "enum" in schema:
        yield "no such value", "NoSuchValue", PROPERTY
    elif "maxLength" in schema and schema.get("format") != "date-time":
        yield "too long", "x" * (schema["maxLength"] + 1), PROPERTY
    elif "maximum" in schema:
        yield "too much", float(schema["maximum"]) + 1, PROPERTY
    if kind in {"integer", "number"} and "minimum" in schema:
        yield "too little", float(schema["minimum"]) - 1, PROPERTY


def _object_faults(schema: Payload, value: Payload) -> Iterator[tuple[str, Any, Code]]:
    for name in schema.get("required", ()):
        rest = {key: one for key, one in value.items() if key != name}
        yield f"without {name}", rest, MISSING
    if schema.get("additionalProperties") is False:
        yield "unknown member", value | {"unheardOf": 1}, FORMAT


def _array_faults(schema: Payload, value: list[Any]) -> Iterator[tuple[str, Any, Code]]:
    if schema.get("minItems", 0) > 0:
        yield "too few", value[: schema["minItems"] - 1], MISSING
    if "maxItems" in schema:
        yield "too many", value[:1] * (schema["maxItems"] + 1), MISSING


def _resolved(schema: Payload, root: Payload) -> Payload:
    while "$ref" in schema:
        schema = root["definitions"][schema["$ref"].rpartition("/")[2]]
    return schema


def _at(value: Any, path: Path) -> Any:
    for key in path:
        value = value[key]
    return value


def _replaced(whole: Payload, path: Path, value: Any) -> Any:
    if not path:
        return value
    changed = copy.deepcopy(whole)
    _at(changed, path[:-1])[path[-1]] = value
    return changed
