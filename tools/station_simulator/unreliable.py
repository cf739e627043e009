"""Sockets as they are in the field: frames arrive twice, answers get lost; and one that records."""

import asyncio
import json
from uuid import uuid4

from station_simulator.wire import Address, Wire


class TwiceWire(Wire):
    """Everything is sent twice; the second answer finds nobody waiting."""

    async def send(self, frame: str) -> None:
        await super().send(frame)
        await super().send(frame)


class LostAnswersWire(Wire):
    """No answer arrives before the socket has been lost once.

    Every other time the frame is surely handled before the loss; else both race. The retry has a
    new message id, as that of real stations.
    """

    def __init__(self, address: Address, protocol: str) -> None:
        super().__init__(address, protocol)
        self._answers: asyncio.Queue[str] = asyncio.Queue()
        self.losses = 0

    async def send(self, frame: str) -> None:
        kind, message_id, *rest = json.loads(frame)
        await super().send(frame)
        if self.losses % 2 == 0:
            await self._answer(message_id)
        self.drop()
        self.losses += 1
        await self.open()
        new_id = str(uuid4())
        await super().send(json.dumps([kind, new_id, *rest]))
        answer = await self._answer(new_id)
        answer[1] = message_id
        self._answers.put_nowait(json.dumps(answer))

    async def recv(self) -> str:
        return await self._answers.get()

    async def _answer(self, message_id: str) -> list[object]:
        while True:
            answer: list[object] = json.loads(await super().recv())
            if answer[1] == message_id:
                return answer


class RecordingWire(Wire):
    """Keeps what came."""

    def __init__(self, address: Address, protocol: str) -> None:
        super().__init__(address, protocol)
        self.received: list[str] = []

    async def recv(self) -> str:
        self.received.append(await super().recv())
        return self.received[-1]
