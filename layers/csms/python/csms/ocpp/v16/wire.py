"""Messages of OCPP 1.6 on the wire. Written by tools/wire_types, not by hand."""

from decimal import Decimal
from typing import Any, Literal, NotRequired, TypedDict

Number = Decimal | int


class AuthorizeRequest(TypedDict):
    """Message AuthorizeRequest."""

    idTag: str


class AuthorizeResponseIdTagInfo(TypedDict):
    """Message AuthorizeResponseIdTagInfo."""

    expiryDate: NotRequired[str]
    parentIdTag: NotRequired[str]
    status: Literal["Accepted", "Blocked", "Expired", "Invalid", "ConcurrentTx"]


class AuthorizeResponse(TypedDict):
    """Message AuthorizeResponse."""

    idTagInfo: AuthorizeResponseIdTagInfo


class BootNotificationRequest(TypedDict):
    """Message BootNotificationRequest."""

    chargePointVendor: str
    chargePointModel: str
    chargePointSerialNumber: NotRequired[str]
    chargeBoxSerialNumber: NotRequired[str]
    firmwareVersion: NotRequired[str]
    iccid: NotRequired[str]
    imsi: NotRequired[str]
    meterType: NotRequired[str]
    meterSerialNumber: NotRequired[str]


class BootNotificationResponse(TypedDict):
    """Message BootNotificationResponse."""

    status: Literal["Accepted", "Pending", "Rejected"]
    currentTime: str
    interval: int


class CancelReservationRequest(TypedDict):
    """Message CancelReservationRequest."""

    reservationId: int


class CancelReservationResponse(TypedDict):
    """Message CancelReservationResponse."""

    status: Literal["Accepted", "Rejected"]


class CertificateSignedRequest(TypedDict):
    """Message CertificateSignedRequest."""

    certificateChain: str


class CertificateSignedResponse(TypedDict):
    """Message CertificateSignedResponse."""

    status: Literal["Accepted", "Rejected"]


class ChangeAvailabilityRequest(TypedDict):
    """Message ChangeAvailabilityRequest."""

    connectorId: int
    type: Literal["Inoperative", "Operative"]


class ChangeAvailabilityResponse(TypedDict):
    """Message ChangeAvailabilityResponse."""

    status: Literal["Accepted", "Rejected", "Scheduled"]


class ChangeConfigurationRequest(TypedDict):
    """Message ChangeConfigurationRequest."""

    key: str
    value: str


class ChangeConfigurationResponse(TypedDict):
    """Message ChangeConfigurationResponse."""

    status: Literal["Accepted", "Rejected", "RebootRequired", "NotSupported"]


class ClearCacheRequest(TypedDict):
    """Message ClearCacheRequest."""


class ClearCacheResponse(TypedDict):
    """Message ClearCacheResponse."""

    status: Literal["Accepted", "Rejected"]


class ClearChargingProfileRequest(TypedDict):
    """Message ClearChargingProfileRequest."""

    id: NotRequired[int]
    connectorId: NotRequired[int]
    chargingProfilePurpose: NotRequired[Literal["ChargePointMaxProfile", "TxDefaultProfile", "TxProfile"]]
    stackLevel: NotRequired[int]


class ClearChargingProfileResponse(TypedDict):
    """Message ClearChargingProfileResponse."""

    status: Literal["Accepted", "Unknown"]


class DataTransferRequest(TypedDict):
    """Message DataTransferRequest."""

    vendorId: str
    messageId: NotRequired[str]
    data: NotRequired[str]


class DataTransferResponse(TypedDict):
    """Message DataTransferResponse."""

    status: Literal["Accepted", "Rejected", "UnknownMessageId", "UnknownVendorId"]
    data: NotRequired[str]


class CertificateHashDataType(TypedDict):
    """Object CertificateHashDataType."""

    hashAlgorithm: Literal["SHA256", "SHA384", "SHA512"]
    issuerNameHash: str
    issuerKeyHash: str
    serialNumber: str


class DeleteCertificateRequest(TypedDict):
    """Message DeleteCertificateRequest."""

    certificateHashData: CertificateHashDataType


