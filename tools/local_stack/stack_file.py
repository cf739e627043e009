""".local/stack.json: there when everything answers, gone when nothing runs."""

import json
from pathlib import Path
from typing import TypedDict

from local_stack.settings import HOST, REGION, Settings


class User(TypedDict):
    """A demo log-in."""

    username: str
    password: str


class Stack(TypedDict):
    """The addresses of a running stack: a fixed contract with everything that uses it."""

    ocpp_url: str
    ocpp_tls_url: str
    client_api_url: str
    operator_api_url: str
    live_url: str
    dashboard_url: str
    payments_url: str
    aws_endpoint_url: str
    aws_region: str
    user_pool_id: str
    user_pool_client_id: str
    users: dict[str, User]
    ca_file: str


def describe(settings: Settings, outputs: dict[str, str], ca_file: Path) -> Stack:
    """The stack before its users exist."""
    http = settings.http_url
    return Stack(
        ocpp_url=f"ws://{HOST}:{settings.ocpp_port}/ocpp",
        ocpp_tls_url=f"wss://{HOST}:{settings.ocpp_tls_port}/ocpp",
        client_api_url=f"{http}/client/v1",
        operator_api_url=f"{http}/operator/v1",
        live_url=_live_url(settings, outputs),
        dashboard_url=f"{http}/",
        payments_url=settings.payments_url,
        aws_endpoint_url=settings.aws_url,
        aws_region=REGION,
        user_pool_id=outputs["UserPoolId"],
        user_pool_client_id=outputs["UserPoolClientId"],
        users={},
        ca_file=str(ca_file),
    )


def _live_url(settings: Settings, outputs: dict[str, str]) -> str:
    """Nothing is missing in the embedded AWS for pages, so no edge stands before it."""
    api, stage = outputs["LiveApiId"], outputs["OcppStageName"]
    return f"ws://{HOST}:{settings.aws_port}/_aws/execute-api/{api}/{stage}"


def write(path: Path, content: object) -> None:
    """Whoever sees the file sees all of it."""
    draft = path.with_suffix(".new")
    draft.write_text(json.dumps(content, indent=2) + "\n")
    draft.replace(path)


def read(path: Path) -> Stack:
    """The addresses of a running stack; SystemExit says that none runs."""
    try:
        stack: Stack = json.loads(path.read_text())
    except OSError as error:
        raise SystemExit(f"No stack runs in {path.parent}: make run") from error
    return stack
