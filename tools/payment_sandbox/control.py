"""The sandbox's own endpoints, under /_sandbox: faults, clock, webhooks, cards at terminals."""

from dataclasses import asdict
from datetime import timedelta
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from payment_sandbox import balance, capturing
from payment_sandbox.answering import Api
from payment_sandbox.cards import CARDS, make_method
from payment_sandbox.confirming import pay
from payment_sandbox.deliveries import Deliveries, Manner
from payment_sandbox.disputes import close_dispute, open_dispute
from payment_sandbox.faults import Fault, FaultKind


def routes(api: Api, deliveries: Deliveries) -> list[Route]:
    """POST changes, GET tells."""

    async def faults(request: Request) -> Response:
        """`{"faults": [{"kind", "on", "times", "amount"}], "outage": bool, "hang_s": seconds}`."""
        wanted = await request.json()
        api.faults.waiting = [_fault(one) for one in wanted.get("faults", [])]
        api.faults.outage = wanted.get("outage", False)
        api.faults.hang_s = wanted.get("hang_s", api.faults.hang_s)
        return JSONResponse(wanted)

    async def clock(request: Request) -> Response:
        """`{"advance_s": seconds}`: what expires until then expires."""
        api.world.ahead += timedelta(seconds=(await request.json())["advance_s"])
        capturing.expire(api.world)
        return JSONResponse({"now": api.world.now()})

    async def webhooks(request: Request) -> Response:
        """`{"hold", "copies", "lose", "late_s", "shuffle"}`; none of them: as it should be."""
        deliveries.change(Manner(**(await request.json())))
        return JSONResponse(asdict(deliveries.manner))

    async def flush(request: Request) -> Response:
        """`{"times": 3, "newest_first": true}`: deliver now what was held."""
        wanted = await request.json()
        statuses = await deliveries.flush(wanted.get("times", 1), wanted.get("newest_first", False))
        return JSONResponse({"statuses": statuses})

    async def present(request: Request) -> Response:
        """`{"payment_intent", "card"}`: a card is held to the reader of a terminal."""
        wanted = await request.json()
        intent = api.world.get("payment_intent", wanted["payment_intent"])
        card = CARDS[wanted.get("card", "pm_card_visa")]
        method = make_method(card, api.world, "card_present")
        intent["payment_method"] = method["id"]
        return JSONResponse(pay(intent, method, api.world))

    async def dispute(request: Request) -> Response:
        """`{"payment_intent", "amount"?}` opens one; `{"dispute", "won": bool}` ends it."""
        return JSONResponse(_dispute(api, await request.json()))

    async def state(_request: Request) -> Response:
        return JSONResponse(_state(api, deliveries))

    return [
        Route("/_sandbox/faults", faults, methods=["POST"]),
        Route("/_sandbox/clock", clock, methods=["POST"]),
        Route("/_sandbox/webhooks", webhooks, methods=["POST"]),
        Route("/_sandbox/webhooks/flush", flush, methods=["POST"]),
        Route("/_sandbox/terminal/present", present, methods=["POST"]),
        Route("/_sandbox/disputes", dispute, methods=["POST"]),
        *_of_the_balance(api),
        Route("/_sandbox/state", state),
    ]


def _of_the_balance(api: Api) -> list[Route]:
    async def payout(request: Request) -> Response:
        """`{"currency", "failure"}`: all of the balance is sent, and arrives or fails."""
        wanted = await request.json()
        made = balance.pay_out(wanted.get("currency", "eur"), api.world)
        return JSONResponse(balance.end_payout(made, wanted.get("failure"), api.world))

    async def charge_account(request: Request) -> Response:
        """`{"type", "amount", "currency"}`: a fee, or whatever else lessens the balance."""
        wanted = await request.json()
        currency = wanted.get("currency", "eur")
        made = balance.charged(wanted["type"], currency, wanted["amount"], api.world)
        return JSONResponse(made)

    return [
        Route("/_sandbox/payouts", payout, methods=["POST"]),
        Route("/_sandbox/balance", charge_account, methods=["POST"]),
    ]


def _dispute(api: Api, wanted: dict[str, Any]) -> dict[str, Any]:
    if "dispute" in wanted:
        known = api.world.get("dispute", wanted["dispute"])
        return close_dispute(known, won=wanted["won"], world=api.world)
    intent = api.world.get("payment_intent", wanted["payment_intent"])
    return open_dispute(intent, wanted.get("amount"), api.world)


def _fault(wanted: dict[str, Any]) -> Fault:
    return Fault(**wanted | {"kind": FaultKind(wanted["kind"])})


def _state(api: Api, deliveries: Deliveries) -> dict[str, Any]:
    """What it remembers, without the numbers of cards."""
    things = {kind: ids for kind, ids in api.world.things.items() if kind != "card_number"}
    return {
        "now": api.world.now(),
        "calls": api.calls,
        "things": things,
        "events": api.world.events,
        "webhook_statuses": deliveries.statuses,
    }
