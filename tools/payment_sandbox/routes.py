"""Which request is which operation. All that changes something may carry an idempotency key."""

import re
from collections.abc import Callable

from payment_sandbox import balance, capturing, cards, confirming, customers, intents
from payment_sandbox.problems import ApiError, malformed
from payment_sandbox.wire import Params, listing
from payment_sandbox.world import Thing, World

Operation = Callable[[World, Params, str], Thing]
_QUERY = re.compile(r"metadata\['(\w+)'\]:'([^']*)'")


def _intent(world: World, intent_id: str) -> Thing:
    return world.get("payment_intent", intent_id)


def _search(world: World, params: Params, _id: str) -> Thing:
    match = _QUERY.fullmatch(params.get("query", ""))
    if match is None:
        raise malformed("query", "Only metadata['name']:'value' is understood here.")
    name, value = match.groups()
    found = [one for one in world.newest("payment_intent") if one["metadata"].get(name) == value]
    page = listing("/v1/payment_intents/search", found, params)
    return page | {"object": "search_result", "next_page": None}


def _list(kind: str, path: str, *members: str) -> Operation:
    def of(world: World, params: Params, _id: str) -> Thing:
        wanted = {name: params.get(name) for name in members}
        return listing(path, world.newest(kind, **wanted), params)

    return of


_PI, _SI, _PM = "/v1/payment_intents", "/v1/setup_intents", "/v1/payment_methods"
_TXN, _PO = "/v1/balance_transactions", "/v1/payouts"
OPERATIONS: dict[tuple[str, str], tuple[str, Operation]] = {
    ("POST", _PI): ("create", lambda w, p, _: intents.create(p, w)),
    ("GET", _PI): ("list", _list("payment_intent", _PI, "customer")),
    ("GET", f"{_PI}/search"): ("search", _search),
    ("GET", f"{_PI}/:id"): ("retrieve", lambda w, _, i: _intent(w, i)),
    ("POST", f"{_PI}/:id/confirm"): (
        "confirm",
        lambda w, p, i: confirming.confirm(_intent(w, i), p, w),
    ),
    ("POST", f"{_PI}/:id/capture"): (
        "capture",
        lambda w, p, i: capturing.capture(_intent(w, i), p, w),
    ),
    ("POST", f"{_PI}/:id/increment_authorization"): (
        "increase",
        lambda w, p, i: capturing.increase(_intent(w, i), p, w),
    ),
    ("POST", f"{_PI}/:id/cancel"): (
        "cancel",
        lambda w, p, i: capturing.cancel(_intent(w, i), p.get("cancellation_reason"), w),
    ),
    ("POST", "/v1/refunds"): ("refund", lambda w, p, _: customers.make_refund(p, w)),
    ("GET", "/v1/refunds"): ("list", _list("refund", "/v1/refunds", "payment_intent", "charge")),
    ("GET", "/v1/disputes"): (
        "list",
        _list("dispute", "/v1/disputes", "payment_intent", "charge"),
    ),
    ("GET", "/v1/disputes/:id"): ("retrieve", lambda w, _, i: w.get("dispute", i)),
    ("GET", "/v1/refunds/:id"): ("retrieve", lambda w, _, i: w.get("refund", i)),
    ("POST", "/v1/customers"): ("customer", lambda w, p, _: customers.make_customer(p, w)),
    ("GET", "/v1/customers/:id"): ("retrieve", lambda w, _, i: w.get("customer", i)),
    ("POST", _SI): ("setup", lambda w, p, _: customers.make_setup(p, w)),
    ("GET", f"{_SI}/:id"): ("retrieve", lambda w, _, i: w.get("setup_intent", i)),
    ("POST", f"{_SI}/:id/confirm"): (
        "confirm_setup",
        lambda w, p, i: customers.confirm_setup(w.get("setup_intent", i), p, w),
    ),
    ("POST", _PM): ("method", lambda w, p, _: cards.method_from(p, w)),
    ("GET", _PM): ("list", _list("payment_method", _PM, "customer", "type")),
    ("GET", f"{_PM}/:id"): ("retrieve", lambda w, _, i: w.get("payment_method", i)),
    ("POST", f"{_PM}/:id/attach"): (
        "attach",
        lambda w, p, i: cards.attach(cards.method_named(i, w), p.get("customer", ""), w),
    ),
    ("POST", f"{_PM}/:id/detach"): (
        "detach",
        lambda w, _, i: cards.detach(w.get("payment_method", i), w),
    ),
    ("GET", _TXN): ("list", lambda w, p, _: balance.since("balance_transaction", _TXN, w, p)),
    ("GET", _PO): ("list", lambda w, p, _: balance.since("payout", _PO, w, p)),
    ("GET", f"{_PO}/:id"): ("retrieve", lambda w, _, i: w.get("payout", i)),
    ("GET", "/v1/charges/:id"): ("retrieve", lambda w, _, i: w.get("charge", i)),
    ("GET", "/v1/events"): ("list", lambda w, p, _: listing("/v1/events", w.events[::-1], p)),
}


def operation_of(method: str, path: str) -> tuple[str, Operation, str]:
    """Its name, what it does, and the id in the path; the API's 404 if there is none."""
    parts = path.rstrip("/").split("/")
    for thing_id, pattern in (("", path.rstrip("/")), *_patterns(parts)):
        if (method, pattern) in OPERATIONS:
            name, operation = OPERATIONS[method, pattern]
            return name, operation, thing_id
    message = f"Unrecognized request URL ({method}: {path})."
    raise ApiError(404, "invalid_request_error", None, message, begun=False)


def _patterns(parts: list[str]) -> list[tuple[str, str]]:
    if len(parts) < 4:
        return []
    return [(parts[3], "/".join([*parts[:3], ":id", *parts[4:]]))]


def expanded(thing: Thing, wanted: list[str], world: World) -> Thing:
    """The thing with its ids of `expand` replaced by what they name; the stored one stays."""
    shown = dict(thing)
    if "latest_charge" in wanted and isinstance(shown.get("latest_charge"), str):
        shown["latest_charge"] = world.get("charge", shown["latest_charge"])
    return shown
