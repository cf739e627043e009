"""Which document stands where, and what it says."""

import json
from pathlib import Path

from fastapi import FastAPI

from client_api import app as client
from csms.web.application import create_app
from csms.web.authentication import signed_in
from operator_api.app import app as operator_app
from payments_api import app as payments
from terminal_api import app as terminal

FOLDER = Path(__file__).parents[2] / "docs" / "api"
# Two functions serve the drivers' API; a driver's app sees one.
CLIENT: FastAPI = create_app(
    title=client.app.title,
    description=client.app.description,
    prefix=client.PREFIX,
    routers=client.ROUTERS | payments.ROUTERS,
    caller=signed_in,
)
APPS: dict[str, FastAPI] = {
    "client.openapi.json": CLIENT,
    "operator.openapi.json": operator_app,
    "terminal.openapi.json": terminal.app,
}


def text_of(app: FastAPI) -> str:
    """The document as it is stored."""
    return json.dumps(app.openapi(), indent=2, ensure_ascii=False) + "\n"
