"""How an HTTP API is put together, and how Lambda calls it."""

import asyncio
import logging
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from fastapi import APIRouter, Depends, FastAPI
from fastapi.routing import APIRoute
from mangum import Mangum

from csms.web import openapi, problems
from csms.web.etags import EntityTags

# API Gateway adds the CORS headers of its own configuration to this.
PREFLIGHT_ANSWER: dict[str, Any] = {"statusCode": 204, "isBase64Encoded": False}
TEXT_TYPES = ["application/json", problems.MEDIA_TYPE, "image/svg+xml", "text/"]


def create_app(
    title: str,
    description: str,
    prefix: str,
    routers: Mapping[str, APIRouter],
    caller: Callable[..., object] | Mapping[str, Callable[..., object]],
    public: Mapping[str, APIRouter] | None = None,
) -> FastAPI:
    """An API under a prefix, with routers by OpenAPI tag; `caller` says who may use them, all or
    each by its tag.

    Those in `public` are for everybody; API Gateway has to know their routes, too.
    """
    app = FastAPI(
        title=title,
        description=description,
        version="1",
        openapi_url=None,
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        generate_unique_id_function=_operation_id,
    )
    for tag, router in routers.items():
        who = caller[tag] if isinstance(caller, Mapping) else caller
        app.include_router(router, prefix=prefix, tags=[tag], dependencies=[Depends(who)])
    for tag, router in (public or {}).items():
        app.include_router(router, prefix=prefix, tags=[tag])
    problems.install(app)
    app.add_middleware(EntityTags)
    openapi.install(app)
    return app


def lambda_handler(app: FastAPI) -> Callable[[dict[str, Any], Any], dict[str, Any]]:
    """The Lambda handler of an app, for HTTP API events of version 2.0."""
    # Its access line names the path, and with it tokens; API Gateway has an access log.
    logging.getLogger("mangum.http").setLevel(logging.WARNING)
    asyncio.set_event_loop(_event_loop())
    mangum = Mangum(app, lifespan="off", text_mime_types=TEXT_TYPES)

    def answer(event: dict[str, Any], context: Any) -> dict[str, Any]:
        if event["requestContext"]["http"]["method"] == "OPTIONS":
            return PREFLIGHT_ANSWER
        asyncio.set_event_loop(_event_loop())
        return mangum(event, context)

    return answer


@cache
def _event_loop() -> asyncio.AbstractEventLoop:
    """One for the life of the process: Mangum takes the current one, which nobody else sets."""
    return asyncio.new_event_loop()


def _operation_id(route: APIRoute) -> str:
    return route.name
