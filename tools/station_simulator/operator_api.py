"""The operator API, for scenarios that command stations or look at what was stored."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

import boto3
import httpx
from botocore import UNSIGNED
from botocore.config import Config

Json = dict[str, Any]
COMMAND_WAIT_S = 20
# A settlement takes two seconds, but half a minute where everything starts cold on a busy computer.
LONGEST_S = 60.0


class Unexpected(Exception):
    """The API, or what it shows, is not as the scenario says."""


@dataclass(frozen=True)
class OperatorApi:
    """An operator, signed in."""

    http: httpx.AsyncClient

    async def get(self, path: str, **query: str | int) -> Json:
        return await self._send("GET", path, params=query or None)

    async def put(self, path: str, body: Json) -> Json:
        return await self._send("PUT", path, json=body)

    async def delete(self, path: str) -> None:
        await self._send("DELETE", path)

    async def command(self, station_id: str, action: str, payload: Json) -> Json:
        """Send a command and wait until it has come to an end."""
        path = f"{station_path(station_id)}/commands"
        done = await self._send(
            "POST",
            path,
            json={"action": action, "payload": payload},
            params={"wait": COMMAND_WAIT_S},
        )
        if done["state"] in {"queued", "sent"}:
            raise Unexpected(f"{action} has no answer after {COMMAND_WAIT_S} s")
        return done

    async def _send(self, method: str, path: str, **more: Any) -> Json:
        reply = await self.http.request(method, path, **more)
        if not reply.is_success:
            raise Unexpected(f"{method} {path}: {reply.status_code} {reply.text[:200]}")
        content: Json = reply.json() if reply.content else {}
        return content


def operator_api(url: str, token: str) -> OperatorApi:
    """At a URL such as `https://api.example.com/operator/v1`, with a Cognito id token."""
    headers = {"authorization": f"Bearer {token}"}
    return OperatorApi(
        httpx.AsyncClient(base_url=url, headers=headers, timeout=40, trust_env=False)
    )


def log_in(stack: Json) -> str:
    """The id token of the local stack's operator; InitiateAuth needs no AWS credentials."""
    cognito = boto3.client(
        "cognito-idp",
        endpoint_url=stack["aws_endpoint_url"],
        region_name=stack["aws_region"],
        config=Config(signature_version=UNSIGNED),
    )
    user = stack["users"]["operator"]
    answer = cognito.initiate_auth(
        AuthFlow="USER_PASSWORD_AUTH",
        ClientId=stack["user_pool_client_id"],
        AuthParameters={"USERNAME": user["username"], "PASSWORD": user["password"]},
    )
    token: str = answer["AuthenticationResult"]["IdToken"]
    return token


def station_path(station_id: str) -> str:
    """A station's place in the API."""
    return f"/stations/{quote(station_id, safe='')}"


async def eventually[T](
    what: str, look: Callable[[], Awaitable[T | None]], within_s: float = LONGEST_S
) -> T:
    """Look until there is something to see."""
    deadline = asyncio.get_running_loop().time() + within_s
    while True:
        if seen := await look():
            return seen
        if asyncio.get_running_loop().time() > deadline:
            raise Unexpected(f"not within {within_s:.0f} s: {what}")
        await asyncio.sleep(0.3)
