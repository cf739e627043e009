"""The edge cuts where API Gateway would cut; behind it stands a plain WebSocket server."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import pytest
from websockets.asyncio.client import ClientConnection, connect
from websockets.asyncio.server import Server, ServerConnection, serve
from websockets.exceptions import InvalidStatus
from websockets.http11 import Request
from websockets.typing import Subprotocol

from local_stack.edge.__main__ import open_socket
from local_stack.edge.handshake import Gate
from local_stack.edge.identity import ViewerRequestFunction
from local_stack.edge.settings import EdgeSettings

HOST = "127.0.0.1"
OCPP_16 = Subprotocol("ocpp1.6")
Handler = Callable[[ServerConnection], Awaitable[None]]


def port_of(server: Server) -> int:
    port: int = next(iter(server.sockets)).getsockname()[1]
    return port


async def echo(connection: ServerConnection) -> None:
    async for message in connection:
        await connection.send(message)


@asynccontextmanager
async def edge(
    handler: Handler = echo, idle_seconds: float = 60, max_seconds: float = 60
) -> AsyncIterator[str]:
    """The base URL of an edge in front of `handler`."""
    async with serve(handler, HOST, 0, subprotocols=[OCPP_16], max_size=None) as behind:
        settings = EdgeSettings(
            host=HOST,
            ocpp_port=0,
            ocpp_tls_port=0,
            http_port=0,
            ocpp_target=f"ws://{HOST}:{port_of(behind)}",
            http_target="",
            aws_url="http://127.0.0.1:1",
            stage="dev",
            origin_secret="secret",
            tls_folder="",
            dashboard="",
            idle_seconds=idle_seconds,
            max_seconds=max_seconds,
        )
        front = await open_socket(settings, Gate(settings, ViewerRequestFunction("dev")), 0, None)
        async with front:
            yield f"ws://{HOST}:{port_of(front)}"


async def close_code_after(station: ClientConnection) -> int | None:
    await asyncio.wait_for(station.wait_closed(), 5)
    return station.close_code


def dial(url: str) -> connect:
    return connect(f"{url}/ocpp/CP1", subprotocols=[OCPP_16], proxy=None, compression=None)


def test_the_station_is_told_to_the_socket_behind() -> None:
    seen: list[Request] = []

    async def remember(connection: ServerConnection) -> None:
        assert connection.request
        seen.append(connection.request)

    async def run() -> None:
        async with edge(remember) as url, dial(url) as station:
            assert station.subprotocol == OCPP_16
            await station.wait_closed()

    asyncio.run(run())
    assert seen[0].path == "/dev"
    assert seen[0].headers["x-ocpp-identity"] == "CP1"
    assert seen[0].headers["x-origin-secret"] == "secret"


def test_frames_up_to_32_kb_pass_in_messages_up_to_128_kb() -> None:
    async def run() -> None:
        async with edge() as url, dial(url) as station:
            await station.send("x" * 32768 for _ in range(4))
            assert await station.recv() == "x" * 131072

    asyncio.run(run())


@pytest.mark.parametrize(("fragments", "size"), [(1, 32769), (5, 32768)])
def test_larger_ones_are_cut(fragments: int, size: int) -> None:
    async def run() -> int | None:
        async with edge() as url, dial(url) as station:
            await station.send("x" * size for _ in range(fragments))
            return await close_code_after(station)

    assert asyncio.run(run()) == 1009


def test_binary_frames_are_refused() -> None:
    async def run() -> int | None:
        async with edge() as url, dial(url) as station:
            await station.send(b"[2,...]")
            return await close_code_after(station)

    assert asyncio.run(run()) == 1003


def test_a_silent_connection_is_cut() -> None:
    async def run() -> int | None:
        async with edge(idle_seconds=0.3) as url, dial(url) as station:
            return await close_code_after(station)

    assert asyncio.run(run()) == 1001


def test_messages_keep_a_connection_until_its_last_hour() -> None:
    async def run() -> tuple[int | None, float]:
        loop = asyncio.get_running_loop()
        async with edge(idle_seconds=0.3, max_seconds=0.8) as url, dial(url) as station:
            started = loop.time()
            while station.close_code is None and loop.time() - started < 5:
                await asyncio.wait([asyncio.create_task(station.send("x"))])
                await asyncio.sleep(0.1)
            return station.close_code, loop.time() - started

    code, lasted = asyncio.run(run())
    assert code == 1001
    assert 0.7 < lasted < 2


def test_the_station_is_cut_when_the_socket_behind_is() -> None:
    async def drop(connection: ServerConnection) -> None:
        await connection.close(1000)

    async def run() -> int | None:
        async with edge(drop) as url, dial(url) as station:
            return await close_code_after(station)

    assert asyncio.run(run()) == 1000


def test_pings_are_answered() -> None:
    async def run() -> float:
        async with edge() as url, dial(url) as station:
            return await asyncio.wait_for(await station.ping("payload"), 5)

    assert asyncio.run(run()) < 5


@pytest.mark.parametrize(
    ("path", "offered", "status"), [("/ocpp/CP1", "ocpp0.9", 400), ("/other", "ocpp1.6", 404)]
)
def test_a_handshake_is_refused(path: str, offered: str, status: int) -> None:
    async def run() -> None:
        async with edge() as url:
            await connect(url + path, subprotocols=[Subprotocol(offered)], proxy=None)

    with pytest.raises(InvalidStatus) as refusal:
        asyncio.run(run())
    assert refusal.value.response.status_code == status


def test_a_refusal_behind_is_401() -> None:
    async def run() -> None:
        async with edge() as url:
            # The server behind knows ocpp1.6 only, as an authorizer that refuses.
            await connect(f"{url}/ocpp/CP1", subprotocols=[Subprotocol("ocpp2.0.1")], proxy=None)

    with pytest.raises(InvalidStatus) as refusal:
        asyncio.run(run())
    assert refusal.value.response.status_code == 401
