"""A station of OCPP 2.0.1."""
# mypy: disable-error-code="import-untyped, misc, untyped-decorator"

from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from ocpp.routing import on
from ocpp.v201 import ChargePoint, call, call_result

from station_simulator.commands_v201 import CommandsV201
from station_simulator.station import (
    Fact,
    Message,
    Reading,
    RemoteStart,
    RemoteStop,
    Station,
    Transaction,
)
from station_simulator.station import timestamp as text
from station_simulator.wire import Wire

EVSE = {"id": 1, "connector_id": 1}


class StationV201(CommandsV201, Station, ChargePoint):
    """One EVSE with one connector, AC or DC."""

    protocol = "ocpp2.0.1"

    def __init__(self, wire: Wire) -> None:
        ChargePoint.__init__(self, wire.address.station_id, wire)
        self.prepare(wire)

    async def receive(self) -> None:
        await self.start()

    async def request(self, payload: Message) -> Message:
        return await self.call(payload, suppress=False)

    async def boot(self) -> None:
        station = {
            "model": "Simulator 2.0.1",
            "vendor_name": "Stationmaster",
            "serial_number": self.id[:25],
            "firmware_version": "1.0.0",
        }
        answer = await self.request(
            call.BootNotification(charging_station=station, reason="PowerUp")
        )
        self.heartbeat_interval_s = answer.interval

    async def heartbeat(self) -> None:
        await self.request(call.Heartbeat())

    async def report_status(self, status: str) -> None:
        known = {"Available", "Faulted", "Unavailable"}
        await self.request(
            call.StatusNotification(
                timestamp=text(datetime.now(UTC)),
                connector_status=status if status in known else "Occupied",
                evse_id=EVSE["id"],
                connector_id=EVSE["connector_id"],
            )
        )

    async def authorize(self, token: str) -> str:
        answer = await self.request(call.Authorize(id_token=_id_token(token)))
        return str(answer.id_token_info["status"])

    def begin(self, token: str, reading: Reading, remote_start_id: int | None = None) -> None:
        transaction = self.transaction = Transaction(token, str(uuid4()))
        reason = "Authorized" if remote_start_id is None else "RemoteStart"
        started = _event(transaction, "Started", reason, reading, "Transaction.Begin")
        started.evse, started.id_token = EVSE, _id_token(token)
        started.transaction_info["remote_start_id"] = remote_start_id

        def confirmed(answer: Message) -> None:
            transaction.status = (answer.id_token_info or {}).get("status")

        self.outbox.append(Fact(lambda: started, confirmed))

    def progress(self, reading: Reading, *, offline: bool = False) -> None:
        updated = _event(
            self.running(), "Updated", "MeterValuePeriodic", reading, "Sample.Periodic"
        )
        self._record(updated, offline)

    def end(self, reading: Reading, reason: str = "Local", *, offline: bool = False) -> None:
        trigger = "RemoteStop" if reason == "Remote" else "StopAuthorized"
        ended = _event(self.running(), "Ended", trigger, reading, "Transaction.End")
        ended.transaction_info["stopped_reason"] = reason
        self.transaction = None
        self._record(ended, offline)

    def _record(self, event: Message, offline: bool) -> None:
        event.offline = offline or None
        self.outbox.append(Fact(lambda: event, lambda _: None))

    @on("RequestStartTransaction")
    def on_request_start(
        self, id_token: dict[str, Any], remote_start_id: int, **_: object
    ) -> call_result.RequestStartTransaction:
        if self.transaction is not None:
            return call_result.RequestStartTransaction(status="Rejected")
        self.wishes.put_nowait(RemoteStart(id_token["id_token"], remote_start_id))
        return call_result.RequestStartTransaction(status="Accepted")

    @on("RequestStopTransaction")
    def on_request_stop(
        self, transaction_id: str, **_: object
    ) -> call_result.RequestStopTransaction:
        known = self.transaction and self.transaction.transaction_id == transaction_id
        if not known:
            return call_result.RequestStopTransaction(status="Rejected")
        self.wishes.put_nowait(RemoteStop())
        return call_result.RequestStopTransaction(status="Accepted")


def _id_token(token: str) -> dict[str, str]:
    return {"id_token": token, "type": "ISO14443"}


def _event(
    transaction: Transaction, event_type: str, trigger: str, reading: Reading, context: str
) -> Message:
    """A TransactionEvent with the next sequence number."""
    seq_no, transaction.next_seq_no = transaction.next_seq_no, transaction.next_seq_no + 1
    info = {"transaction_id": transaction.transaction_id}
    if event_type != "Ended":
        info["charging_state"] = "Charging"
    return call.TransactionEvent(
        event_type=event_type,
        timestamp=text(reading.at),
        trigger_reason=trigger,
        seq_no=seq_no,
        transaction_info=info,
        meter_value=[{"timestamp": text(reading.at), "sampled_value": _samples(reading, context)}],
    )


def _samples(reading: Reading, context: str) -> list[dict[str, Any]]:
    samples = [
        _sample(reading.register_wh, "Energy.Active.Import.Register", "Wh", context),
        _sample(reading.power_w, "Power.Active.Import", "W", context),
    ]
    if reading.soc_percent is not None:
        soc = _sample(reading.soc_percent, "SoC", "Percent", context)
        samples.append(soc | {"location": "EV"})
    return samples


def _sample(value: int, measurand: str, unit: str, context: str) -> dict[str, Any]:
    return {
        "value": value,
        "context": context,
        "measurand": measurand,
        "unit_of_measure": {"unit": unit},
    }
