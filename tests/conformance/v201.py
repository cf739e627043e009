"""Every message of OCPP 2.0.1 from a station that has a handler."""

from tests.conformance.cases import AT, FORMAT, MISSING, PROPERTY, TYPE, Case, noted
from tests.network import TOKEN

LARGEST = 2**31 - 1
NO_ANSWER = {"reasonCode": "NoPkiAnswer"}
ID_TOKEN = {"idToken": TOKEN, "type": "ISO14443"}
SAMPLE = {"timestamp": AT, "sampledValue": [{"value": 1500}]}
EVENT = {
    "eventType": "Started",
    "timestamp": AT,
    "triggerReason": "Authorized",
    "seqNo": 0,
    "transactionInfo": {"transactionId": "tx-1"},
    "evse": {"id": 1, "connectorId": 1},
    "idToken": ID_TOKEN,
}
VARIABLE = {
    "component": {"name": "SmartChargingCtrlr"},
    "variable": {"name": "Enabled"},
    "variableAttribute": [{"value": "true"}],
}
MONITORED = {
    "eventId": 1,
    "timestamp": AT,
    "trigger": "Alerting",
    "actualValue": "81.5",
    "eventNotificationType": "CustomMonitor",
    "component": {"name": "EVSE", "evse": {"id": 1}},
    "variable": {"name": "Temperature"},
}
PERIODS = [{"startPeriod": 0, "limit": 16.1}]
SCHEDULE = {"id": 1, "chargingRateUnit": "A", "chargingSchedulePeriod": PERIODS}
PROFILE = {
    "id": 1,
    "stackLevel": 0,
    "chargingProfilePurpose": "TxDefaultProfile",
    "chargingProfileKind": "Absolute",
    "chargingSchedule": [SCHEDULE],
}
MESSAGE = {
    "id": 1,
    "priority": "AlwaysFront",
    "message": {"format": "UTF8", "content": "Grüezi"},
}
MONITORS = [
    {
        "component": {"name": "EVSE"},
        "variable": {"name": "Temperature"},
        "variableMonitoring": [
            {"id": 1, "transaction": False, "value": 80.5, "type": "UpperThreshold", "severity": 5}
        ],
    }
]

CERTIFICATE = {
    "hashAlgorithm": "SHA256",
    "issuerNameHash": "a1",
    "issuerKeyHash": "b2",
    "serialNumber": "c3",
}
OCSP = CERTIFICATE | {"responderURL": "http://ocsp.example.com"}

