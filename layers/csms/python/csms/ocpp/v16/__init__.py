"""OCPP 1.6J, station to CSMS: which handler answers which action."""

from csms.ocpp.v16 import (
    authorization,
    availability,
    data_transfer,
    metering,
    provisioning,
    transactions,
)

ROUTES = {
    "Authorize": authorization.authorize,
    "BootNotification": provisioning.boot_notification,
    "DataTransfer": data_transfer.data_transfer,
    "Heartbeat": provisioning.heartbeat,
    "MeterValues": metering.meter_values,
    "StartTransaction": transactions.start_transaction,
    "StatusNotification": availability.status_notification,
    "StopTransaction": transactions.stop_transaction,
}
