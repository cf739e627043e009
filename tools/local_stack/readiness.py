"""Proves that every door answers before the stack calls itself ready; this also warms them up."""

import httpx
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect
from websockets.typing import Subprotocol

from local_stack.stack_file import Stack

_TIMEOUT_S = 30


def check(stack: Stack, driver_token: str) -> None:
    """The operator API has answered already: the seed went through it."""
    reply = httpx.get(
        f"{stack['client_api_url']}/me",
        headers={"authorization": f"Bearer {driver_token}"},
        timeout=_TIMEOUT_S,
        trust_env=False,
    )
    if reply.is_error:
        raise SystemExit(f"GET /client/v1/me: {reply.status_code} {reply.text}")
    try:
        connect(
            f"{stack['ocpp_url']}/no-such-station",
            subprotocols=[Subprotocol("ocpp1.6")],
            open_timeout=_TIMEOUT_S,
            proxy=None,
        ).close()
    except InvalidStatus as refusal:
        if refusal.response.status_code == 401:
            return
        raise SystemExit(f"An unknown station gets {refusal.response.status_code}") from None
    raise SystemExit("An unknown station gets in.")
