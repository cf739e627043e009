"""Which message goes which way in which version, and whether it has a handler."""

from importlib import import_module

from csms.ocpp import schemas
from csms.ocpp.dispatcher import VERSIONS, routes

# The schemas do not say who sends a message: these are the station's (DataTransfer goes both ways).
_FROM_STATIONS = """
Authorize BatterySwap BootNotification ClearedChargingLimit ClosePeriodicEventStream
DataTransfer DiagnosticsStatusNotification FirmwareStatusNotification Get15118EVCertificate
GetCertificateChainStatus GetCertificateStatus Heartbeat LogStatusNotification MeterValues
NotifyChargingLimit NotifyCustomerInformation NotifyDERAlarm NotifyDERStartStop
NotifyDisplayMessages NotifyEVChargingNeeds NotifyEVChargingSchedule NotifyEvent
NotifyMonitoringReport NotifyPeriodicEventStream NotifyPriorityCharging NotifyReport
NotifySettlement OpenPeriodicEventStream PublishFirmwareStatusNotification
PullDynamicScheduleUpdate ReportChargingProfiles ReportDERControl ReservationStatusUpdate
SecurityEventNotification SignCertificate SignedFirmwareStatusNotification StartTransaction
StatusNotification StopTransaction TransactionEvent VatNumberValidation
"""
FROM_STATIONS = frozenset(_FROM_STATIONS.split())
BOTH_WAYS = frozenset({"DataTransfer"})


def actions(protocol: str) -> frozenset[str]:
    """Every message of a version, the unconfirmed ones of 2.1 too."""
    sends = getattr(import_module(VERSIONS[protocol]), "SENDS", {})
    return schemas.known_actions(protocol) | sends.keys()


def cell(protocol: str, action: str) -> str:
    """`in`, `out` or both; a message of a station without a handler is `in, refused`."""
    if action not in actions(protocol):
        return "-"
    if action not in FROM_STATIONS:
        return "out"
    sends = getattr(import_module(VERSIONS[protocol]), "SENDS", {})
    handled = action in routes(protocol) or action in sends
    return ("in" if handled else "in, refused") + (", out" if action in BOTH_WAYS else "")


def table() -> str:
    """The table as Markdown."""
    everything = sorted(frozenset().union(*map(actions, VERSIONS)))
    head = "| message | 1.6 | 2.0.1 | 2.1 |\n|---|---|---|---|\n"
    rows = (
        f"| `{action}` | {' | '.join(cell(protocol, action) for protocol in VERSIONS)} |\n"
        for action in everything
    )
    return head + "".join(rows)
