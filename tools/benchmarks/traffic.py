"""The frames of charging sessions, one after the other, as a station sends them."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

_IDS = count()
_DAY = datetime(2026, 11, 23, tzinfo=UTC)


@dataclass
class Frame:
    """A CALL to send; the answer is kept, because the stop needs the start's."""

    protocol: str
    action: str
    payload: dict[str, Any]
    kind: str
    answer: list[Any] = field(default_factory=list)

    @property
    def request_context(self) -> dict[str, Any]:
        context = {"station_id": "BENCH", "protocol": self.protocol, "site_id": "site"}
        return {"connectionId": "bench", "authorizer": context | {"places": "1.1"}}

    def call(self) -> list[Any]:
        return [2, f"b{next(_IDS)}", self.action, self.payload]

    def answered(self, frame: list[Any]) -> None:
        if frame[0] != 3:
            raise RuntimeError(f"{self.action} was answered {frame}")
        self.answer = frame


def traffic(protocol: str, sessions: int) -> Iterator[Frame]:
    """Each session with one frame of each kind."""
    of_version = _session_v16 if protocol == "ocpp1.6" else _session_v201
    for number in range(sessions):
        yield from of_version(_DAY + timedelta(minutes=number), number)


def _session_v16(start: datetime, number: int) -> Iterator[Frame]:
    def frame(action: str, **payload: Any) -> Frame:
        return Frame("ocpp1.6", action, payload, action)

    at, register = _text(start), number * 1000
    yield frame("Heartbeat")
    yield frame("StatusNotification", connectorId=1, errorCode="NoError", status="Preparing")
    yield frame("Authorize", idTag="BENCH")
    started = frame(
        "StartTransaction", connectorId=1, idTag="BENCH", meterStart=register, timestamp=at
    )
    yield started
    transaction_id = started.answer[2]["transactionId"]
    samples = [
        {"value": str(register + 500), "measurand": "Energy.Active.Import.Register", "unit": "Wh"},
        {"value": "11.0", "measurand": "Power.Active.Import", "unit": "kW"},
        *({"value": "16.0", "measurand": "Current.Import", "phase": f"L{n}"} for n in (1, 2, 3)),
    ]
    values = [{"timestamp": _text(start + timedelta(seconds=20)), "sampledValue": samples}]
    yield frame("MeterValues", connectorId=1, transactionId=transaction_id, meterValue=values)
    end = _text(start + timedelta(seconds=50))
    yield frame(
        "StopTransaction", transactionId=transaction_id, meterStop=register + 900, timestamp=end
    )


def _session_v201(start: datetime, number: int) -> Iterator[Frame]:
    def event(kind: str, second: int, wh: int, **more: Any) -> Frame:
        at = _text(start + timedelta(seconds=second))
        registers = [
            {"value": number * 1000 + wh, "unitOfMeasure": {"unit": "Wh"}},
            {"value": 11000.0, "measurand": "Power.Active.Import", "unitOfMeasure": {"unit": "W"}},
        ]
        payload = {
            "eventType": kind,
            "timestamp": at,
            "triggerReason": "MeterValuePeriodic",
            "seqNo": second,
            "transactionInfo": {"transactionId": f"tx-{number}", "chargingState": "Charging"},
            "meterValue": [{"timestamp": at, "sampledValue": registers}],
        }
        return Frame("ocpp2.0.1", "TransactionEvent", payload | more, f"TransactionEvent {kind}")

    token = {"idToken": "BENCH", "type": "ISO14443"}
    yield Frame("ocpp2.0.1", "Heartbeat", {}, "Heartbeat")
    status: dict[str, Any] = {"timestamp": _text(start), "connectorStatus": "Occupied", "evseId": 1}
    yield Frame(
        "ocpp2.0.1", "StatusNotification", status | {"connectorId": 1}, "StatusNotification"
    )
    yield Frame("ocpp2.0.1", "Authorize", {"idToken": token}, "Authorize")
    yield event("Started", 0, 0, idToken=token, evse={"id": 1, "connectorId": 1})
    yield event("Updated", 20, 500)
    yield event("Ended", 50, 900)


def _text(moment: datetime) -> str:
    return f"{moment:%Y-%m-%dT%H:%M:%SZ}"
