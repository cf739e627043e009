"""Payloads made from the schemas: the least that a message may say."""

from typing import Any

from csms.ocpp import schemas

Payload = dict[str, Any]


def minimal_request(protocol: str, action: str) -> Payload:
    name = action if protocol == "ocpp1.6" else f"{action}Request"
    return _minimal(protocol, name)


def minimal_response(protocol: str, action: str) -> Payload:
    return _minimal(protocol, f"{action}Response")


def _minimal(protocol: str, name: str) -> Payload:
    schema = schemas._schema(protocol, name)
    payload: Payload = _least(schema, schema)
    return payload


def _least(schema: Payload, root: Payload) -> Any:
    while "$ref" in schema:
        schema = root["definitions"][schema["$ref"].rpartition("/")[2]]
    if "enum" in schema:
        return schema["enum"][0]
    if schema.get("type") == "object":
        members = schema.get("properties", {})
        return {name: _least(members[name], root) for name in schema.get("required", ())}
    if schema.get("type") == "array":
        return [_least(schema["items"], root)] * schema.get("minItems", 0)
    return _least_value(schema)


def _least_value(schema: Payload) -> Any:
    if schema.get("format") == "date-time":
        return "2026-11-23T10:00:00Z"
    numbers: Payload = {"integer": 1, "number": 1, "boolean": True}
    return numbers.get(schema.get("type", "string"), "x" * max(schema.get("minLength", 1), 1))