class DeleteCertificateResponse(TypedDict):
    """Message DeleteCertificateResponse."""

    status: Literal["Accepted", "Failed", "NotFound"]


class DiagnosticsStatusNotificationRequest(TypedDict):
    """Message DiagnosticsStatusNotificationRequest."""

    status: Literal["Idle", "Uploaded", "UploadFailed", "Uploading"]


class DiagnosticsStatusNotificationResponse(TypedDict):
    """Message DiagnosticsStatusNotificationResponse."""


class ExtendedTriggerMessageRequest(TypedDict):
    """Message ExtendedTriggerMessageRequest."""

    requestedMessage: Literal["BootNotification", "LogStatusNotification", "FirmwareStatusNotification", "Heartbeat", "MeterValues", "SignChargePointCertificate", "StatusNotification"]
    connectorId: NotRequired[int]


class ExtendedTriggerMessageResponse(TypedDict):
    """Message ExtendedTriggerMessageResponse."""

    status: Literal["Accepted", "Rejected", "NotImplemented"]


class FirmwareStatusNotificationRequest(TypedDict):
    """Message FirmwareStatusNotificationRequest."""

    status: Literal["Downloaded", "DownloadFailed", "Downloading", "Idle", "InstallationFailed", "Installing", "Installed"]


class FirmwareStatusNotificationResponse(TypedDict):
    """Message FirmwareStatusNotificationResponse."""


class GetCompositeScheduleRequest(TypedDict):
    """Message GetCompositeScheduleRequest."""

    connectorId: int
    duration: int
    chargingRateUnit: NotRequired[Literal["A", "W"]]


class GetCompositeScheduleResponseChargingScheduleChargingSchedulePeriodItem(TypedDict):
    """Message GetCompositeScheduleResponseChargingScheduleChargingSchedulePeriodItem."""

    startPeriod: int
    limit: Number
    numberPhases: NotRequired[int]


class GetCompositeScheduleResponseChargingSchedule(TypedDict):
    """Message GetCompositeScheduleResponseChargingSchedule."""

    duration: NotRequired[int]
    startSchedule: NotRequired[str]
    chargingRateUnit: Literal["A", "W"]
    chargingSchedulePeriod: list[GetCompositeScheduleResponseChargingScheduleChargingSchedulePeriodItem]
    minChargingRate: NotRequired[Number]


class GetCompositeScheduleResponse(TypedDict):
    """Message GetCompositeScheduleResponse."""

    status: Literal["Accepted", "Rejected"]
    connectorId: NotRequired[int]
    scheduleStart: NotRequired[str]
    chargingSchedule: NotRequired[GetCompositeScheduleResponseChargingSchedule]


class GetConfigurationRequest(TypedDict):
    """Message GetConfigurationRequest."""

    key: NotRequired[list[str]]


class GetConfigurationResponseConfigurationKeyItem(TypedDict):
    """Message GetConfigurationResponseConfigurationKeyItem."""

    key: str
    readonly: bool
    value: NotRequired[str]


class GetConfigurationResponse(TypedDict):
    """Message GetConfigurationResponse."""

    configurationKey: NotRequired[list[GetConfigurationResponseConfigurationKeyItem]]
    unknownKey: NotRequired[list[str]]


class GetDiagnosticsRequest(TypedDict):
    """Message GetDiagnosticsRequest."""

    location: str
    retries: NotRequired[int]
    retryInterval: NotRequired[int]
    startTime: NotRequired[str]
    stopTime: NotRequired[str]


class GetDiagnosticsResponse(TypedDict):
    """Message GetDiagnosticsResponse."""

    fileName: NotRequired[str]


class GetInstalledCertificateIdsRequest(TypedDict):
    """Message GetInstalledCertificateIdsRequest."""

    certificateType: Literal["CentralSystemRootCertificate", "ManufacturerRootCertificate"]


class GetInstalledCertificateIdsResponse(TypedDict):
    """Message GetInstalledCertificateIdsResponse."""

    certificateHashData: NotRequired[list[CertificateHashDataType]]
    status: Literal["Accepted", "NotFound"]


class GetLocalListVersionRequest(TypedDict):
    """Message GetLocalListVersionRequest."""


