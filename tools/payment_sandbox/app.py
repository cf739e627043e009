"""The sandbox as an ASGI application."""

import asyncio
import contextlib
import hmac
from collections.abc import AsyncIterator
from dataclasses import dataclass

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from payment_sandbox import control, pages
from payment_sandbox.answering import Answer, Api
from payment_sandbox.deliveries import Deliveries
from payment_sandbox.faults import CUT, HANGING
from payment_sandbox.problems import ApiError
from payment_sandbox.wire import form_of, nested
from payment_sandbox.world import World


@dataclass(frozen=True)
class Account:
    """Whose sandbox it is, and where its webhooks go."""

    api_key: str
    webhook_secret: str
    webhook_url: str = ""
    address: str = ""
    seed: int = 0


def application(account: Account) -> Starlette:
    """Stripe's API below /v1, the customer's pages, and the control endpoints."""
    api = Api(World(account.seed, account.address))
    deliveries = Deliveries(api.world, account.webhook_url, account.webhook_secret, account.seed)

    async def v1(request: Request) -> Response:
        posted = request.method == "POST"
        params = nested(await form_of(request) if posted else request.query_params.multi_items())
        if not _may(request, str(params.pop("client_secret", "")), account, api.world):
            refusal = ApiError(401, "invalid_request_error", None, "Invalid API Key provided.")
            return JSONResponse(refusal.body(), 401)
        key = request.headers.get("idempotency-key")
        answer = api.answer(request.method, request.url.path, params, key)
        return await _sent(answer, api.faults.hang_s, key)

    async def unknown(_request: Request, error: Exception) -> Response:
        assert isinstance(error, ApiError)
        return JSONResponse(error.body(), error.status)

    @contextlib.asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        running = asyncio.create_task(deliveries.run())
        yield
        running.cancel()

    return Starlette(
        routes=[
            Route("/v1/{rest:path}", v1, methods=["GET", "POST", "DELETE"]),
            *pages.routes(api),
            *control.routes(api, deliveries),
        ],
        exception_handlers={ApiError: unknown},
        lifespan=lifespan,
    )


def _may(request: Request, secret: str, account: Account, world: World) -> bool:
    """The merchant by the key; a customer's app may confirm, by the secret of its intent."""
    given = request.headers.get("authorization", "").removeprefix("Bearer ")
    if hmac.compare_digest(given, account.api_key):
        return True
    intent = world.things.get("payment_intent", {}).get(secret.partition("_secret_")[0], {})
    named = request.url.path.split("/")[3:4] == [intent.get("id")]
    return bool(secret) and named and secret == intent.get("client_secret")


async def _sent(answer: Answer, hang_s: float, key: str | None) -> Response:
    """The answer, or what the fault makes of it."""
    if answer.fault and answer.fault.kind in HANGING:
        await asyncio.sleep(hang_s)
    if answer.fault and answer.fault.kind in CUT | HANGING:
        # Less than was promised: the server closes the connection.
        return StreamingResponse(iter([b"{"]), headers={"content-length": "100"})
    headers = {"request-id": "req_sandbox"}
    if key:
        headers["idempotency-key"] = key
    if answer.replayed:
        headers["idempotent-replayed"] = "true"
    return JSONResponse(answer.body, answer.status, headers)
