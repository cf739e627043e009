"""How a station of OCPP 1.6 answers commands that are not about a transaction."""
# mypy: disable-error-code="import-untyped, untyped-decorator"

from ocpp.routing import after, on
from ocpp.v16 import call_result

from station_simulator.station import Reboot, Station, Trigger

TRIGGERS = {"BootNotification", "Heartbeat", "StatusNotification", "MeterValues"}
READ_ONLY = {"NumberOfConnectors", "SupportedFeatureProfiles"}


class CommandsV16(Station):
    """Answers that a small, healthy station gives."""

    configuration = {  # noqa: RUF012 - each instance gets its own when it changes a key
        "HeartbeatInterval": "300",
        "MeterValueSampleInterval": "5",
        "NumberOfConnectors": "1",
        "SupportedFeatureProfiles": "Core,RemoteTrigger",
    }

    @on("Reset")
    def on_reset(self, type: str) -> call_result.Reset:
        del type  # both kinds are possible
        return call_result.Reset(status="Accepted")

    @after("Reset")
    def after_reset(self, type: str) -> None:
        """Once the answer is sent: a reboot ends the socket."""
        self.wishes.put_nowait(Reboot(immediate=type == "Hard"))

    @on("TriggerMessage")
    def on_trigger(self, requested_message: str, **_: object) -> call_result.TriggerMessage:
        if requested_message not in TRIGGERS:
            return call_result.TriggerMessage(status="NotImplemented")
        self.wishes.put_nowait(Trigger(requested_message))
        return call_result.TriggerMessage(status="Accepted")

    @on("GetConfiguration")
    def on_get_configuration(self, key: list[str] | None = None) -> call_result.GetConfiguration:
        wanted = key or list(self.configuration)
        known = [
            {"key": one, "readonly": one in READ_ONLY, "value": self.configuration[one]}
            for one in wanted
            if one in self.configuration
        ]
        unknown = [one for one in wanted if one not in self.configuration]
        return call_result.GetConfiguration(configuration_key=known, unknown_key=unknown)

    @on("ChangeConfiguration")
    def on_change_configuration(self, key: str, value: str) -> call_result.ChangeConfiguration:
        if key not in self.configuration:
            return call_result.ChangeConfiguration(status="NotSupported")
        if key in READ_ONLY:
            return call_result.ChangeConfiguration(status="Rejected")
        self.configuration = self.configuration | {key: value}
        return call_result.ChangeConfiguration(status="Accepted")

    @on("ChangeAvailability")
    def on_change_availability(self, **_: object) -> call_result.ChangeAvailability:
        status = "Scheduled" if self.transaction else "Accepted"
        return call_result.ChangeAvailability(status=status)

    @on("UnlockConnector")
    def on_unlock(self, **_: object) -> call_result.UnlockConnector:
        return call_result.UnlockConnector(status="Unlocked")

    @on("ClearCache")
    def on_clear_cache(self) -> call_result.ClearCache:
        return call_result.ClearCache(status="Accepted")

    @on("DataTransfer")
    def on_data_transfer(self, **_: object) -> call_result.DataTransfer:
        return call_result.DataTransfer(status="UnknownVendorId")
