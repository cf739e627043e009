"""Who may use which route: a role for reading and one for changing, by the routers' tags.

Who is kept to sites reaches what names a station, a session, an incident or a site of theirs, the
lists that show no others (`SHOW_OWN_SITES`), and routes that look at the sites themselves
(`KEEP_TO_SITES`). Nothing else: what a new route shows is not known.
"""

from collections.abc import Callable, Iterator
from contextlib import nullcontext
from dataclasses import dataclass
from typing import Any

from fastapi import Request
from fastapi.exceptions import RequestValidationError

from csms import bootstrap
from csms.audit.auditing import Order, Ordering
from csms.errors import NotFound, Unauthorized
from csms.operators.roles import GROUP_OF, Role
from csms.web.authentication import Principal, SignedIn


@dataclass(frozen=True, slots=True)
class Access:
    """Roles. `noted`: that something was changed goes into the audit log; False: the routes note
    more than that themselves.
    """

    change: Role
    read: Role = Role.VIEWER
    noted: bool = True


NOBODY_CHANGES = Access(Role.ADMIN)
BY_OPERATORS = Access(Role.OPERATOR)
BY_FINANCE = Access(Role.FINANCE)
NOTED_BY_THEMSELVES = Access(Role.FINANCE, noted=False)
ACCESS: dict[str, Access] = {
    "Tariff rules": BY_FINANCE,
    "Certificates": BY_OPERATORS,
    "Commands": BY_OPERATORS,
    "Configuration": BY_OPERATORS,
    "Meter keys": BY_OPERATORS,
    "Meter values": NOBODY_CHANGES,
    "Dynamic schedules": BY_OPERATORS,
    "Network profiles": BY_OPERATORS,
    "Local lists": BY_OPERATORS,
    "Notes": BY_OPERATORS,
    "Orphan facts": BY_OPERATORS,
    "Observed": BY_OPERATORS,
    "Passwords": BY_OPERATORS,
    "Station states": NOBODY_CHANGES,
    "Reported": NOBODY_CHANGES,
    "Station imports": BY_OPERATORS,
    "Labels": NOBODY_CHANGES,
    "Stations": BY_OPERATORS,
    "Receipts": NOTED_BY_THEMSELVES,
    "Signed values": NOBODY_CHANGES,
    "Sessions": BY_OPERATORS,
    "Reviews": NOTED_BY_THEMSELVES,
    "Reservations": BY_OPERATORS,
    "Terminals": BY_FINANCE,
    "Terminal visits": NOBODY_CHANGES,
    "Tokens": BY_OPERATORS,
    "Drivers": BY_OPERATORS,
    "Site states": NOBODY_CHANGES,
    "Sites": BY_OPERATORS,
    "Legal entities": BY_FINANCE,
    "Tariff trials": Access(Role.VIEWER, noted=False),
    "Tariff exports": NOBODY_CHANGES,
    "Tariff imports": Access(Role.VIEWER, noted=False),
    "Tariffs": BY_FINANCE,
    "Tariff defaults": BY_FINANCE,
    "Who is signed in": NOBODY_CHANGES,
    "Reports": NOBODY_CHANGES,
    "Users": Access(Role.ADMIN, read=Role.ADMIN),
    "Ledger": NOBODY_CHANGES,
    "Payouts": NOBODY_CHANGES,
    "Money orders": NOTED_BY_THEMSELVES,
    "Audit": Access(Role.ADMIN, read=Role.FINANCE),
    "Reconciliations": BY_FINANCE,
    "Incidents": BY_OPERATORS,
    "Maintenance windows": BY_OPERATORS,
    "Alert channels": BY_OPERATORS,
    "Alert rules": BY_OPERATORS,
    "Alert deliveries": NOBODY_CHANGES,
}
SHOW_OWN_SITES = frozenset(
    {
        "/incidents",
        "/me",
        "/reports/overview",
        "/reports/{kind}",
        "/sessions",
        "/sites",
        "/sites/states",
        "/stations",
        "/stations/states",
        "/tariffs",
        "/tariffs/{tariff_id}",
    }
)
# The place stands in what is sent, or in what is kept under a name that tells nothing of it.
KEEP_TO_SITES = frozenset({"/maintenance-windows", "/maintenance-windows/{window_id}"})
READING = frozenset({"GET", "HEAD"})


def allowed(access: Access) -> Callable[[Request, SignedIn], Iterator[Principal]]:
    """What lets callers through to a router's routes."""

    def check(request: Request, caller: SignedIn) -> Iterator[Principal]:
        """The caller, who may do this, which is noted. Unauthorized says what is missing."""
        reading = request.method in READING
        _require(access.read if reading else access.change, caller)
        if caller.sites:
            _require_own(request, caller)
        with nullcontext() if reading or not access.noted else _noted(request, caller):
            yield caller

    return check


def _require(role: Role, caller: Principal) -> None:
    if Role.VIEWER not in caller.roles:
        raise Unauthorized(
            "Only operators may do this: have an administrator give you a role, then sign in again."
        )
    if role not in caller.roles:
        raise Unauthorized(
            f"This needs the role {role} (group {GROUP_OF[role]}): have an administrator give it "
            "to you, then sign in again."
        )


def _require_own(request: Request, caller: Principal) -> None:
    named = request.path_params
    path = request.scope["route"].path
    if path in KEEP_TO_SITES or (request.method in READING and path in SHOW_OWN_SITES):
        return
    if not caller.may_see(_site_of(named, path, request.method)):
        raise Unauthorized(
            "This is not of your sites, or of more than those: have an administrator widen them."
        )


def _site_of(named: dict[str, Any], path: str, method: str) -> str | None:
    """The site that a path is about; None: of all, or of none that is known."""
    if "session_id" in named:
        session = bootstrap.services().sessions.find(named["session_id"])
        return session.start.site_id if session and session.start else None
    if "station_id" in named:
        station = bootstrap.services().stations.get(named["station_id"])
        if station is None and path.endswith("{station_id:path}") and method in READING:
            raise NotFound(f"Station {named['station_id']} is not registered.")
        return station.site_id if station else None
    if "incident_id" in named:
        incident = bootstrap.incidents().get(named["incident_id"])
        return incident.place.site_id if incident else None
    site_id: str | None = named.get("site_id")
    return site_id


def _noted(request: Request, caller: Principal) -> Any:
    path = request.scope["route"].path
    named = [str(one) for one in request.path_params.values()]
    ordering = Ordering(caller.subject, bootstrap.audit_log(), bootstrap.clock(), caller.called)
    action = f"{request.method} {path.replace(':path', '')}"
    order = Order(action, named[0] if named else path, "")
    return ordering.noted(order, (RequestValidationError,))
