"""Where an operator finds what a message said: through the handler of the operator API."""

from collections.abc import Callable
from typing import Any

from tests.conformance.cases import Payload
from tests.http_api import Caller

Items = list[dict[str, Any]]
ENDED = {"Expired": "expired", "Removed": "cancelled", "NoTransaction": "used"}
ReadBack = Callable[[Caller, str, Payload], Items]


def in_journal(operator: Caller, action: str, payload: Payload) -> Items:
    """An entry of the journal with the very content."""
    items: Items = operator.get("/stations/CP1/events", kind=action).json["items"]
    assert payload in [one["content"] for one in items]
    assert {one["kind"] for one in items} == {action}
    return items


def in_report(operator: Caller, action: str, payload: Payload) -> Items:
    """A part of the report with its request id, and the list that leads to it."""
    listed = operator.get("/stations/CP1/reports", kind=action).json["items"]
    assert payload["requestId"] in [one["request_id"] for one in listed]
    answer = operator.get(f"/stations/CP1/reports/{payload['requestId']}", kind=action)
    assert answer.status == 200, answer.text
    items: Items = answer.json["content"]
    assert payload in items
    return items


def in_station(operator: Caller, action: str, payload: Payload) -> Items:
    """The station's own record: its boot, its connectors."""
    station = operator.get("/stations/CP1").json
    if action == "BootNotification":
        return [station["boot"]]
    assert station["connectors"]
    items: Items = station["connectors"]
    return items


def in_sessions(operator: Caller, action: str, payload: Payload) -> Items:
    """A session at the station, or none where the message is an orphan fact."""
    items: Items = operator.get("/sessions", station_id="CP1").json["items"]
    assert items or action not in {"StartTransaction", "TransactionEvent"}
    return items


def in_reservation(operator: Caller, _action: str, payload: Payload) -> Items:
    """The reservation that ended."""
    ended = ENDED[payload["reservationUpdateStatus"]]
    found: dict[str, Any] = operator.get(f"/reservations/{payload['reservationId']}").json
    assert found["state"] == ended
    return [found]


JOURNALLED: set[str] = {
    "BatterySwap", "ClearedChargingLimit", "ClosePeriodicEventStream",
    "DiagnosticsStatusNotification", "FirmwareStatusNotification", "LogStatusNotification",
    "Get15118EVCertificate", "GetCertificateChainStatus", "GetCertificateStatus",
    "NotifyChargingLimit", "NotifyDERAlarm", "NotifyDERStartStop", "NotifyEVChargingNeeds",
    "NotifyEVChargingSchedule", "NotifyEvent", "NotifyPeriodicEventStream",
    "NotifyPriorityCharging", "NotifySettlement", "OpenPeriodicEventStream",
    "PublishFirmwareStatusNotification", "PullDynamicScheduleUpdate",
    "SecurityEventNotification", "SignCertificate", "SignedFirmwareStatusNotification",
    "VatNumberValidation",
}  # fmt: skip
REPORTED = {
    "NotifyCustomerInformation", "NotifyDisplayMessages", "NotifyMonitoringReport",
    "NotifyReport", "ReportChargingProfiles", "ReportDERControl",
}  # fmt: skip
READ_BACK: dict[str, ReadBack] = {
    **dict.fromkeys(sorted(JOURNALLED), in_journal),
    **dict.fromkeys(sorted(REPORTED), in_report),
    "ReservationStatusUpdate": in_reservation,
    **dict.fromkeys(("BootNotification", "StatusNotification"), in_station),
    **dict.fromkeys(
        ("MeterValues", "StartTransaction", "StopTransaction", "TransactionEvent"), in_sessions
    ),
}
