"""Which document stands where, and what it says."""

import json
from pathlib import Path

from fastapi import FastAPI

from client_api.app import app as client_app
from operator_api.app import app as operator_app

FOLDER = Path(__file__).parents[2] / "docs" / "api"
APPS: dict[str, FastAPI] = {
    "client.openapi.json": client_app,
    "operator.openapi.json": operator_app,
}


def text_of(app: FastAPI) -> str:
    """The document as it is stored."""
    return json.dumps(app.openapi(), indent=2, ensure_ascii=False) + "\n"
