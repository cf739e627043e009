"""Which way a message goes: what only stations send is no command."""

from csms.ocpp import schemas

_CORE = {"Authorize", "BootNotification", "Heartbeat", "MeterValues", "StatusNotification"}
_V201 = _CORE | {
    "ClearedChargingLimit", "FirmwareStatusNotification", "Get15118EVCertificate",
    "GetCertificateStatus", "LogStatusNotification", "NotifyChargingLimit",
    "NotifyCustomerInformation", "NotifyDisplayMessages", "NotifyEVChargingNeeds",
    "NotifyEVChargingSchedule", "NotifyEvent", "NotifyMonitoringReport", "NotifyReport",
    "PublishFirmwareStatusNotification", "ReportChargingProfiles", "ReservationStatusUpdate",
    "SecurityEventNotification", "SignCertificate", "TransactionEvent",
}  # fmt: skip

# DataTransfer goes both ways.
FROM_STATION = {
    "ocpp1.6": _CORE | {
        "DiagnosticsStatusNotification", "FirmwareStatusNotification", "LogStatusNotification",
        "SecurityEventNotification", "SignCertificate", "SignedFirmwareStatusNotification",
        "StartTransaction", "StopTransaction",
    },
    "ocpp2.0.1": _V201,
    "ocpp2.1": _V201 | {
        "BatterySwap", "ClosePeriodicEventStream", "GetCertificateChainStatus", "NotifyDERAlarm",
        "NotifyDERStartStop", "NotifyPeriodicEventStream", "NotifyPriorityCharging",
        "NotifySettlement", "OpenPeriodicEventStream", "PullDynamicScheduleUpdate",
        "ReportDERControl", "VatNumberValidation",
    },
}  # fmt: skip


def outgoing_actions(protocol: str) -> frozenset[str]:
    """What the CSMS may ask of a station of this version."""
    return schemas.known_actions(protocol) - FROM_STATION[protocol]