class GetLocalListVersionResponse(TypedDict):
    """Message GetLocalListVersionResponse."""

    listVersion: int


class LogParametersType(TypedDict):
    """Object LogParametersType."""

    remoteLocation: str
    oldestTimestamp: NotRequired[str]
    latestTimestamp: NotRequired[str]


class GetLogRequest(TypedDict):
    """Message GetLogRequest."""

    log: LogParametersType
    logType: Literal["DiagnosticsLog", "SecurityLog"]
    requestId: int
    retries: NotRequired[int]
    retryInterval: NotRequired[int]


class GetLogResponse(TypedDict):
    """Message GetLogResponse."""

    status: Literal["Accepted", "Rejected", "AcceptedCanceled"]
    filename: NotRequired[str]


class HeartbeatRequest(TypedDict):
    """Message HeartbeatRequest."""


class HeartbeatResponse(TypedDict):
    """Message HeartbeatResponse."""

    currentTime: str


class InstallCertificateRequest(TypedDict):
    """Message InstallCertificateRequest."""

    certificateType: Literal["CentralSystemRootCertificate", "ManufacturerRootCertificate"]
    certificate: str


class InstallCertificateResponse(TypedDict):
    """Message InstallCertificateResponse."""

    status: Literal["Accepted", "Failed", "Rejected"]


class LogStatusNotificationRequest(TypedDict):
    """Message LogStatusNotificationRequest."""

    status: Literal["BadMessage", "Idle", "NotSupportedOperation", "PermissionDenied", "Uploaded", "UploadFailure", "Uploading"]
    requestId: NotRequired[int]


class LogStatusNotificationResponse(TypedDict):
    """Message LogStatusNotificationResponse."""


class MeterValuesRequestMeterValueItemSampledValueItem(TypedDict):
    """Message MeterValuesRequestMeterValueItemSampledValueItem."""

    value: str
    context: NotRequired[Literal["Interruption.Begin", "Interruption.End", "Sample.Clock", "Sample.Periodic", "Transaction.Begin", "Transaction.End", "Trigger", "Other"]]
    format: NotRequired[Literal["Raw", "SignedData"]]
    measurand: NotRequired[Literal["Energy.Active.Export.Register", "Energy.Active.Import.Register", "Energy.Reactive.Export.Register", "Energy.Reactive.Import.Register", "Energy.Active.Export.Interval", "Energy.Active.Import.Interval", "Energy.Reactive.Export.Interval", "Energy.Reactive.Import.Interval", "Power.Active.Export", "Power.Active.Import", "Power.Offered", "Power.Reactive.Export", "Power.Reactive.Import", "Power.Factor", "Current.Import", "Current.Export", "Current.Offered", "Voltage", "Frequency", "Temperature", "SoC", "RPM"]]
    phase: NotRequired[Literal["L1", "L2", "L3", "N", "L1-N", "L2-N", "L3-N", "L1-L2", "L2-L3", "L3-L1"]]
    location: NotRequired[Literal["Cable", "EV", "Inlet", "Outlet", "Body"]]
    unit: NotRequired[Literal["Wh", "kWh", "varh", "kvarh", "W", "kW", "VA", "kVA", "var", "kvar", "A", "V", "K", "Celcius", "Celsius", "Fahrenheit", "Percent", "Hertz"]]


class MeterValuesRequestMeterValueItem(TypedDict):
    """Message MeterValuesRequestMeterValueItem."""

    timestamp: str
    sampledValue: list[MeterValuesRequestMeterValueItemSampledValueItem]


class MeterValuesRequest(TypedDict):
    """Message MeterValuesRequest."""

    connectorId: int
    transactionId: NotRequired[int]
    meterValue: list[MeterValuesRequestMeterValueItem]


class MeterValuesResponse(TypedDict):
    """Message MeterValuesResponse."""


class RemoteStartTransactionRequestChargingProfileChargingScheduleChargingSchedulePeriodItem(TypedDict):
    """Message RemoteStartTransactionRequestChargingProfileChargingScheduleChargingSchedulePeriodItem."""

    startPeriod: int
    limit: Number
    numberPhases: NotRequired[int]


