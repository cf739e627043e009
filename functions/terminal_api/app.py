"""The terminals' API: machines that prove themselves by a key of their own."""

from fastapi import FastAPI

from csms.web import openapi
from csms.web.application import create_app
from terminal_api.keys import terminal
from terminal_api.routes import authorisations

PREFIX = "/terminal/v1"
ROUTERS = {"Authorisations": authorisations.router}
DESCRIPTION = """Charging without an app: a card at a terminal reserves an amount, the station is
asked to start, what the session costs is captured and the rest is given back.

Send the terminal's key as bearer token; operators make keys by
`POST /operator/v1/terminals/{id}/keys`. Times are RFC 3339 in UTC, money is in minor units, energy
in Wh."""

app: FastAPI = create_app(
    title="Stationmaster terminal API",
    description=DESCRIPTION,
    prefix=PREFIX,
    routers=ROUTERS,
    caller=terminal,
)
openapi.install(app, openapi.TERMINAL_KEY)
