"""A station of OCPP 2.0.1; what it says is 2.1, too."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import ClassVar
from uuid import uuid4

from station_simulator.client import Payload
from station_simulator.commands import ACCEPTED
from station_simulator.device_model import DeviceModel
from station_simulator.station import AT_THE_STATION, Fact, Origin, Reading, Station, Transaction
from station_simulator.station import timestamp as text
from station_simulator.wire import Wire
from station_simulator.wishes import RemoteStart, RemoteStop, Report

EVSE = {"id": 1, "connectorId": 1}
# Why an event is sent, by why the session ended; else somebody stopped it at the station.
TRIGGERS = {"Remote": "RemoteStop", "LocalOutOfCredit": "CostLimitReached"}
STATUSES = {"Available", "Faulted", "Reserved", "Unavailable"}


class StationV201(Station):
    """One EVSE with one connector, AC or DC."""

    version: ClassVar[str] = "2.0.1"
    protocol = "ocpp2.0.1"

    def __init__(self, wire: Wire) -> None:
        super().__init__(wire)
        self.device_model = DeviceModel()
        self.answers |= {
            "CostUpdated": lambda _: {},
            "GetBaseReport": self._get_base_report,
            "GetLocalListVersion": lambda _: {"versionNumber": self.local_list.version},
            "GetTransactionStatus": self._transaction_status,
            "GetVariables": self.device_model.read,
            "RequestStartTransaction": self._request_start,
            "RequestStopTransaction": self._request_stop,
            "SetVariables": self.device_model.write,
            "UnlockConnector": self._unlock,
            "UpdateFirmware": self.update_firmware,
        }

    def boot_facts(self) -> Payload:
        station = {
            "model": f"Simulator {self.version}",
            "vendorName": "Stationmaster",
            "serialNumber": self.id[:25],
            "firmwareVersion": "1.0.0",
        }
        return {"chargingStation": station, "reason": "PowerUp"}

    def token_facts(self, token: str) -> Payload:
        return {"idToken": id_token(token)}

    def status_facts(self, status: str) -> Payload:
        return {
            "timestamp": text(datetime.now(UTC)),
            "connectorStatus": status if status in STATUSES else "Occupied",
            "evseId": EVSE["id"],
            "connectorId": EVSE["connectorId"],
        }

    def begin(
        self,
        token: str,
        reading: Reading,
        origin: Origin = AT_THE_STATION,
        *,
        offline: bool = False,
    ) -> None:
        begin_wh = reading.register_wh
        transaction = self.transaction = Transaction(token, str(uuid4()), begin_wh=begin_wh)
        remote = origin.remote_start_id is not None
        started = _event(transaction, "Started", "RemoteStart" if remote else "Authorized", reading)
        started |= {"evse": EVSE, "idToken": id_token(token)}
        if remote:
            started["transactionInfo"]["remoteStartId"] = origin.remote_start_id
        if origin.reservation_id is not None:
            started["reservationId"] = origin.reservation_id

        def confirmed(answer: Payload) -> None:
            transaction.status = answer.get("idTokenInfo", {}).get("status")

        self._record(started, offline, confirmed)

    def progress(self, reading: Reading, *, offline: bool = False) -> None:
        event = _event(self.running(), "Updated", "MeterValuePeriodic", reading)
        event["transactionInfo"] |= self.limits()
        energy_wh = reading.register_wh - self.running().begin_wh
        self._record(event, offline, lambda answer: self.told(answer, energy_wh))

    def limits(self) -> Payload:
        """What a station of a later version has confirmed of its limits."""
        return {}

    def told(self, answer: Payload, energy_wh: int) -> None:
        """The answer to a reading; there is nothing in it before 2.1."""

    def end(self, reading: Reading, reason: str = "Local", *, offline: bool = False) -> None:
        trigger = TRIGGERS.get(reason, "StopAuthorized")
        ended = _event(self.running(), "Ended", trigger, reading)
        ended["transactionInfo"]["stoppedReason"] = reason
        self.transaction = None
        self._record(ended, offline)

    def _record(self, event: Payload, offline: bool, *confirmed: Callable[[Payload], None]) -> None:
        if offline:
            event["offline"] = True
        self.outbox.append(Fact("TransactionEvent", lambda: event, *confirmed))

    def _request_start(self, asked: Payload) -> Payload:
        if self.busy:
            return {"status": "Rejected"}
        self.wish(RemoteStart(asked["idToken"]["idToken"], asked["remoteStartId"]))
        return ACCEPTED

    def _request_stop(self, asked: Payload) -> Payload:
        if not self._runs(asked["transactionId"]):
            return {"status": "Rejected"}
        self.wish(RemoteStop())
        return ACCEPTED

    def _transaction_status(self, asked: Payload) -> Payload:
        """2.0.1 E14.FR.02: without a transaction, only about the queue."""
        waiting = {"messagesInQueue": bool(self.outbox)}
        if "transactionId" not in asked:
            return waiting
        return waiting | {"ongoingIndicator": self._runs(asked["transactionId"])}

    def _runs(self, transaction_id: str) -> bool:
        return self.transaction is not None and self.transaction.transaction_id == transaction_id

    def _unlock(self, _asked: Payload) -> Payload:
        return {"status": "OngoingAuthorizedTransaction" if self.busy else "Unlocked"}

    def _get_base_report(self, asked: Payload) -> Payload:
        self.wish(Report(asked["requestId"]))
        return ACCEPTED


def id_token(token: str) -> dict[str, str]:
    """A card's number."""
    return {"idToken": token, "type": "ISO14443"}


def _event(transaction: Transaction, kind: str, trigger: str, reading: Reading) -> Payload:
    """A TransactionEvent with the next sequence number."""
    seq_no, transaction.next_seq_no = transaction.next_seq_no, transaction.next_seq_no + 1
    charging = {} if kind == "Ended" else {"chargingState": "Charging"}
    return {
        "eventType": kind,
        "timestamp": text(reading.at),
        "triggerReason": trigger,
        "seqNo": seq_no,
        "transactionInfo": {"transactionId": transaction.transaction_id, **charging},
        "meterValue": [{"timestamp": text(reading.at), "sampledValue": _samples(reading, kind)}],
    }


CONTEXTS = {
    "Started": "Transaction.Begin",
    "Updated": "Sample.Periodic",
    "Ended": "Transaction.End",
}


def _samples(reading: Reading, kind: str) -> list[Payload]:
    samples = [
        _sample(reading.register_wh, "Energy.Active.Import.Register", "Wh"),
        _sample(reading.power_w, "Power.Active.Import", "W"),
    ]
    if reading.soc_percent is not None:
        samples.append(_sample(reading.soc_percent, "SoC", "Percent") | {"location": "EV"})
    return [one | {"context": CONTEXTS[kind]} for one in samples]


def _sample(value: int, measurand: str, unit: str) -> Payload:
    return {"value": value, "measurand": measurand, "unitOfMeasure": {"unit": unit}}
