"""Every message of OCPP 1.6 from a station: security white paper included."""

from tests.conformance.cases import AT, FORMAT, MISSING, PROPERTY, TYPE, Case, noted
from tests.network import TOKEN

SAMPLE = {"timestamp": AT, "sampledValue": [{"value": "1500"}]}

CASES = {
    "Authorize": Case(
        {"idTag": TOKEN}, {"idTag": "x" * 20}, {"idTag": "x" * 21}, PROPERTY,
        {"idTagInfo": {"status": "Accepted"}},
    ),
    "BootNotification": Case(
        {"chargePointVendor": "V", "chargePointModel": "M", "firmwareVersion": "1"},
        {"chargePointVendor": "V" * 20, "chargePointModel": "M" * 20, "iccid": "1" * 20},
        {"chargePointVendor": "V"}, MISSING,
    ),
    "DataTransfer": Case(
        {"vendorId": "V"}, {"vendorId": "V" * 255, "messageId": "M" * 50, "data": ""},
        {"vendorId": 7}, TYPE, {"status": "UnknownVendorId"},
    ),
    "DiagnosticsStatusNotification": noted(
        {"status": "Uploaded"}, {"status": "Idle"}, {"status": "Done"}, PROPERTY
    ),
    "FirmwareStatusNotification": noted(
        {"status": "Downloading"}, {"status": "Idle"}, {"status": "DownloadScheduled"}, PROPERTY
    ),
    "Heartbeat": Case({}, {}, {"x": 1}, FORMAT),
    "LogStatusNotification": noted(
        {"status": "Uploading", "requestId": 7}, {"status": "Idle"},
        {"status": "Uploading", "requestId": "7"}, TYPE,
    ),
    "MeterValues": noted(
        {"connectorId": 1, "transactionId": 7, "meterValue": [SAMPLE]},
        {"connectorId": 0, "meterValue": [SAMPLE]},
        {"connectorId": 1}, MISSING,
    ),
    "SecurityEventNotification": noted(
        {"type": "TamperDetectionActivated", "timestamp": AT, "techInfo": "lid"},
        {"type": "x" * 50, "timestamp": AT, "techInfo": "x" * 255},
        {"type": "x" * 51, "timestamp": AT}, PROPERTY,
    ),
    "SignCertificate": Case(
        {"csr": "-----BEGIN CERTIFICATE REQUEST-----"}, {"csr": "x" * 5500}, {"csr": "x" * 5501},
        PROPERTY, {"status": "Rejected"},
    ),
    "SignedFirmwareStatusNotification": noted(
        {"status": "SignatureVerified", "requestId": 7}, {"status": "Idle"}, {}, MISSING
    ),
    "StartTransaction": Case(
        {"connectorId": 1, "idTag": TOKEN, "timestamp": AT, "meterStart": 0},
        {"connectorId": 2, "idTag": "x" * 20, "timestamp": "2026-11-23T10:00:00", "meterStart": -1},
        {"connectorId": 1, "idTag": TOKEN, "timestamp": AT, "meterStart": 0.5}, TYPE,
    ),
    "StatusNotification": noted(
        {"connectorId": 1, "errorCode": "NoError", "status": "Charging", "timestamp": AT},
        {"connectorId": 0, "errorCode": "OtherError", "status": "Faulted", "info": "x" * 50},
        {"connectorId": 1, "errorCode": "NoError", "status": "Busy"}, PROPERTY,
    ),
    "StopTransaction": Case(
        {"transactionId": 7, "timestamp": AT, "meterStop": 6000, "reason": "Remote"},
        {"transactionId": -1, "timestamp": AT, "meterStop": 0, "transactionData": [SAMPLE]},
        {"transactionId": 7, "timestamp": AT}, MISSING,
    ),
}  # fmt: skip
