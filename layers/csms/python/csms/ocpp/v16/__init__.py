"""OCPP 1.6J, station to CSMS: which handler answers which action."""

from csms.ocpp import extensions
from csms.ocpp.v16 import (
    authorization,
    availability,
    certificates,
    metering,
    notifications,
    provisioning,
    transactions,
)

ROUTES = {
    "Authorize": authorization.authorize,
    "BootNotification": provisioning.boot_notification,
    "DataTransfer": extensions.data_transfer,
    "DiagnosticsStatusNotification": notifications.diagnostics_status_notification,
    "FirmwareStatusNotification": notifications.firmware_status_notification,
    "Heartbeat": provisioning.heartbeat,
    "LogStatusNotification": notifications.log_status_notification,
    "MeterValues": metering.meter_values,
    "SecurityEventNotification": notifications.security_event_notification,
    "SignCertificate": certificates.sign_certificate,
    "SignedFirmwareStatusNotification": notifications.signed_firmware_status_notification,
    "StartTransaction": transactions.start_transaction,
    "StatusNotification": availability.status_notification,
    "StopTransaction": transactions.stop_transaction,
}
