"""The operators' API: every route, open to those whose role allows it."""

from fastapi import FastAPI

from csms.web.application import create_app
from operator_api.access import ACCESS, allowed
from operator_api.routes import (
    alert_channels,
    alert_deliveries,
    alert_rules,
    assignments,
    audit,
    certificates,
    commands,
    configuration,
    drivers,
    dynamic_schedules,
    incidents,
    ledger,
    legal_entities,
    local_lists,
    maintenance_windows,
    me,
    meter_keys,
    meter_values,
    money_orders,
    network_profiles,
    observed,
    orphans,
    passwords,
    receipts,
    reconciliations,
    reported,
    reports,
    reservations,
    reviews,
    sessions,
    signed_values,
    sites,
    station_rows,
    stations,
    tariff_defaults,
    tariff_exports,
    tariff_imports,
    tariff_trials,
    tariffs,
    terminals,
    tokens,
    users,
)

PREFIX = "/operator/v1"
ROUTERS = {
    # Before the stations, whose identities may hold a slash and would swallow the rest.
    "Tariff rules": assignments.router,
    "Certificates": certificates.router,
    "Commands": commands.router,
    "Configuration": configuration.router,
    "Meter keys": meter_keys.router,
    "Meter values": meter_values.router,
    "Dynamic schedules": dynamic_schedules.router,
    "Network profiles": network_profiles.router,
    "Local lists": local_lists.router,
    "Orphan facts": orphans.router,
    "Observed": observed.router,
    "Passwords": passwords.router,
    "Station states": station_rows.router,
    "Reported": reported.router,
    "Stations": stations.router,
    "Receipts": receipts.router,
    "Signed values": signed_values.router,
    "Sessions": sessions.router,
    "Reviews": reviews.router,
    "Reservations": reservations.router,
    "Terminals": terminals.router,
    "Tokens": tokens.router,
    "Drivers": drivers.router,
    "Sites": sites.router,
    "Legal entities": legal_entities.router,
    # Before the tariffs, one of which could be called `lint`.
    "Tariff trials": tariff_trials.router,
    "Tariff exports": tariff_exports.router,
    "Tariff imports": tariff_imports.router,
    "Tariffs": tariffs.router,
    "Tariff defaults": tariff_defaults.router,
    "Who is signed in": me.router,
    "Users": users.router,
    "Reports": reports.router,
    "Ledger": ledger.router,
    "Money orders": money_orders.router,
    "Audit": audit.router,
    "Reconciliations": reconciliations.router,
    "Incidents": incidents.router,
    "Maintenance windows": maintenance_windows.router,
    "Alert channels": alert_channels.router,
    "Alert rules": alert_rules.router,
    "Alert deliveries": alert_deliveries.router,
}
DESCRIPTION = """Run a charging network: stations and commands to them, who may charge, what it
costs, what was charged and what it came to.

Send a Cognito id token of a member of an operators' group as bearer token: `operator-viewers`,
`operator-staff`, `operator-finance`, `operator-admins`, or `operators` (all but users). Times are
RFC 3339 in UTC, money is in minor units, energy in Wh. Unknown members of a body are ignored."""

app: FastAPI = create_app(
    title="Stationmaster operator API",
    description=DESCRIPTION,
    prefix=PREFIX,
    routers=ROUTERS,
    caller={tag: allowed(access) for tag, access in ACCESS.items()},
)