class RemoteStartTransactionRequestChargingProfileChargingSchedule(TypedDict):
    """Message RemoteStartTransactionRequestChargingProfileChargingSchedule."""

    duration: NotRequired[int]
    startSchedule: NotRequired[str]
    chargingRateUnit: Literal["A", "W"]
    chargingSchedulePeriod: list[RemoteStartTransactionRequestChargingProfileChargingScheduleChargingSchedulePeriodItem]
    minChargingRate: NotRequired[Number]


class RemoteStartTransactionRequestChargingProfile(TypedDict):
    """Message RemoteStartTransactionRequestChargingProfile."""

    chargingProfileId: int
    transactionId: NotRequired[int]
    stackLevel: int
    chargingProfilePurpose: Literal["ChargePointMaxProfile", "TxDefaultProfile", "TxProfile"]
    chargingProfileKind: Literal["Absolute", "Recurring", "Relative"]
    recurrencyKind: NotRequired[Literal["Daily", "Weekly"]]
    validFrom: NotRequired[str]
    validTo: NotRequired[str]
    chargingSchedule: RemoteStartTransactionRequestChargingProfileChargingSchedule


class RemoteStartTransactionRequest(TypedDict):
    """Message RemoteStartTransactionRequest."""

    connectorId: NotRequired[int]
    idTag: str
    chargingProfile: NotRequired[RemoteStartTransactionRequestChargingProfile]


class RemoteStartTransactionResponse(TypedDict):
    """Message RemoteStartTransactionResponse."""

    status: Literal["Accepted", "Rejected"]


class RemoteStopTransactionRequest(TypedDict):
    """Message RemoteStopTransactionRequest."""

    transactionId: int


class RemoteStopTransactionResponse(TypedDict):
    """Message RemoteStopTransactionResponse."""

    status: Literal["Accepted", "Rejected"]


class ReserveNowRequest(TypedDict):
    """Message ReserveNowRequest."""

    connectorId: int
    expiryDate: str
    idTag: str
    parentIdTag: NotRequired[str]
    reservationId: int


class ReserveNowResponse(TypedDict):
    """Message ReserveNowResponse."""

    status: Literal["Accepted", "Faulted", "Occupied", "Rejected", "Unavailable"]


class ResetRequest(TypedDict):
    """Message ResetRequest."""

    type: Literal["Hard", "Soft"]


class ResetResponse(TypedDict):
    """Message ResetResponse."""

    status: Literal["Accepted", "Rejected"]


class SecurityEventNotificationRequest(TypedDict):
    """Message SecurityEventNotificationRequest."""

    type: str
    timestamp: str
    techInfo: NotRequired[str]


class SecurityEventNotificationResponse(TypedDict):
    """Message SecurityEventNotificationResponse."""


class SendLocalListRequestLocalAuthorizationListItemIdTagInfo(TypedDict):
    """Message SendLocalListRequestLocalAuthorizationListItemIdTagInfo."""

    expiryDate: NotRequired[str]
    parentIdTag: NotRequired[str]
    status: Literal["Accepted", "Blocked", "Expired", "Invalid", "ConcurrentTx"]


class SendLocalListRequestLocalAuthorizationListItem(TypedDict):
    """Message SendLocalListRequestLocalAuthorizationListItem."""

    idTag: str
    idTagInfo: NotRequired[SendLocalListRequestLocalAuthorizationListItemIdTagInfo]


class SendLocalListRequest(TypedDict):
    """Message SendLocalListRequest."""

    listVersion: int
    localAuthorizationList: NotRequired[list[SendLocalListRequestLocalAuthorizationListItem]]
    updateType: Literal["Differential", "Full"]


class SendLocalListResponse(TypedDict):
    """Message SendLocalListResponse."""

    status: Literal["Accepted", "Failed", "NotSupported", "VersionMismatch"]


class SetChargingProfileRequestCsChargingProfilesChargingScheduleChargingSchedulePeriodItem(TypedDict):
    """Message SetChargingProfileRequestCsChargingProfilesChargingScheduleChargingSchedulePeriodItem."""

    startPeriod: int
    limit: Number
    numberPhases: NotRequired[int]


