"""A station of OCPP 1.6."""
# mypy: disable-error-code="import-untyped, misc, untyped-decorator"

from ocpp.routing import on
from ocpp.v16 import ChargePoint, call, call_result

from station_simulator.commands_v16 import CommandsV16
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

CONNECTOR = 1


class StationV16(CommandsV16, Station, ChargePoint):
    """One connector, AC or DC."""

    protocol = "ocpp1.6"

    def __init__(self, wire: Wire) -> None:
        ChargePoint.__init__(self, wire.address.station_id, wire)
        self.prepare(wire)

    async def receive(self) -> None:
        await self.start()

    async def request(self, payload: Message) -> Message:
        return await self.call(payload, suppress=False)

    async def boot(self) -> None:
        answer = await self.request(
            call.BootNotification(
                charge_point_model="Simulator 1.6",
                charge_point_vendor="Stationmaster",
                charge_point_serial_number=self.id[:25],
                firmware_version="1.0.0",
            )
        )
        self.heartbeat_interval_s = answer.interval

    async def heartbeat(self) -> None:
        await self.request(call.Heartbeat())

    async def report_status(self, status: str) -> None:
        await self.request(
            call.StatusNotification(connector_id=CONNECTOR, error_code="NoError", status=status)
        )

    async def authorize(self, token: str) -> str:
        answer = await self.request(call.Authorize(id_tag=token))
        return str(answer.id_tag_info["status"])

    def begin(self, token: str, reading: Reading, remote_start_id: int | None = None) -> None:
        del remote_start_id  # OCPP 1.6 has none
        transaction = self.transaction = Transaction(token)

        def confirmed(answer: Message) -> None:
            transaction.transaction_id = str(answer.transaction_id)
            transaction.status = answer.id_tag_info["status"]

        start = call.StartTransaction(
            connector_id=CONNECTOR,
            id_tag=token,
            meter_start=reading.register_wh,
            timestamp=text(reading.at),
        )
        self.outbox.append(Fact(lambda: start, confirmed))

    def progress(self, reading: Reading, *, offline: bool = False) -> None:
        del offline  # OCPP 1.6 has no such flag
        transaction = self.running()
        values = [{"timestamp": text(reading.at), "sampled_value": _samples(reading)}]
        self.outbox.append(
            Fact(
                lambda: call.MeterValues(
                    connector_id=CONNECTOR,
                    transaction_id=_number(transaction),
                    meter_value=values,
                ),
                lambda _: None,
            )
        )

    def end(self, reading: Reading, reason: str = "Local", *, offline: bool = False) -> None:
        del offline
        transaction = self.running()
        self.transaction = None
        self.outbox.append(
            Fact(
                lambda: call.StopTransaction(
                    meter_stop=reading.register_wh,
                    timestamp=text(reading.at),
                    transaction_id=_number(transaction),
                    id_tag=transaction.token,
                    reason=reason,
                ),
                lambda _: None,
            )
        )

    @on("RemoteStartTransaction")
    def on_remote_start(self, id_tag: str, **_: object) -> call_result.RemoteStartTransaction:
        if self.transaction is not None:
            return call_result.RemoteStartTransaction(status="Rejected")
        self.wishes.put_nowait(RemoteStart(id_tag))
        return call_result.RemoteStartTransaction(status="Accepted")

    @on("RemoteStopTransaction")
    def on_remote_stop(self, transaction_id: int) -> call_result.RemoteStopTransaction:
        known = self.transaction and self.transaction.transaction_id == str(transaction_id)
        if not known:
            return call_result.RemoteStopTransaction(status="Rejected")
        self.wishes.put_nowait(RemoteStop())
        return call_result.RemoteStopTransaction(status="Accepted")


def _number(transaction: Transaction) -> int:
    """Known once the start is acknowledged, which the outbox's order sees to."""
    if transaction.transaction_id is None:
        raise RuntimeError("the start has not been acknowledged")
    return int(transaction.transaction_id)


def _samples(reading: Reading) -> list[dict[str, str]]:
    samples = [
        _sample(reading.register_wh, "Energy.Active.Import.Register", "Wh"),
        _sample(reading.power_w, "Power.Active.Import", "W"),
    ]
    if reading.soc_percent is not None:
        samples.append(_sample(reading.soc_percent, "SoC", "Percent") | {"location": "EV"})
    return samples


def _sample(value: int, measurand: str, unit: str) -> dict[str, str]:
    return {
        "value": str(value),
        "context": "Sample.Periodic",
        "measurand": measurand,
        "unit": unit,
    }
