"""The socket of a station: one object across reconnections, as `ocpp.ChargePoint` wants it."""

import ssl
from base64 import b64encode
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosedError
from websockets.typing import Subprotocol


@dataclass(frozen=True)
class Address:
    """Where a station connects to, and how it proves who it is."""

    url: str
    station_id: str
    password: str
    ca_file: Path | None = None

    @property
    def full_url(self) -> str:
        return f"{self.url.rstrip('/')}/{quote(self.station_id, safe='')}"

    @property
    def authorization(self) -> str:
        return "Basic " + b64encode(f"{self.station_id}:{self.password}".encode()).decode()

    @property
    def tls(self) -> ssl.SSLContext | None:
        if not self.url.startswith("wss:"):
            return None
        return ssl.create_default_context(cafile=self.ca_file)


class Wire:
    """Send and receive on the newest socket."""

    def __init__(self, address: Address, protocol: str) -> None:
        self.address = address
        self.protocol = protocol
        self.socket: ClientConnection | None = None

    async def open(self) -> None:
        """Connect; raises what `websockets` raises when the CSMS refuses."""
        self.socket = await connect(
            self.address.full_url,
            additional_headers={"Authorization": self.address.authorization},
            subprotocols=[Subprotocol(self.protocol)],
            ssl=self.address.tls,
            open_timeout=30,
            close_timeout=2,
        )

    async def close(self) -> None:
        """Say good-bye, if connected."""
        if self.socket is not None:
            await self.socket.close()
            self.socket = None

    def drop(self) -> None:
        """Lose the connection as a power cut does: no close frame."""
        if self.socket is not None:
            self.socket.transport.abort()
            self.socket = None

    async def send(self, frame: str) -> None:
        await self._connected().send(frame)

    async def recv(self) -> str:
        frame = await self._connected().recv()
        return frame if isinstance(frame, str) else frame.decode()

    def _connected(self) -> ClientConnection:
        if self.socket is None:
            raise ConnectionClosedError(None, None)
        return self.socket
