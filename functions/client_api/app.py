"""The drivers' API: every route, open to any signed-in user, who sees their own things alone.

A receipt's link opens it for whoever has it, the code on a label what charging costs there.
"""

from fastapi import FastAPI

from client_api.routes import charge, me, receipts, reservations, sessions, stations, tariffs
from csms.web.application import create_app
from csms.web.authentication import signed_in

PREFIX = "/client/v1"
ROUTERS = {
    "Stations": stations.router,
    "Sessions": sessions.router,
    "Reservations": reservations.router,
    "Me": me.router,
    "Tariffs": tariffs.router,
}
DESCRIPTION = """Find a charging station, charge, and see what it cost.

Send the driver's Cognito id token as bearer token. Times are RFC 3339 in UTC, money is in minor
units, energy in Wh. Unknown members of a body are ignored."""

app: FastAPI = create_app(
    title="Stationmaster client API",
    description=DESCRIPTION,
    prefix=PREFIX,
    routers=ROUTERS,
    caller=signed_in,
    public={"Receipts": receipts.router, "Labels": charge.router},
)
