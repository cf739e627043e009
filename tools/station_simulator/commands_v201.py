"""How a station of OCPP 2.0.1 answers commands that do not start or stop a transaction."""
# mypy: disable-error-code="import-untyped, untyped-decorator"

from typing import Any

from ocpp.routing import after, on
from ocpp.v201 import call_result

from station_simulator.station import Reboot, Station, Trigger

TRIGGERS = {"BootNotification", "Heartbeat", "StatusNotification", "TransactionEvent"}
Name = tuple[str, str]


class CommandsV201(Station):
    """Answers that a small, healthy station gives."""

    variables: dict[Name, str] = {  # noqa: RUF012 - replaced, never changed in place
        ("OCPPCommCtrlr", "HeartbeatInterval"): "300",
        ("SampledDataCtrlr", "TxUpdatedInterval"): "5",
    }

    @on("Reset")
    def on_reset(self, type: str, **_: object) -> call_result.Reset:
        waits = self.transaction is not None and type == "OnIdle"
        return call_result.Reset(status="Scheduled" if waits else "Accepted")

    @after("Reset")
    def after_reset(self, type: str, **_: object) -> None:
        """Once the answer is sent: a reboot ends the socket."""
        self.wishes.put_nowait(Reboot(immediate=type == "Immediate"))

    @on("TriggerMessage")
    def on_trigger(self, requested_message: str, **_: object) -> call_result.TriggerMessage:
        if requested_message not in TRIGGERS:
            return call_result.TriggerMessage(status="NotImplemented")
        self.wishes.put_nowait(Trigger(requested_message))
        return call_result.TriggerMessage(status="Accepted")

    @on("GetVariables")
    def on_get_variables(
        self, get_variable_data: list[dict[str, Any]], **_: object
    ) -> call_result.GetVariables:
        return call_result.GetVariables([self._variable(one) for one in get_variable_data])

    def _variable(self, asked: dict[str, Any]) -> dict[str, Any]:
        value = self.variables.get(_name(asked))
        about = {"component": asked["component"], "variable": asked["variable"]}
        if value is None:
            return about | {"attribute_status": "UnknownVariable"}
        return about | {"attribute_status": "Accepted", "attribute_value": value}

    @on("SetVariables")
    def on_set_variables(
        self, set_variable_data: list[dict[str, Any]], **_: object
    ) -> call_result.SetVariables:
        results = []
        for one in set_variable_data:
            known = _name(one) in self.variables
            if known:
                self.variables = self.variables | {_name(one): one["attribute_value"]}
            results.append(
                {
                    "component": one["component"],
                    "variable": one["variable"],
                    "attribute_status": "Accepted" if known else "UnknownVariable",
                }
            )
        return call_result.SetVariables(results)

    @on("GetTransactionStatus")
    def on_get_transaction_status(
        self, transaction_id: str | None = None, **_: object
    ) -> call_result.GetTransactionStatus:
        waiting = bool(self.outbox)
        if transaction_id is None:
            return call_result.GetTransactionStatus(messages_in_queue=waiting)
        ongoing = self.transaction and self.transaction.transaction_id == transaction_id
        return call_result.GetTransactionStatus(
            messages_in_queue=waiting, ongoing_indicator=bool(ongoing)
        )

    @on("GetBaseReport")
    def on_get_base_report(self, **_: object) -> call_result.GetBaseReport:
        return call_result.GetBaseReport(status="NotSupported")

    @on("ChangeAvailability")
    def on_change_availability(self, **_: object) -> call_result.ChangeAvailability:
        status = "Scheduled" if self.transaction else "Accepted"
        return call_result.ChangeAvailability(status=status)

    @on("UnlockConnector")
    def on_unlock(self, **_: object) -> call_result.UnlockConnector:
        busy = self.transaction is not None
        return call_result.UnlockConnector(
            status="OngoingAuthorizedTransaction" if busy else "Unlocked"
        )

    @on("ClearCache")
    def on_clear_cache(self, **_: object) -> call_result.ClearCache:
        return call_result.ClearCache(status="Accepted")

    @on("CostUpdated")
    def on_cost_updated(self, **_: object) -> call_result.CostUpdated:
        return call_result.CostUpdated()

    @on("DataTransfer")
    def on_data_transfer(self, **_: object) -> call_result.DataTransfer:
        return call_result.DataTransfer(status="UnknownVendorId")


def _name(about: dict[str, Any]) -> Name:
    return about["component"]["name"], about["variable"]["name"]
