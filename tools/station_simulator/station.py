"""What both OCPP versions of a simulated station have in common."""

import asyncio
from abc import ABC, abstractmethod
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from station_simulator.wire import Wire

# A request or an answer: a dataclass of the `ocpp` package, which has no annotations.
Message = Any


@dataclass(frozen=True)
class Reading:
    """What the meter shows at one moment."""

    at: datetime
    register_wh: int
    power_w: int = 0
    soc_percent: int | None = None


@dataclass(frozen=True)
class RemoteStart:
    """The CSMS asked for a charging session."""

    token: str
    remote_start_id: int | None = None


@dataclass(frozen=True)
class RemoteStop:
    """The CSMS asked to end the session."""


@dataclass(frozen=True)
class Reboot:
    """The CSMS asked for a reset."""

    immediate: bool


@dataclass(frozen=True)
class Trigger:
    """The CSMS asked for a message."""

    message: str


Wish = RemoteStart | RemoteStop | Reboot | Trigger


@dataclass
class Transaction:
    """A charging session as the station knows it; `status` is the CSMS's decision."""

    token: str
    transaction_id: str | None = None
    status: str | None = None
    next_seq_no: int = 0


@dataclass(frozen=True)
class Fact:
    """A message about a transaction that must arrive, however often it is sent."""

    payload: Callable[[], Message]
    confirmed: Callable[[Message], None]


class Station(ABC):
    """A station with one EVSE. It records facts when they happen and sends them when it can.

    `begin`, `progress` and `end` work offline too; `flush` sends what waits, in order.
    """

    protocol: str
    id: str

    def prepare(self, wire: Wire) -> None:
        """Give the station its memory; it outlives every socket."""
        self.wire = wire
        self.transaction: Transaction | None = None
        self.outbox: deque[Fact] = deque()
        self.wishes: asyncio.Queue[Wish] = asyncio.Queue()
        self.heartbeat_interval_s = 300

    @abstractmethod
    async def receive(self) -> None:
        """Receive frames until the socket ends."""

    @abstractmethod
    async def request(self, payload: Message) -> Message:
        """Send a CALL and return its answer; raises on a CALLERROR."""

    @abstractmethod
    async def boot(self) -> None:
        """Announce the station and learn the heartbeat interval."""

    @abstractmethod
    async def heartbeat(self) -> None:
        """Give a sign of life."""

    @abstractmethod
    async def report_status(self, status: str) -> None:
        """Report the connector's status in the words of OCPP 1.6."""

    @abstractmethod
    async def authorize(self, token: str) -> str:
        """Ask whether a token may charge."""

    @abstractmethod
    def begin(self, token: str, reading: Reading, remote_start_id: int | None = None) -> None:
        """Record the start of a transaction."""

    @abstractmethod
    def progress(self, reading: Reading, *, offline: bool = False) -> None:
        """Record a meter reading of the running transaction."""

    @abstractmethod
    def end(self, reading: Reading, reason: str = "Local", *, offline: bool = False) -> None:
        """Record the end of the transaction."""

    async def flush(self) -> None:
        """Send all waiting facts; one leaves the outbox when it is acknowledged."""
        while self.outbox:
            fact = self.outbox[0]
            answer = await self.request(fact.payload())
            self.outbox.popleft()
            fact.confirmed(answer)

    def running(self) -> Transaction:
        """The running transaction."""
        if self.transaction is None:
            raise RuntimeError(f"{self.id} has no transaction")
        return self.transaction


def timestamp(moment: datetime) -> str:
    """RFC 3339 in UTC with milliseconds."""
    utc = moment.astimezone(UTC)
    return f"{utc:%Y-%m-%dT%H:%M:%S}.{utc.microsecond // 1000:03d}Z"
