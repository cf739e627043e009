"""A station whose sessions are played by the minute, and what follows behind its frames."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import TYPE_CHECKING, Any

from tests.functional.station import CONTEXT, Station
from tests.network import TOKEN

from csms import clock
from csms.bootstrap import services
from csms.charging.ports import SessionFilter
from csms.charging.reconciling import reconcile_start
from csms.stations.model import LiveConnection
from session_endings import look
from session_settlement import post, rate

if TYPE_CHECKING:
    from csms.charging.model import ChargingSession

Frame = tuple[str, dict[str, Any]]
ALL = ("ocpp1.6", "ocpp2.0.1", "ocpp2.1")
# In the past by half a day: neither ahead of the clock, nor waited for long enough.
HALF_A_DAY = datetime.now(UTC).replace(microsecond=0) - timedelta(hours=12)
DAYS_AGO = HALF_A_DAY - timedelta(days=3)


@dataclass
class Charger:
    """Minutes count from `begin`; registers are in Wh. Each method sends one frame."""

    protocol: str
    begin: datetime = HALF_A_DAY
    name: str = "tx-1"
    evse_id: int = 1
    times: int = 1
    number: int = 0
    seq_nos: Any = field(default_factory=count)

    def __post_init__(self) -> None:
        self.station = Station(protocol=self.protocol)

    def at(self, minute: float) -> str:
        return clock.to_text(self.begin + timedelta(minutes=minute))

    def start(self, minute: float = 0, register_wh: int = 1_000) -> None:
        if self.protocol != "ocpp1.6":
            token = {"idToken": TOKEN, "type": "ISO14443"}
            self._event("Started", minute, register_wh, "Charging", idToken=token)
            return
        facts = {"connectorId": self.evse_id, "idTag": TOKEN, "meterStart": register_wh}
        for _ in range(self.times):
            answer = self.station.call("StartTransaction", facts | {"timestamp": self.at(minute)})
            self.number = answer["transactionId"]

    def read(self, minute: float, register_wh: int) -> None:
        if self.protocol != "ocpp1.6":
            self._event("Updated", minute, register_wh)
            return
        entry = {"timestamp": self.at(minute), "sampledValue": [{"value": str(register_wh)}]}
        facts = {"connectorId": self.evse_id, "transactionId": self.number, "meterValue": [entry]}
        self._send("MeterValues", facts)

    def say(self, state: str, minute: float) -> None:
        """A state of the vehicle: of the connector in 1.6, of the transaction in 2.x."""
        if self.protocol == "ocpp1.6":
            self.status(state, minute)
        else:
            self._event("Updated", minute, None, state)

    def status(self, word: str, minute: float, evse_id: int | None = None) -> None:
        at = {"timestamp": self.at(minute)}
        place = evse_id or self.evse_id
        if self.protocol == "ocpp1.6":
            said = {"connectorId": place, "status": word, "errorCode": "NoError"}
        else:
            said = {"evseId": place, "connectorId": 1, "connectorStatus": word}
        self._send("StatusNotification", said | at)

    def stop(self, minute: float, register_wh: int, reason: str = "Local") -> None:
        if self.protocol != "ocpp1.6":
            self._event("Ended", minute, register_wh, reason=reason)
            return
        facts = {"transactionId": self.number, "meterStop": register_wh, "reason": reason}
        self._send("StopTransaction", facts | {"timestamp": self.at(minute)})

    def free(self, minute: float) -> None:
        self.status("Available", minute)

    def charge(self) -> None:
        """10 kWh in an hour; then the vehicle asks for nothing from minute 61 on."""
        self.start()
        self.read(30, 6_000)
        self.read(60, 11_000)
        self.say("SuspendedEV", 61)

    def lost(self, minute: float) -> None:
        """The station is gone, and the watch over it says so."""
        at = self.begin + timedelta(minutes=minute)
        live = LiveConnection("lost", self.protocol, at - timedelta(hours=1))
        services().stations.connect("CP1", live)
        absent = services().stations.state("CP1").connection
        assert absent is not None
        assert services().stations.mark_offline("CP1", absent, at)

    def _event(
        self,
        kind: str,
        minute: float,
        register_wh: int | None,
        state: str | None = None,
        reason: str | None = None,
        **more: Any,
    ) -> None:
        info = {"transactionId": self.name, "chargingState": state, "stoppedReason": reason}
        event: dict[str, Any] = {
            "eventType": kind,
            "timestamp": self.at(minute),
            "triggerReason": "ChargingStateChanged",
            "seqNo": next(self.seq_nos),
            "transactionInfo": {name: one for name, one in info.items() if one},
            "evse": {"id": self.evse_id, "connectorId": 1},
        }
        if register_wh is not None:
            samples = [{"value": register_wh}]
            event["meterValue"] = [{"timestamp": self.at(minute), "sampledValue": samples}]
        self._send("TransactionEvent", event | more)

    def _send(self, action: str, payload: dict[str, Any]) -> None:
        for _ in range(self.times):
            self.station.call(action, payload)


def sessions() -> list[ChargingSession]:
    """All of them, the oldest first."""
    found, _ = services().sessions.page(SessionFilter("CP1"), 10, None)
    return found[::-1]


def follow() -> None:
    """What runs behind the streams and the bus, for every session there is."""
    for one in sessions():
        if one.start is not None:
            reconcile_start(one.key, services().sessions)
    for one in sessions():
        look.handler({"detail": one.key._asdict()}, CONTEXT)


def settled(number: int = 0) -> ChargingSession:
    """The session after its settlement, which takes only what is over."""
    follow()
    session = sessions()[number]
    named = session.key._asdict() | {"session_id": session.session_id}
    assert rate.handler(named, CONTEXT)["decision"] == "post", rate.handler(named, CONTEXT)
    post.handler(named, CONTEXT)
    return sessions()[number]


def cost(number: int = 0) -> int:
    """What a session was settled at, in cents."""
    settlement = settled(number).settlement
    assert settlement is not None
    return settlement.gross_minor
