"""OCPP 2.0.1, station to CSMS: which handler answers which action."""

from csms.ocpp.v201 import (
    authorization,
    availability,
    data_transfer,
    metering,
    provisioning,
    reservations,
    transactions,
)

ROUTES = {
    "Authorize": authorization.authorize,
    "BootNotification": provisioning.boot_notification,
    "DataTransfer": data_transfer.data_transfer,
    "Heartbeat": provisioning.heartbeat,
    "MeterValues": metering.meter_values,
    "ReservationStatusUpdate": reservations.reservation_status_update,
    "StatusNotification": availability.status_notification,
    "TransactionEvent": transactions.transaction_event,
}