class SetChargingProfileRequestCsChargingProfilesChargingSchedule(TypedDict):
    """Message SetChargingProfileRequestCsChargingProfilesChargingSchedule."""

    duration: NotRequired[int]
    startSchedule: NotRequired[str]
    chargingRateUnit: Literal["A", "W"]
    chargingSchedulePeriod: list[SetChargingProfileRequestCsChargingProfilesChargingScheduleChargingSchedulePeriodItem]
    minChargingRate: NotRequired[Number]


class SetChargingProfileRequestCsChargingProfiles(TypedDict):
    """Message SetChargingProfileRequestCsChargingProfiles."""

    chargingProfileId: int
    transactionId: NotRequired[int]
    stackLevel: int
    chargingProfilePurpose: Literal["ChargePointMaxProfile", "TxDefaultProfile", "TxProfile"]
    chargingProfileKind: Literal["Absolute", "Recurring", "Relative"]
    recurrencyKind: NotRequired[Literal["Daily", "Weekly"]]
    validFrom: NotRequired[str]
    validTo: NotRequired[str]
    chargingSchedule: SetChargingProfileRequestCsChargingProfilesChargingSchedule


class SetChargingProfileRequest(TypedDict):
    """Message SetChargingProfileRequest."""

    connectorId: int
    csChargingProfiles: SetChargingProfileRequestCsChargingProfiles


class SetChargingProfileResponse(TypedDict):
    """Message SetChargingProfileResponse."""

    status: Literal["Accepted", "Rejected", "NotSupported"]


class SignCertificateRequest(TypedDict):
    """Message SignCertificateRequest."""

    csr: str


class SignCertificateResponse(TypedDict):
    """Message SignCertificateResponse."""

    status: Literal["Accepted", "Rejected"]


class SignedFirmwareStatusNotificationRequest(TypedDict):
    """Message SignedFirmwareStatusNotificationRequest."""

    status: Literal["Downloaded", "DownloadFailed", "Downloading", "DownloadScheduled", "DownloadPaused", "Idle", "InstallationFailed", "Installing", "Installed", "InstallRebooting", "InstallScheduled", "InstallVerificationFailed", "InvalidSignature", "SignatureVerified"]
    requestId: NotRequired[int]


class SignedFirmwareStatusNotificationResponse(TypedDict):
    """Message SignedFirmwareStatusNotificationResponse."""


class FirmwareType(TypedDict):
    """Object FirmwareType."""

    location: str
    retrieveDateTime: str
    installDateTime: NotRequired[str]
    signingCertificate: str
    signature: str


class SignedUpdateFirmwareRequest(TypedDict):
    """Message SignedUpdateFirmwareRequest."""

    retries: NotRequired[int]
    retryInterval: NotRequired[int]
    requestId: int
    firmware: FirmwareType


class SignedUpdateFirmwareResponse(TypedDict):
    """Message SignedUpdateFirmwareResponse."""

    status: Literal["Accepted", "Rejected", "AcceptedCanceled", "InvalidCertificate", "RevokedCertificate"]


class StartTransactionRequest(TypedDict):
    """Message StartTransactionRequest."""

    connectorId: int
    idTag: str
    meterStart: int
    reservationId: NotRequired[int]
    timestamp: str


class StartTransactionResponseIdTagInfo(TypedDict):
    """Message StartTransactionResponseIdTagInfo."""

    expiryDate: NotRequired[str]
    parentIdTag: NotRequired[str]
    status: Literal["Accepted", "Blocked", "Expired", "Invalid", "ConcurrentTx"]


class StartTransactionResponse(TypedDict):
    """Message StartTransactionResponse."""

    idTagInfo: StartTransactionResponseIdTagInfo
    transactionId: int


class StatusNotificationRequest(TypedDict):
    """Message StatusNotificationRequest."""

    connectorId: int
    errorCode: Literal["ConnectorLockFailure", "EVCommunicationError", "GroundFailure", "HighTemperature", "InternalError", "LocalListConflict", "NoError", "OtherError", "OverCurrentFailure", "PowerMeterFailure", "PowerSwitchFailure", "ReaderFailure", "ResetFailure", "UnderVoltage", "OverVoltage", "WeakSignal"]
    info: NotRequired[str]
    status: Literal["Available", "Preparing", "Charging", "SuspendedEVSE", "SuspendedEV", "Finishing", "Reserved", "Unavailable", "Faulted"]
    timestamp: NotRequired[str]
    vendorId: NotRequired[str]
    vendorErrorCode: NotRequired[str]


