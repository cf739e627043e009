"""Top-ups, saved cards and the standing order of a driver, below the drivers' own prefix."""

from fastapi import FastAPI

from csms.web.application import create_app
from csms.web.authentication import signed_in
from payments_api.routes import auto_top_up, payment_methods, top_ups

PREFIX = "/client/v1"
ROUTERS = {
    "Top-ups": top_ups.router,
    "Payment methods": payment_methods.router,
    "Automatic top-up": auto_top_up.router,
}

app: FastAPI = create_app(
    title="Stationmaster client API: payments",
    description="What a driver pays with.",
    prefix=PREFIX,
    routers=ROUTERS,
    caller=signed_in,
)
