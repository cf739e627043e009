"""The HTTP port: both APIs behind it, the dashboard's files, and what it has to know."""

import json
from collections.abc import Iterable
from pathlib import Path

import httpx
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Mount, Route

from local_stack.edge.inbox import Inbox
from local_stack.edge.pages import Pages
from local_stack.stack_file import Stack

_METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]
_HOP_BY_HOP = {"connection", "keep-alive", "transfer-encoding", "upgrade", "host", "content-length"}
_TIMEOUT_S = 35.0
_CONNECTIONS = 100


def application(target: str, dashboard: Path, stack_file: Path, aws_url: str) -> Starlette:
    """Forwards the APIs, and the webhooks of payments, to the HTTP API at `target`."""
    client = httpx.AsyncClient(
        timeout=_TIMEOUT_S,
        trust_env=False,
        limits=httpx.Limits(max_connections=_CONNECTIONS),
    )

    async def forward(request: Request) -> Response:
        path = request.scope["raw_path"].decode("ascii")
        query = request.url.query
        outgoing = client.build_request(
            request.method,
            target + path + (f"?{query}" if query else ""),
            headers=_sent(request),
            content=await request.body(),
        )
        try:
            incoming = await client.send(outgoing, stream=True)
            body = b"".join([chunk async for chunk in incoming.aiter_raw()])
        except httpx.HTTPError as error:
            return Response(f"The embedded AWS does not answer: {error!r}\n", 502)
        answer = Response(body, incoming.status_code)
        for name, value in _kept(incoming.headers.multi_items()):
            answer.headers.append(name, value)
        return answer

    async def config(request: Request) -> Response:
        """What the page needs to sign in. The API is named as the browser named this edge."""
        try:
            stack: Stack = json.loads(stack_file.read_text())
        except OSError:
            return Response("The stack is not ready yet.\n", 503)
        content = {
            "cognito_url": f"{stack['aws_endpoint_url']}/",
            "user_pool_client_id": stack["user_pool_client_id"],
            "operator_api_url": f"{request.base_url}operator/v1",
            "live_url": stack["live_url"],
            "region": stack["aws_region"],
        }
        return JSONResponse(content, headers={"cache-control": "no-store"})

    routes: list[BaseRoute] = [
        Route("/config.json", config),
        *Inbox(aws_url).routes(),
        *(
            Route(f"/{api}/v1/{{rest:path}}", forward, methods=_METHODS)
            for api in ("client", "operator", "payments", "terminal")
        ),
    ]
    if dashboard.is_dir():
        routes.append(Mount("/", Pages(directory=dashboard, html=True)))
    return Starlette(routes=routes)


def _sent(request: Request) -> list[tuple[bytes, bytes]]:
    """To the letter: a header may hold what is no ASCII, and whether that will do is not ours."""
    raw = request.headers.raw
    return [(name, value) for name, value in raw if name.decode().lower() not in _HOP_BY_HOP]


def _kept(headers: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    return [(name, value) for name, value in headers if name.lower() not in _HOP_BY_HOP]
