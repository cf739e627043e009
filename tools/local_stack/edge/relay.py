"""Frames in both directions, with the limits of an API Gateway WebSocket."""

import asyncio
import contextlib
from dataclasses import dataclass

from websockets.asyncio.client import ClientConnection
from websockets.asyncio.connection import Connection
from websockets.asyncio.server import ServerConnection
from websockets.exceptions import ConnectionClosed

MAX_MESSAGE_BYTES = 128 * 1024
MAX_FRAME_BYTES = 32 * 1024
_GOING_AWAY = 1001
_UNSUPPORTED_DATA = 1003
_ABNORMAL = 1006
_INTERNAL_ERROR = 1011


@dataclass
class Activity:
    """When the last message went through, in either direction (pings do not count)."""

    at: float


async def relay(
    station: ServerConnection, behind: ClientConnection, idle_seconds: float, max_seconds: float
) -> None:
    """Runs until either side is closed, or a limit is reached; then both sides are closed."""
    activity = Activity(asyncio.get_running_loop().time())
    tasks = {
        asyncio.create_task(_forward(station, behind, activity)),
        asyncio.create_task(_forward(behind, station, activity)),
        asyncio.create_task(_watch(station, activity, idle_seconds, max_seconds)),
    }
    try:
        await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await _close(station, behind)


async def _forward(source: Connection, target: Connection, activity: Activity) -> None:
    now = asyncio.get_running_loop().time
    with contextlib.suppress(ConnectionClosed):
        async for message in source:
            if isinstance(message, bytes):
                await source.close(_UNSUPPORTED_DATA, "Binary frames are not supported")
                return
            activity.at = now()
            await target.send(message)


async def _watch(
    station: ServerConnection, activity: Activity, idle_seconds: float, max_seconds: float
) -> None:
    now = asyncio.get_running_loop().time
    end = now() + max_seconds
    while (limit := min(end, activity.at + idle_seconds)) > now():
        await asyncio.sleep(limit - now())
    await station.close(_GOING_AWAY, "Going away")


async def _close(station: ServerConnection, behind: ClientConnection) -> None:
    """Each side learns the close code of the other, as far as a code may be sent."""
    await station.close(_sendable(behind.close_code))
    if station.close_code == _ABNORMAL:
        behind.transport.abort()
    else:
        await behind.close(_sendable(station.close_code))


def _sendable(code: int | None) -> int:
    if code in {None, 1005}:
        return 1000
    return _INTERNAL_ERROR if code == _ABNORMAL else code or _INTERNAL_ERROR
