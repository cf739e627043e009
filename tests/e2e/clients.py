"""Users of the two HTTP APIs, signed in the way the app and the dashboard do it."""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import boto3
import httpx
from botocore import UNSIGNED
from botocore.config import Config

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from local_stack.stack_file import Stack, User

Json = dict[str, Any]


@dataclass
class Api:
    """One user at one API. Numbers with a fraction come back as Decimal."""

    http: httpx.AsyncClient

    async def get(self, path: str, **query: str | int) -> Json:
        return await self.send("GET", path, 200, query=query)

    async def put(self, path: str, body: Json) -> Json:
        return await self.send("PUT", path, 200, 201, body=body)

    async def post(self, path: str, body: Json | None = None, **query: str | int) -> Json:
        return await self.send("POST", path, 200, 201, 202, body=body, query=query)

    async def send(
        self,
        method: str,
        path: str,
        *expected: int,
        body: Json | None = None,
        query: dict[str, str | int] | None = None,
    ) -> Json:
        """One request, whose status must be one of those expected."""
        reply = await self.http.request(method, path, json=body, params=query or None)
        assert reply.status_code in expected, f"{method} {path}: {reply.status_code} {reply.text}"
        content: Json = json.loads(reply.text, parse_float=Decimal)
        return content


def api(url: str, token: str) -> Api:
    headers = {"authorization": f"Bearer {token}"}
    return Api(httpx.AsyncClient(base_url=url, headers=headers, timeout=40, trust_env=False))


def id_token(stack: Stack, user: User) -> str:
    """InitiateAuth needs no AWS credentials."""
    unsigned = Config(signature_version=UNSIGNED)
    answer = _cognito(stack, config=unsigned).initiate_auth(
        AuthFlow="USER_PASSWORD_AUTH",
        ClientId=stack["user_pool_client_id"],
        AuthParameters={"USERNAME": user["username"], "PASSWORD": user["password"]},
    )
    token: str = answer["AuthenticationResult"]["IdToken"]
    return token


def create_driver(stack: Stack, user: User) -> None:
    """A further person with a login and no group."""
    cognito = _cognito(stack, aws_access_key_id="test", aws_secret_access_key="test")
    pool = {"UserPoolId": stack["user_pool_id"], "Username": user["username"]}
    cognito.admin_create_user(**pool, MessageAction="SUPPRESS")
    cognito.admin_set_user_password(**pool, Password=user["password"], Permanent=True)


def _cognito(stack: Stack, **options: Any) -> Any:
    return boto3.client(
        "cognito-idp",
        endpoint_url=stack["aws_endpoint_url"],
        region_name=stack["aws_region"],
        **options,
    )


async def eventually[T](
    what: str, look: Callable[[], Awaitable[T | None]], within_s: float = 5.0
) -> T:
    """Look until there is something to see; fails after the stated time."""
    deadline = asyncio.get_running_loop().time() + within_s
    while True:
        if seen := await look():
            return seen
        if asyncio.get_running_loop().time() > deadline:
            raise AssertionError(f"not within {within_s} s: {what}")
        await asyncio.sleep(0.1)
