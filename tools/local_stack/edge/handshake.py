"""A station's handshake: path to identity, choice of the sub-protocol, the socket behind."""

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import dataclass, field

from websockets.asyncio.client import ClientConnection, connect
from websockets.asyncio.server import ServerConnection
from websockets.exceptions import InvalidHandshake
from websockets.headers import parse_subprotocol
from websockets.http11 import Request, Response
from websockets.typing import Subprotocol

from csms.ocpp.handshake import choose_subprotocol
from local_stack.edge.identity import ViewerRequestFunction
from local_stack.edge.settings import EdgeSettings
from local_stack.edge.viewer import certificate_headers, client_headers

INTEGRATION_TIMEOUT_S = 29
# The embedded AWS starts one more authorizer process for each handshake at the same time.
_HANDSHAKES_AT_ONCE = 2
logger = logging.getLogger("edge")


@dataclass
class Gate:
    """Decides who gets through, and hands over the socket behind those who did."""

    settings: EdgeSettings
    viewer_request: ViewerRequestFunction
    _behind: dict[ServerConnection, ClientConnection] = field(default_factory=dict)
    _turn: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(_HANDSHAKES_AT_ONCE))

    async def process_request(
        self, connection: ServerConnection, request: Request
    ) -> Response | None:
        """None to go on with the handshake, else the refusal."""
        path, _, query = request.path.partition("?")
        certificate, encrypted = _peer(connection)
        headers = client_headers(request.headers.raw_items()) | certificate_headers(certificate)
        answer = self.viewer_request(path, headers, str(connection.remote_address[0]))
        if "statusCode" in answer:
            return _refuse(connection, answer["statusCode"], answer["statusDescription"])
        offered = _offered(request)
        if offered and choose_subprotocol(offered) is None:
            return _refuse(connection, 400, "No common sub-protocol")
        forwarded = {name: entry["value"] for name, entry in answer["headers"].items()}
        if not encrypted:
            forwarded["x-ocpp-transport"] = "ws"
        forwarded["x-origin-secret"] = self.settings.origin_secret
        url = self.settings.ocpp_target + answer["uri"] + (f"?{query}" if query else "")
        try:
            async with self._turn:
                self._behind[connection] = await _open(url, forwarded, offered)
        except (InvalidHandshake, OSError, TimeoutError) as error:
            logger.info("refused %s: %s", path, error)
            return _refuse(connection, 401, "Unauthorized")
        connection.connection_lost_waiter.add_done_callback(lambda _: self._abandon(connection))
        return None

    def take_behind(self, connection: ServerConnection) -> ClientConnection:
        """The open socket behind an accepted station; the caller closes it from here on."""
        return self._behind.pop(connection)

    def _abandon(self, connection: ServerConnection) -> None:
        """The station went away in the middle of its handshake."""
        behind = self._behind.pop(connection, None)
        if behind:
            behind.transport.abort()


def select_subprotocol(
    _connection: ServerConnection, offered: Sequence[Subprotocol]
) -> Subprotocol | None:
    """What $connect answers on AWS; the embedded AWS does not hand it through."""
    chosen = choose_subprotocol(offered)
    return Subprotocol(chosen) if chosen else None


async def _open(
    url: str, headers: dict[str, str], offered: Sequence[Subprotocol]
) -> ClientConnection:
    headers.pop("sec-websocket-protocol", None)
    return await connect(
        url,
        additional_headers=headers,
        subprotocols=offered or None,
        user_agent_header=None,
        compression=None,
        proxy=None,
        open_timeout=INTEGRATION_TIMEOUT_S,
        ping_interval=None,
        close_timeout=2,
        max_size=None,
    )


def _offered(request: Request) -> list[Subprotocol]:
    values = request.headers.get_all("Sec-WebSocket-Protocol")
    return [protocol for value in values for protocol in parse_subprotocol(value)]


def _peer(connection: ServerConnection) -> tuple[bytes | None, bool]:
    """The station's certificate, and whether the socket is encrypted at all."""
    tls = connection.transport.get_extra_info("ssl_object")
    certificate: bytes | None = tls.getpeercert(binary_form=True) if tls else None
    return certificate, tls is not None


def _refuse(connection: ServerConnection, status: int, text: str) -> Response:
    return connection.respond(status, text + "\n")
