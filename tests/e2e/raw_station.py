"""Stations below the level of any OCPP or WebSocket library: handshakes and frames as text."""

from __future__ import annotations

import asyncio
import json
import ssl
from base64 import b64encode
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Subprotocol

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from station_simulator.wire import Address

LIMIT_S = 20


@dataclass(frozen=True)
class Upgrade:
    """The answer to a handshake."""

    status: int
    headers: dict[str, str]

    @property
    def protocol(self) -> str | None:
        return self.headers.get("sec-websocket-protocol")


def basic(user: str, password: str) -> dict[str, str]:
    return {"Authorization": "Basic " + b64encode(f"{user}:{password}".encode()).decode()}


async def upgrade(
    url: str, protocols: str | None, headers: dict[str, str], tls: ssl.SSLContext | None = None
) -> Upgrade:
    """Ask for a WebSocket with exactly this text in the headers, and hang up."""
    target = urlsplit(url)
    reader, writer = await asyncio.open_connection(target.hostname, target.port, ssl=tls)
    query = f"?{target.query}" if target.query else ""
    lines = [
        f"GET {target.path}{query} HTTP/1.1",
        f"Host: {target.netloc}",
        "Upgrade: websocket",
        "Connection: Upgrade",
        "Sec-WebSocket-Version: 13",
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
        *(f"{name}: {value}" for name, value in headers.items()),
    ]
    if protocols is not None:
        lines.append(f"Sec-WebSocket-Protocol: {protocols}")
    try:
        writer.write(("\r\n".join(lines) + "\r\n\r\n").encode())
        head = await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), LIMIT_S)
    finally:
        writer.close()
    first, *rest = head.decode().split("\r\n")
    pairs = (line.split(":", 1) for line in rest if line)
    return Upgrade(int(first.split()[1]), {k.lower(): v.strip() for k, v in pairs})


@dataclass
class RawStation:
    """An open socket for frames of any shape."""

    socket: ClientConnection

    async def ask(self, text: str) -> list[Any]:
        """Send a text; the next frame that comes back."""
        await self.socket.send(text)
        return await self.next_frame()

    async def next_frame(self) -> list[Any]:
        frame: list[Any] = json.loads(await asyncio.wait_for(self.socket.recv(), LIMIT_S))
        return frame

    async def heartbeat(self, message_id: str) -> list[Any]:
        return await self.ask(json.dumps([2, message_id, "Heartbeat", {}]))


@asynccontextmanager
async def raw_station(address: Address, protocol: str) -> AsyncIterator[RawStation]:
    async with connect(
        address.full_url,
        additional_headers={"Authorization": address.authorization},
        subprotocols=[Subprotocol(protocol)],
        compression=None,
        proxy=None,
    ) as socket:
        yield RawStation(socket)
