"""The OpenAPI document of an API: bearer tokens and problem answers on every operation."""

import json
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from pydantic import BaseModel

from csms.web.problems import MEDIA_TYPE, Problem

SCHEMA_PATH = "#/components/schemas/{model}"
PROBLEM_RESPONSE = {
    "description": "What is wrong, and what to do",
    "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}},
}
ID_TOKEN = {"idToken": {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"}}
TERMINAL_KEY = {"terminalKey": {"type": "http", "scheme": "bearer", "bearerFormat": "key"}}

# Bodies that are read with exact numbers, which FastAPI knows nothing of, by name.
_exact_bodies: dict[str, type[BaseModel]] = {}


def body_of(model: type[BaseModel]) -> dict[str, Any]:
    """For `openapi_extra`: a body that is read with exact numbers."""
    _exact_bodies[model.__name__] = model
    schema = {"schema": {"$ref": SCHEMA_PATH.format(model=model.__name__)}}
    return {"requestBody": {"required": True, "content": {"application/json": schema}}}


def install(app: FastAPI, proof: dict[str, Any] = ID_TOKEN) -> None:
    """Make `app.openapi()` give this document; `proof` is what a caller sends."""
    app.openapi = lambda: document_of(app, proof)  # type: ignore[method-assign]


def document_of(app: FastAPI, proof: dict[str, Any]) -> dict[str, Any]:
    """FastAPI's document, with its 422 replaced by the problem that is really answered."""
    document = get_openapi(
        title=app.title, version=app.version, description=app.description, routes=app.routes
    )
    components = document.setdefault("components", {})
    schemas = components.setdefault("schemas", {})
    schemas.pop("HTTPValidationError", None)
    schemas.pop("ValidationError", None)
    problem = Problem.model_json_schema(ref_template=SCHEMA_PATH)
    schemas |= problem.pop("$defs", {}) | {"Problem": problem}
    for name, model in _exact_bodies.items():
        if SCHEMA_PATH.format(model=name) in json.dumps(document["paths"]):
            body = model.model_json_schema(ref_template=SCHEMA_PATH)
            schemas |= body.pop("$defs", {}) | {name: body}
    components["schemas"] = dict(sorted(schemas.items()))
    components["responses"] = {"Problem": PROBLEM_RESPONSE}
    components["securitySchemes"] = proof
    document["security"] = [{name: [] for name in proof}]
    for operations in document["paths"].values():
        for operation in operations.values():
            operation["responses"].pop("422", None)
            operation["responses"]["default"] = {"$ref": "#/components/responses/Problem"}
    return document