CASES = {
    "Authorize": Case(
        {"idToken": ID_TOKEN}, {"idToken": {"idToken": "x" * 36, "type": "Local"}},
        {"idToken": {"idToken": TOKEN}}, MISSING, {"idTokenInfo": {"status": "Accepted"}},
    ),
    "BootNotification": Case(
        {"reason": "PowerUp", "chargingStation": {"model": "M", "vendorName": "V"}},
        {"reason": "Unknown", "chargingStation": {"model": "M" * 20, "vendorName": "V" * 50}},
        {"reason": "Boredom", "chargingStation": {"model": "M", "vendorName": "V"}}, PROPERTY,
    ),
    "ClearedChargingLimit": noted(
        {"chargingLimitSource": "EMS", "evseId": 1}, {"chargingLimitSource": "CSO"},
        {"evseId": 1}, MISSING,
    ),
    "DataTransfer": Case(
        {"vendorId": "V", "data": {"x": [1, None]}}, {"vendorId": "V" * 255},
        {"vendorId": "V" * 256}, PROPERTY, {"status": "UnknownVendorId"},
    ),
    "FirmwareStatusNotification": noted(
        {"status": "Installed", "requestId": 7}, {"status": "Idle"}, {"status": "x"}, PROPERTY
    ),
    "Get15118EVCertificate": Case(
        {"iso15118SchemaVersion": "urn:iso:15118:2", "action": "Install", "exiRequest": "aGk="},
        {"iso15118SchemaVersion": "x" * 50, "action": "Update", "exiRequest": "x" * 5600},
        {"iso15118SchemaVersion": "urn:iso:15118:2", "action": "Delete", "exiRequest": ""},
        PROPERTY, {"status": "Failed", "statusInfo": NO_ANSWER, "exiResponse": ""},
    ),
    "GetCertificateStatus": Case(
        {"ocspRequestData": OCSP}, {"ocspRequestData": OCSP | {"serialNumber": "f" * 40}},
        {"ocspRequestData": OCSP | {"serialNumber": "f" * 41}},
        PROPERTY, {"status": "Failed", "statusInfo": NO_ANSWER},
    ),
    "Heartbeat": Case({}, {"customData": {"vendorId": "V"}}, {"x": 1}, FORMAT),
    "LogStatusNotification": noted(
        {"status": "Uploaded", "requestId": 7}, {"status": "AcceptedCanceled", "requestId": -1},
        {"status": "Uploaded", "requestId": 7.5}, TYPE,
    ),
    "MeterValues": noted(
        {"evseId": 1, "meterValue": [SAMPLE]}, {"evseId": 0, "meterValue": [SAMPLE]},
        {"evseId": 1, "meterValue": []}, MISSING,
    ),
    "NotifyChargingLimit": noted(
        {"chargingLimit": {"chargingLimitSource": "SO", "isGridCritical": True}, "evseId": 1},
        {"chargingLimit": {"chargingLimitSource": "SO"}, "chargingSchedule": [SCHEDULE]},
        {"chargingLimit": {}}, MISSING,
    ),
    "NotifyCustomerInformation": noted(
        {"requestId": 7, "seqNo": 0, "generatedAt": AT, "data": "token TAG-1", "tbc": False},
        {"requestId": 8, "seqNo": 0, "generatedAt": AT, "data": "ü" * 512},
        {"requestId": 7, "seqNo": 0, "generatedAt": AT, "data": "x" * 513}, PROPERTY,
    ),
    "NotifyDisplayMessages": noted(
        {"requestId": 7, "messageInfo": [MESSAGE]}, {"requestId": -1},
        {"requestId": 7, "messageInfo": []}, MISSING,
    ),
    "NotifyEVChargingNeeds": Case(
        {
            "evseId": 1,
            "chargingNeeds": {
                "requestedEnergyTransfer": "AC_three_phase",
                "departureTime": AT,
                "acChargingParameters": {
                    "energyAmount": 20000, "evMinCurrent": 6, "evMaxCurrent": 32,
                    "evMaxVoltage": 400,
                },
            },
        },
        {"evseId": 1, "chargingNeeds": {"requestedEnergyTransfer": "DC"}, "maxScheduleTuples": 0},
        {"evseId": 1, "chargingNeeds": {}}, MISSING,
        {"status": "Rejected", "statusInfo": {"reasonCode": "UnsupportedRequest"}},
    ),
    "NotifyEVChargingSchedule": Case(
        {"timeBase": AT, "evseId": 1, "chargingSchedule": SCHEDULE},
        {"timeBase": AT, "evseId": 1, "chargingSchedule": SCHEDULE | {"duration": 0}},
        {"timeBase": AT, "evseId": 1, "chargingSchedule": SCHEDULE | {"chargingRateUnit": "V"}},
        PROPERTY, {"status": "Accepted"},
    ),
    "NotifyEvent": noted(
        {"generatedAt": AT, "seqNo": 0, "tbc": True, "eventData": [MONITORED]},
        {"generatedAt": AT, "seqNo": LARGEST, "eventData": [MONITORED | {"actualValue": ""}]},
        {"generatedAt": AT, "seqNo": 0, "eventData": []}, MISSING,
    ),
    "NotifyMonitoringReport": noted(
        {"requestId": 7, "seqNo": 0, "generatedAt": AT, "monitor": MONITORS},
        {"requestId": 7, "seqNo": 1, "generatedAt": AT},
        {"requestId": 7, "generatedAt": AT}, MISSING,
    ),
    "NotifyReport": noted(
        {"requestId": 7, "seqNo": 0, "generatedAt": AT, "reportData": [VARIABLE]},
        {"requestId": LARGEST, "seqNo": LARGEST, "generatedAt": AT, "tbc": True},
        {"requestId": LARGEST + 1, "seqNo": 0, "generatedAt": AT}, PROPERTY,
    ),
    "PublishFirmwareStatusNotification": noted(
        {"status": "Published", "location": ["http://10.0.0.1/fw"], "requestId": 7},
        {"status": "Idle"}, {"status": "Published", "location": []}, MISSING,
    ),
    "ReportChargingProfiles": noted(
        {"requestId": 7, "chargingLimitSource": "CSO", "evseId": 1, "chargingProfile": [PROFILE]},
        {
            "requestId": 0, "chargingLimitSource": "CSO", "evseId": 0, "tbc": True,
            "chargingProfile": [PROFILE],
        },
        {"requestId": 7, "chargingLimitSource": "CSO", "evseId": 1, "chargingProfile": []}, MISSING,
    ),
    "ReservationStatusUpdate": noted(
        {"reservationId": 7, "reservationUpdateStatus": "Expired"},
        {"reservationId": 0, "reservationUpdateStatus": "Removed"},
        {"reservationId": "7", "reservationUpdateStatus": "Removed"}, TYPE,
    ),
    "SecurityEventNotification": noted(
        {"type": "FirmwareUpdated", "timestamp": AT},
        {"type": "x" * 50, "timestamp": AT, "techInfo": "x" * 255},
        {"type": "FirmwareUpdated"}, MISSING,
    ),
    "SignCertificate": Case(
        {"csr": "-----BEGIN CERTIFICATE REQUEST-----", "certificateType": "V2GCertificate"},
        {"csr": "x" * 5500}, {}, MISSING, {"status": "Rejected"},
    ),
    "StatusNotification": noted(
        {"timestamp": AT, "connectorStatus": "Occupied", "evseId": 1, "connectorId": 1},
        {"timestamp": AT, "connectorStatus": "Faulted", "evseId": 0, "connectorId": 0},
        {"timestamp": AT, "connectorStatus": "Charging", "evseId": 1, "connectorId": 1}, PROPERTY,
    ),
    "TransactionEvent": Case(
        EVENT, EVENT | {"transactionInfo": {"transactionId": "x" * 36}, "meterValue": [SAMPLE]},
        EVENT | {"transactionInfo": {}}, MISSING, {"idTokenInfo": {"status": "Accepted"}},
    ),
}  # fmt: skip
