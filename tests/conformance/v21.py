"""Every message of OCPP 2.1 from a station that has a handler: 2.0.1's, and what 2.1 adds."""

from tests.conformance import v201
from tests.conformance.cases import AT, MISSING, PROPERTY, TYPE, Case, noted
from tests.conformance.v201 import ID_TOKEN

BATTERY = {"evseId": 1, "serialNumber": "B1", "soC": 20.5, "soH": 98}
NEEDS = v201.CASES["NotifyEVChargingNeeds"]
MONITORS = [
    v201.MONITORS[0]
    | {
        "variableMonitoring": [
            {
                "id": 1, "transaction": False, "value": 80.5, "type": "UpperThreshold",
                "severity": 5, "eventNotificationType": "CustomMonitor",
            }
        ]
    }
]  # fmt: skip
ASKED = {
    "certificateHashData": v201.CERTIFICATE,
    "source": "OCSP",
    "urls": ["http://ocsp.example.com"],
}
STREAM = {"id": 1, "variableMonitoringId": 2, "params": {"interval": 60, "values": 4}}
SETTLEMENT = {"pspRef": "psp-1", "status": "Settled", "settlementAmount": 12.34}

CASES = v201.CASES | {
    "BatterySwap": noted(
        {"eventType": "BatteryIn", "requestId": 1, "idToken": ID_TOKEN, "batteryData": [BATTERY]},
        {
            "eventType": "BatteryOutTimeout", "requestId": 1, "idToken": ID_TOKEN,
            "batteryData": [BATTERY | {"soC": 0, "soH": 100}],
        },
        {
            "eventType": "BatteryIn", "requestId": 1, "idToken": ID_TOKEN,
            "batteryData": [BATTERY | {"soC": 100.1}],
        }, PROPERTY,
    ),
    "ClosePeriodicEventStream": noted({"id": 1}, {"id": 0}, {"id": -1}, PROPERTY),
    "GetCertificateChainStatus": Case(
        {"certificateStatusRequests": [ASKED]},
        {"certificateStatusRequests": [ASKED | {"source": "CRL"}] * 4},
        {"certificateStatusRequests": [ASKED | {"urls": []}]}, MISSING,
    ),
    "NotifyDERAlarm": noted(
        {"controlType": "HVMustTrip", "gridEventFault": "OverVoltage", "timestamp": AT},
        {"controlType": "Gradients", "alarmEnded": True, "timestamp": AT, "extraInfo": "x" * 200},
        {"controlType": "Noise", "timestamp": AT}, PROPERTY,
    ),
    "NotifyDERStartStop": noted(
        {"controlId": "c-1", "started": True, "timestamp": AT, "supersededIds": ["c-0"]},
        {"controlId": "x" * 36, "started": False, "timestamp": AT},
        {"controlId": "c-1", "started": "yes", "timestamp": AT}, TYPE,
    ),
    "NotifyEVChargingNeeds": Case(
        NEEDS.valid | {"timestamp": AT}, NEEDS.boundary, NEEDS.broken, NEEDS.code,
        {"status": "NoChargingProfile"},
    ),
    "NotifyMonitoringReport": noted(
        {"requestId": 7, "seqNo": 0, "generatedAt": AT, "monitor": MONITORS},
        {"requestId": 7, "seqNo": 1, "generatedAt": AT},
        {"requestId": 7, "seqNo": 0, "generatedAt": AT, "monitor": v201.MONITORS}, MISSING,
    ),
    "NotifyPriorityCharging": noted(
        {"transactionId": "tx-1", "activated": True},
        {"transactionId": "x" * 36, "activated": False},
        {"transactionId": "x" * 37, "activated": True}, PROPERTY,
    ),
    "NotifySettlement": noted(
        SETTLEMENT | {"settlementTime": AT, "transactionId": "tx-1", "receiptId": "r-1"},
        SETTLEMENT | {"settlementTime": AT, "settlementAmount": 0, "status": "Canceled"},
        SETTLEMENT, MISSING,
    ),
    "OpenPeriodicEventStream": Case(
        {"constantStreamData": STREAM}, {"constantStreamData": STREAM | {"id": 0, "params": {}}},
        {"constantStreamData": {"id": 1}}, MISSING, {"status": "Accepted"},
    ),
    "PullDynamicScheduleUpdate": Case(
        {"chargingProfileId": 7}, {"chargingProfileId": -1}, {"chargingProfileId": None}, TYPE,
        {"status": "Rejected", "statusInfo": {"reasonCode": "NotFound"}},
    ),
    "ReportDERControl": noted(
        {"requestId": 7, "tbc": False}, {"requestId": 0, "tbc": True}, {"tbc": False}, MISSING
    ),
    "VatNumberValidation": Case(
        {"vatNumber": "DE123456789", "evseId": 1}, {"vatNumber": "x" * 20},
        {"vatNumber": "x" * 21}, PROPERTY,
        {
            "vatNumber": "DE123456789", "status": "Accepted", "evseId": 1,
            "statusInfo": {
                "reasonCode": "NoError", "additionalInfo": "Form checked; no register was asked"
            },
        },
    ),
}  # fmt: skip

SENT = {
    "NotifyPeriodicEventStream": noted(
        {"id": 1, "pending": 0, "basetime": AT, "data": [{"t": 0.5, "v": "81.5"}]},
        {"id": 0, "pending": 0, "basetime": AT, "data": [{"t": 0, "v": "x" * 2500}]},
        {"id": 1, "pending": 0, "basetime": AT, "data": []}, MISSING,
    ),
}  # fmt: skip
