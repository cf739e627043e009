"""OCPP 2.0.1, station to CSMS: which handler answers which action."""

from csms.ocpp import extensions
from csms.ocpp.v201 import (
    authorization,
    availability,
    certificates,
    metering,
    notifications,
    provisioning,
    reports,
    reservations,
    transactions,
    vehicles,
)

ROUTES = {
    "Authorize": authorization.authorize,
    "BootNotification": provisioning.boot_notification,
    "ClearedChargingLimit": notifications.cleared_charging_limit,
    "DataTransfer": extensions.data_transfer,
    "FirmwareStatusNotification": notifications.firmware_status_notification,
    "Get15118EVCertificate": certificates.get_15118_ev_certificate,
    "GetCertificateStatus": certificates.get_certificate_status,
    "Heartbeat": provisioning.heartbeat,
    "LogStatusNotification": notifications.log_status_notification,
    "MeterValues": metering.meter_values,
    "NotifyChargingLimit": notifications.notify_charging_limit,
    "NotifyCustomerInformation": reports.notify_customer_information,
    "NotifyDisplayMessages": reports.notify_display_messages,
    "NotifyEVChargingNeeds": vehicles.notify_ev_charging_needs,
    "NotifyEVChargingSchedule": vehicles.notify_ev_charging_schedule,
    "NotifyEvent": notifications.notify_event,
    "NotifyMonitoringReport": reports.notify_monitoring_report,
    "NotifyReport": reports.notify_report,
    "PublishFirmwareStatusNotification": notifications.publish_firmware_status_notification,
    "ReportChargingProfiles": reports.report_charging_profiles,
    "ReservationStatusUpdate": reservations.reservation_status_update,
    "SecurityEventNotification": notifications.security_event_notification,
    "SignCertificate": certificates.sign_certificate,
    "StatusNotification": availability.status_notification,
    "TransactionEvent": transactions.transaction_event,
}