class StatusNotificationResponse(TypedDict):
    """Message StatusNotificationResponse."""


class StopTransactionRequestTransactionDataItemSampledValueItem(TypedDict):
    """Message StopTransactionRequestTransactionDataItemSampledValueItem."""

    value: str
    context: NotRequired[Literal["Interruption.Begin", "Interruption.End", "Sample.Clock", "Sample.Periodic", "Transaction.Begin", "Transaction.End", "Trigger", "Other"]]
    format: NotRequired[Literal["Raw", "SignedData"]]
    measurand: NotRequired[Literal["Energy.Active.Export.Register", "Energy.Active.Import.Register", "Energy.Reactive.Export.Register", "Energy.Reactive.Import.Register", "Energy.Active.Export.Interval", "Energy.Active.Import.Interval", "Energy.Reactive.Export.Interval", "Energy.Reactive.Import.Interval", "Power.Active.Export", "Power.Active.Import", "Power.Offered", "Power.Reactive.Export", "Power.Reactive.Import", "Power.Factor", "Current.Import", "Current.Export", "Current.Offered", "Voltage", "Frequency", "Temperature", "SoC", "RPM"]]
    phase: NotRequired[Literal["L1", "L2", "L3", "N", "L1-N", "L2-N", "L3-N", "L1-L2", "L2-L3", "L3-L1"]]
    location: NotRequired[Literal["Cable", "EV", "Inlet", "Outlet", "Body"]]
    unit: NotRequired[Literal["Wh", "kWh", "varh", "kvarh", "W", "kW", "VA", "kVA", "var", "kvar", "A", "V", "K", "Celcius", "Celsius", "Fahrenheit", "Percent"]]


class StopTransactionRequestTransactionDataItem(TypedDict):
    """Message StopTransactionRequestTransactionDataItem."""

    timestamp: str
    sampledValue: list[StopTransactionRequestTransactionDataItemSampledValueItem]


class StopTransactionRequest(TypedDict):
    """Message StopTransactionRequest."""

    idTag: NotRequired[str]
    meterStop: int
    timestamp: str
    transactionId: int
    reason: NotRequired[Literal["EmergencyStop", "EVDisconnected", "HardReset", "Local", "Other", "PowerLoss", "Reboot", "Remote", "SoftReset", "UnlockCommand", "DeAuthorized"]]
    transactionData: NotRequired[list[StopTransactionRequestTransactionDataItem]]


class StopTransactionResponseIdTagInfo(TypedDict):
    """Message StopTransactionResponseIdTagInfo."""

    expiryDate: NotRequired[str]
    parentIdTag: NotRequired[str]
    status: Literal["Accepted", "Blocked", "Expired", "Invalid", "ConcurrentTx"]


class StopTransactionResponse(TypedDict):
    """Message StopTransactionResponse."""

    idTagInfo: NotRequired[StopTransactionResponseIdTagInfo]


class TriggerMessageRequest(TypedDict):
    """Message TriggerMessageRequest."""

    requestedMessage: Literal["BootNotification", "DiagnosticsStatusNotification", "FirmwareStatusNotification", "Heartbeat", "MeterValues", "StatusNotification"]
    connectorId: NotRequired[int]


class TriggerMessageResponse(TypedDict):
    """Message TriggerMessageResponse."""

    status: Literal["Accepted", "Rejected", "NotImplemented"]


class UnlockConnectorRequest(TypedDict):
    """Message UnlockConnectorRequest."""

    connectorId: int


class UnlockConnectorResponse(TypedDict):
    """Message UnlockConnectorResponse."""

    status: Literal["Unlocked", "UnlockFailed", "NotSupported"]


class UpdateFirmwareRequest(TypedDict):
    """Message UpdateFirmwareRequest."""

    location: str
    retries: NotRequired[int]
    retrieveDate: str
    retryInterval: NotRequired[int]


class UpdateFirmwareResponse(TypedDict):
    """Message UpdateFirmwareResponse."""
