"""A station of OCPP 1.6."""

from datetime import UTC, datetime
from typing import ClassVar

from station_simulator.client import Payload
from station_simulator.commands import ACCEPTED
from station_simulator.station import AT_THE_STATION, Fact, Origin, Reading, Station, Transaction
from station_simulator.station import timestamp as text
from station_simulator.wire import Wire
from station_simulator.wishes import RemoteStart, RemoteStop, Update, Upload

CONNECTOR = 1
READ_ONLY = {"NumberOfConnectors", "SupportedFeatureProfiles"}
CONFIGURATION = {
    "HeartbeatInterval": "300",
    "MeterValueSampleInterval": "5",
    "NumberOfConnectors": "1",
    "SupportedFeatureProfiles": "Core,FirmwareManagement,LocalAuthListManagement,Reservation,"
    "RemoteTrigger",
}


class StationV16(Station):
    """One connector, AC or DC."""

    version: ClassVar[str] = "1.6"
    protocol = "ocpp1.6"

    def __init__(self, wire: Wire) -> None:
        super().__init__(wire)
        self.configuration = dict(CONFIGURATION)
        self.answers |= {
            "ChangeConfiguration": self._change_configuration,
            "ExtendedTriggerMessage": self._trigger,
            "GetConfiguration": self._get_configuration,
            "GetDiagnostics": self._get_diagnostics,
            "GetLocalListVersion": lambda _: {"listVersion": self.local_list.version},
            "RemoteStartTransaction": self._remote_start,
            "RemoteStopTransaction": self._remote_stop,
            "SignedUpdateFirmware": self.update_firmware,
            "UnlockConnector": lambda _: {"status": "Unlocked"},
            "UpdateFirmware": self._update_unsigned,
        }

    def boot_facts(self) -> Payload:
        return {
            "chargePointModel": "Simulator 1.6",
            "chargePointVendor": "Stationmaster",
            "chargePointSerialNumber": self.id[:25],
            "firmwareVersion": "1.0.0",
        }

    def token_facts(self, token: str) -> Payload:
        return {"idTag": token}

    def status_facts(self, status: str) -> Payload:
        at = text(datetime.now(UTC))
        facts = {"connectorId": CONNECTOR, "errorCode": "NoError", "status": status}
        return {**facts, "timestamp": at}

    def begin(
        self,
        token: str,
        reading: Reading,
        origin: Origin = AT_THE_STATION,
        *,
        offline: bool = False,
    ) -> None:
        del offline  # OCPP 1.6 has no such flag
        transaction = self.transaction = Transaction(token)

        def confirmed(answer: Payload) -> None:
            transaction.transaction_id = str(answer["transactionId"])
            transaction.status = answer["idTagInfo"]["status"]

        start = {
            "connectorId": CONNECTOR,
            "idTag": token,
            "meterStart": reading.register_wh,
            "timestamp": text(reading.at),
        }
        if origin.reservation_id is not None:
            start["reservationId"] = origin.reservation_id
        self.outbox.append(Fact("StartTransaction", lambda: start, confirmed))

    def progress(self, reading: Reading, *, offline: bool = False) -> None:
        del offline
        transaction = self.running()
        facts = {"connectorId": CONNECTOR, "meterValue": [_meter_value(reading)]}
        self.outbox.append(
            Fact("MeterValues", lambda: facts | {"transactionId": _number(transaction)})
        )

    def end(self, reading: Reading, reason: str = "Local", *, offline: bool = False) -> None:
        del offline
        transaction = self.running()
        self.transaction = None
        facts = {
            "meterStop": reading.register_wh,
            "timestamp": text(reading.at),
            "idTag": transaction.token,
            "reason": reason,
        }
        self.outbox.append(
            Fact("StopTransaction", lambda: facts | {"transactionId": _number(transaction)})
        )

    def _remote_start(self, asked: Payload) -> Payload:
        if self.busy:
            return {"status": "Rejected"}
        self.wish(RemoteStart(asked["idTag"]))
        return ACCEPTED

    def _remote_stop(self, asked: Payload) -> Payload:
        running = self.transaction and self.transaction.transaction_id
        if running != str(asked["transactionId"]):
            return {"status": "Rejected"}
        self.wish(RemoteStop())
        return ACCEPTED

    def _update_unsigned(self, _asked: Payload) -> Payload:
        self.wish(Update(None))
        return {}

    def _get_diagnostics(self, _asked: Payload) -> Payload:
        self.wish(Upload(None, diagnostics=True))
        return {"fileName": "diagnostics.zip"}

    def _get_configuration(self, asked: Payload) -> Payload:
        wanted = asked.get("key") or list(self.configuration)
        known = [
            {"key": one, "readonly": one in READ_ONLY, "value": self.configuration[one]}
            for one in wanted
            if one in self.configuration
        ]
        unknown = [one for one in wanted if one not in self.configuration]
        return {"configurationKey": known, "unknownKey": unknown}

    def _change_configuration(self, asked: Payload) -> Payload:
        key = asked["key"]
        if key not in self.configuration:
            return {"status": "NotSupported"}
        if key in READ_ONLY:
            return {"status": "Rejected"}
        self.configuration[key] = asked["value"]
        return ACCEPTED


def _number(transaction: Transaction) -> int:
    """Known once the start is acknowledged, which the outbox's order sees to."""
    if transaction.transaction_id is None:
        raise RuntimeError("the start has not been acknowledged")
    return int(transaction.transaction_id)


def _meter_value(reading: Reading) -> Payload:
    samples = [
        _sample(reading.register_wh, "Energy.Active.Import.Register", "Wh"),
        _sample(reading.power_w, "Power.Active.Import", "W"),
    ]
    if reading.soc_percent is not None:
        samples.append(_sample(reading.soc_percent, "SoC", "Percent") | {"location": "EV"})
    return {"timestamp": text(reading.at), "sampledValue": samples}


def _sample(value: int, measurand: str, unit: str) -> dict[str, str]:
    return {
        "value": str(value),
        "context": "Sample.Periodic",
        "measurand": measurand,
        "unit": unit,
    }
