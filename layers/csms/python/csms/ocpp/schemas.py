"""The OCPP JSON schemas of the `ocpp` package, compiled on first use and kept.

`jsonschema-rs` compiles a schema in 0.4 ms and checks a frame in 1 µs, Decimals included; see
`docs/dependencies.md`. Formats are not checked: a time without zone must not refuse a start
(`csms.ocpp.times` reads what there is). The files are read without importing `ocpp.messages`,
which would cost the cold start 180 ms (ADR 0002).
"""

import json
from decimal import Decimal
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import jsonschema_rs

from csms.ocpp.call_errors import CallError, Code

FOLDERS = {"ocpp1.6": "v16", "ocpp2.0.1": "v201", "ocpp2.1": "v21"}
# Messages that are sent and never answered, whose schema files have no suffix (2.1).
SENT = frozenset({"NotifyPeriodicEventStream"})

# What kind of violation is which code; every other kind is a PropertyConstraintViolation.
CODES = {
    "Type": Code.TYPE_CONSTRAINT_VIOLATION,
    "Required": Code.OCCURRENCE_CONSTRAINT_VIOLATION,
    "MinItems": Code.OCCURRENCE_CONSTRAINT_VIOLATION,
    "MaxItems": Code.OCCURRENCE_CONSTRAINT_VIOLATION,
    "AdditionalProperties": Code.FORMAT_VIOLATION,
}


@cache
def known_actions(protocol: str) -> frozenset[str]:
    """Every action of a version, in either direction."""
    names = (path.stem for path in _folder(protocol).glob("*.json"))
    if protocol == "ocpp1.6":
        return frozenset(name for name in names if not name.endswith("Response"))
    return frozenset(name.removesuffix("Request") for name in names if name.endswith("Request"))


def check_request(protocol: str, action: str, payload: dict[str, Any]) -> None:
    """Raise CallError with the specification's code if a request breaks its schema."""
    _check(protocol, _request_name(protocol, action), payload)


def required_members(protocol: str, action: str) -> frozenset[str]:
    """The members that a request must have."""
    return frozenset(_schema(protocol, _request_name(protocol, action)).get("required", ()))


@cache
def request_schema(protocol: str, action: str) -> dict[str, Any]:
    """The schema of a request, to repair one that breaks it."""
    return _schema(protocol, _request_name(protocol, action))


def check_response(protocol: str, action: str, payload: dict[str, Any]) -> None:
    """Raise CallError if a response breaks its schema."""
    _check(protocol, f"{action}Response", payload)


@cache
def response_schema(protocol: str, action: str) -> dict[str, Any]:
    """The schema of a response, to repair one that breaks it."""
    return _schema(protocol, f"{action}Response")


def _check(protocol: str, name: str, payload: dict[str, Any]) -> None:
    try:
        _validator(protocol, name).validate(payload)
    except jsonschema_rs.ValidationError as error:
        kind = type(error.kind).__name__.rpartition("_")[2]
        where = "/".join(str(part) for part in error.instance_path) or "payload"
        code = CODES.get(kind, Code.PROPERTY_CONSTRAINT_VIOLATION)
        raise CallError(code, f"{where}: {kind}") from error


@cache
def _validator(protocol: str, name: str) -> jsonschema_rs.Validator:
    return jsonschema_rs.validator_for(_schema(protocol, name), validate_formats=False)


def _schema(protocol: str, name: str) -> dict[str, Any]:
    text = (_folder(protocol) / f"{name}.json").read_text(encoding="utf-8-sig")
    schema: dict[str, Any] = json.loads(text, parse_float=Decimal)
    return schema


def _request_name(protocol: str, action: str) -> str:
    return action if protocol == "ocpp1.6" or action in SENT else f"{action}Request"


def _folder(protocol: str) -> Path:
    spec = find_spec("ocpp")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("the ocpp package is not installed")
    return Path(spec.origin).parent / FOLDERS[protocol] / "schemas"
