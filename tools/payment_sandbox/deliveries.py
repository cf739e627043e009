"""Webhooks: signed as Stripe signs them, and sent well or badly, as it is told."""

import asyncio
import hashlib
import hmac
import json
import random
import time
from dataclasses import dataclass, field

import httpx

from payment_sandbox.world import Thing, World

_RETRY_S = (1, 2, 4, 8, 16, 30, 60, 120)


@dataclass
class Manner:
    """How events are delivered: `hold` keeps them until `flush`; faults by chance are seeded."""

    hold: bool = False
    copies: int = 1
    lose: float = 0.0
    late_s: float = 0.0
    shuffle: bool = False


@dataclass
class Deliveries:
    """Sends the events of a world to one address, retrying what was not answered by 2xx."""

    world: World
    url: str
    secret: str
    seed: int = 0
    manner: Manner = field(default_factory=Manner)
    statuses: list[int] = field(default_factory=list)
    sent: int = 0

    def __post_init__(self) -> None:
        """The same seed loses the same events."""
        self._random = random.Random(self.seed)
        self._tasks: set[asyncio.Task[None]] = set()

    def signature(self, body: str, at: int) -> str:
        """The header Stripe-Signature: `t=..,v1=HMAC-SHA256(secret, "t.body")`."""
        signed = hmac.new(self.secret.encode(), f"{at}.{body}".encode(), hashlib.sha256)
        return f"t={at},v1={signed.hexdigest()}"

    async def run(self) -> None:
        """Forever: what is new goes out."""
        while True:
            if self.url and not self.manner.hold:
                self.send_new()
            await asyncio.sleep(0.05)

    def change(self, manner: Manner) -> None:
        """From now on: what happened before is delivered, or lost, in the manner of its time."""
        if self.url and not self.manner.hold:
            self.send_new()
        self.manner = manner

    def send_new(self) -> None:
        """Start to deliver what was not sent yet, in the present manner."""
        fresh, self.sent = self.world.events[self.sent :], len(self.world.events)
        batch = [one for one in fresh for _ in range(self.manner.copies)]
        if self.manner.shuffle:
            self._random.shuffle(batch)
        for event in batch:
            if self._random.random() >= self.manner.lose:
                task = asyncio.create_task(self._persist(event, self._random.random()))
                self._tasks.add(task)
                task.add_done_callback(self._tasks.discard)

    async def flush(self, times: int, newest_first: bool) -> list[int]:
        """Deliver now all that was held, `times` over; the statuses of the answers."""
        held, self.sent = self.world.events[self.sent :], len(self.world.events)
        order = held[::-1] if newest_first else held
        return [await self._post(event) for _ in range(times) for event in order]

    async def _persist(self, event: Thing, share: float) -> None:
        await asyncio.sleep(self.manner.late_s * share)
        for pause in (*_RETRY_S, None):
            if 200 <= await self._post(event) < 300 or pause is None:
                return
            await asyncio.sleep(pause)

    async def _post(self, event: Thing) -> int:
        """The status; 0 where nobody answered. Signed by the real time, which the receiver has."""
        body = json.dumps(event, indent=2)
        headers = {
            "content-type": "application/json; charset=utf-8",
            "stripe-signature": self.signature(body, int(time.time())),
        }
        async with httpx.AsyncClient(trust_env=False, timeout=20) as client:
            try:
                status = (await client.post(self.url, content=body, headers=headers)).status_code
            except httpx.HTTPError:
                status = 0
        self.statuses.append(status)
        return status
