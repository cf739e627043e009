"""What all OCPP versions of a simulated station have in common."""

import asyncio
from abc import abstractmethod
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from station_simulator.client import Payload
from station_simulator.commands import Commands
from station_simulator.wire import Wire


@dataclass(frozen=True)
class Reading:
    """What the meter shows at one moment."""

    at: datetime
    register_wh: int
    power_w: int = 0
    soc_percent: int | None = None


@dataclass
class Transaction:
    """A charging session as the station knows it; `status` is the CSMS's decision."""

    token: str
    transaction_id: str | None = None
    status: str | None = None
    next_seq_no: int = 0
    begin_wh: int = 0


@dataclass(frozen=True)
class Origin:
    """What a transaction goes back to, if not to a token at the station."""

    remote_start_id: int | None = None
    reservation_id: int | None = None


AT_THE_STATION = Origin()


@dataclass(frozen=True)
class Fact:
    """A message about a transaction that must arrive, however often it is sent."""

    action: str
    payload: Callable[[], Payload]
    confirmed: Callable[[Payload], None] = lambda _: None


class Station(Commands):
    """A station with one EVSE. It records facts when they happen and sends them when it can.

    `begin`, `progress` and `end` work offline too; `flush` sends what waits, in order. Its
    memory outlives every socket.
    """

    protocol: str

    def __init__(self, wire: Wire) -> None:
        super().__init__(wire.address.station_id, wire)
        self.wire = wire
        self.transaction: Transaction | None = None
        self.outbox: deque[Fact] = deque()
        self.heartbeat_interval_s = 300

    @property
    def busy(self) -> bool:
        return self.transaction is not None

    async def receive(self) -> None:
        """Receive frames until the socket ends."""
        await self.start()

    async def boot(self) -> str:
        """Announce the station and learn the heartbeat interval; the CSMS's decision."""
        answer = await self.ask("BootNotification", self.boot_facts())
        self.heartbeat_interval_s = answer["interval"]
        return str(answer["status"])

    async def heartbeat(self) -> str:
        """Give a sign of life; the CSMS's clock."""
        return str((await self.ask("Heartbeat", {}))["currentTime"])

    async def authorize(self, token: str) -> str:
        """Ask whether a token may charge."""
        answer = await self.ask("Authorize", self.token_facts(token))
        return str((answer.get("idTagInfo") or answer["idTokenInfo"])["status"])

    async def security_event(self, kind: str) -> None:
        """Report something that concerns security."""
        facts = {"type": kind, "timestamp": timestamp(datetime.now(UTC))}
        await self.ask("SecurityEventNotification", facts)

    async def sign_certificate(self, csr: str) -> str:
        """Ask for a certificate; whether there will be one."""
        return str((await self.ask("SignCertificate", {"csr": csr}))["status"])

    async def report_firmware(self, status: str, request_id: int | None) -> None:
        """Tell how an update goes on."""
        await self.ask("FirmwareStatusNotification", _numbered(status, request_id))

    async def report_upload(
        self, status: str, request_id: int | None, *, diagnostics: bool
    ) -> None:
        """Tell how an upload goes on; `diagnostics`: by 1.6's own message."""
        action = "DiagnosticsStatusNotification" if diagnostics else "LogStatusNotification"
        await self.ask(action, _numbered(status, request_id))

    async def report_status(self, status: str) -> None:
        """Report the connector's status in the words of OCPP 1.6."""
        await self.ask("StatusNotification", self.status_facts(status))

    @abstractmethod
    def boot_facts(self) -> Payload:
        """BootNotification."""

    @abstractmethod
    def token_facts(self, token: str) -> Payload:
        """The token as Authorize has it."""

    @abstractmethod
    def status_facts(self, status: str) -> Payload:
        """StatusNotification."""

    @abstractmethod
    def begin(
        self,
        token: str,
        reading: Reading,
        origin: Origin = AT_THE_STATION,
        *,
        offline: bool = False,
    ) -> None:
        """Record the start of a transaction."""

    @abstractmethod
    def progress(self, reading: Reading, *, offline: bool = False) -> None:
        """Record a meter reading of the running transaction."""

    @abstractmethod
    def end(self, reading: Reading, reason: str = "Local", *, offline: bool = False) -> None:
        """Record the end of the transaction."""

    def limit_wh(self) -> float | None:
        """The register at which a limit of the transaction is reached; None without one."""
        return None

    async def flush(self) -> None:
        """Send all waiting facts; one leaves the outbox when it is acknowledged."""
        while self.outbox:
            await self.deliver(self.outbox[0])
            self.outbox.popleft()

    async def deliver(self, fact: Fact) -> Payload:
        """Send a fact, for the first time or again."""
        answer = await self.ask(fact.action, fact.payload())
        fact.confirmed(answer)
        return answer

    def running(self) -> Transaction:
        """The running transaction."""
        if self.transaction is None:
            raise RuntimeError(f"{self.id} has no transaction")
        return self.transaction

    async def wanted[T](self, kind: type[T], within_s: float = 20.0) -> T:
        """The next wish of a kind; other wishes are passed over."""
        async with asyncio.timeout(within_s):
            while True:
                wish = await self.wishes.get()
                if isinstance(wish, kind):
                    return wish


def timestamp(moment: datetime) -> str:
    """RFC 3339 in UTC with milliseconds."""
    utc = moment.astimezone(UTC)
    return f"{utc:%Y-%m-%dT%H:%M:%S}.{utc.microsecond // 1000:03d}Z"


def _numbered(status: str, request_id: int | None) -> Payload:
    return {"status": status} | ({} if request_id is None else {"requestId": request_id})
