"""Messages of OCPP 2.0.1 on the wire. Written by tools/wire_types, not by hand."""

from decimal import Decimal
from typing import Any, Literal, NotRequired, TypedDict

Number = Decimal | int


class CustomDataType(TypedDict):
    """Object CustomDataType."""

    vendorId: str


class AdditionalInfoType(TypedDict):
    """Object AdditionalInfoType."""

    customData: NotRequired[CustomDataType]
    additionalIdToken: str
    type: str


class IdTokenType(TypedDict):
    """Object IdTokenType."""

    customData: NotRequired[CustomDataType]
    additionalInfo: NotRequired[list[AdditionalInfoType]]
    idToken: str
    type: Literal["Central", "eMAID", "ISO14443", "ISO15693", "KeyCode", "Local", "MacAddress", "NoAuthorization"]


class OCSPRequestDataType(TypedDict):
    """Object OCSPRequestDataType."""

    customData: NotRequired[CustomDataType]
    hashAlgorithm: Literal["SHA256", "SHA384", "SHA512"]
    issuerNameHash: str
    issuerKeyHash: str
    serialNumber: str
    responderURL: str


class AuthorizeRequest(TypedDict):
    """Message AuthorizeRequest."""

    customData: NotRequired[CustomDataType]
    idToken: IdTokenType
    certificate: NotRequired[str]
    iso15118CertificateHashData: NotRequired[list[OCSPRequestDataType]]


class MessageContentType(TypedDict):
    """Object MessageContentType."""

    customData: NotRequired[CustomDataType]
    format: Literal["ASCII", "HTML", "URI", "UTF8"]
    language: NotRequired[str]
    content: str


class IdTokenInfoType(TypedDict):
    """Object IdTokenInfoType."""

    customData: NotRequired[CustomDataType]
    status: Literal["Accepted", "Blocked", "ConcurrentTx", "Expired", "Invalid", "NoCredit", "NotAllowedTypeEVSE", "NotAtThisLocation", "NotAtThisTime", "Unknown"]
    cacheExpiryDateTime: NotRequired[str]
    chargingPriority: NotRequired[int]
    language1: NotRequired[str]
    evseId: NotRequired[list[int]]
    groupIdToken: NotRequired[IdTokenType]
    language2: NotRequired[str]
    personalMessage: NotRequired[MessageContentType]


class AuthorizeResponse(TypedDict):
    """Message AuthorizeResponse."""

    customData: NotRequired[CustomDataType]
    idTokenInfo: IdTokenInfoType
    certificateStatus: NotRequired[Literal["Accepted", "SignatureError", "CertificateExpired", "CertificateRevoked", "NoCertificateAvailable", "CertChainError", "ContractCancelled"]]


class ModemType(TypedDict):
    """Object ModemType."""

    customData: NotRequired[CustomDataType]
    iccid: NotRequired[str]
    imsi: NotRequired[str]


class ChargingStationType(TypedDict):
    """Object ChargingStationType."""

    customData: NotRequired[CustomDataType]
    serialNumber: NotRequired[str]
    model: str
    modem: NotRequired[ModemType]
    vendorName: str
    firmwareVersion: NotRequired[str]


class BootNotificationRequest(TypedDict):
    """Message BootNotificationRequest."""

    customData: NotRequired[CustomDataType]
    chargingStation: ChargingStationType
    reason: Literal["ApplicationReset", "FirmwareUpdate", "LocalReset", "PowerUp", "RemoteReset", "ScheduledReset", "Triggered", "Unknown", "Watchdog"]


class StatusInfoType(TypedDict):
    """Object StatusInfoType."""

    customData: NotRequired[CustomDataType]
    reasonCode: str
    additionalInfo: NotRequired[str]


class BootNotificationResponse(TypedDict):
    """Message BootNotificationResponse."""

    customData: NotRequired[CustomDataType]
    currentTime: str
    interval: int
    status: Literal["Accepted", "Pending", "Rejected"]
    statusInfo: NotRequired[StatusInfoType]


class CancelReservationRequest(TypedDict):
    """Message CancelReservationRequest."""

    customData: NotRequired[CustomDataType]
    reservationId: int


class CancelReservationResponse(TypedDict):
    """Message CancelReservationResponse."""

    customData: NotRequired[CustomDataType]
    status: Literal["Accepted", "Rejected"]
    statusInfo: NotRequired[StatusInfoType]


class CertificateSignedRequest(TypedDict):
    """Message CertificateSignedRequest."""

    customData: NotRequired[CustomDataType]
    certificateChain: str
    certificateType: NotRequired[Literal["ChargingStationCertificate", "V2GCertificate"]]


class CertificateSignedResponse(TypedDict):
    """Message CertificateSignedResponse."""

    customData: NotRequired[CustomDataType]
    status: Literal["Accepted", "Rejected"]
    statusInfo: NotRequired[StatusInfoType]


class EVSEType(TypedDict):
    """Object EVSEType."""

    customData: NotRequired[CustomDataType]
    id: int
    connectorId: NotRequired[int]


class ChangeAvailabilityRequest(TypedDict):
    """Message ChangeAvailabilityRequest."""

    customData: NotRequired[CustomDataType]
    evse: NotRequired[EVSEType]
    operationalStatus: Literal["Inoperative", "Operative"]


class ChangeAvailabilityResponse(TypedDict):
    """Message ChangeAvailabilityResponse."""

    customData: NotRequired[CustomDataType]
    status: Literal["Accepted", "Rejected", "Scheduled"]
    statusInfo: NotRequired[StatusInfoType]


class ClearCacheRequest(TypedDict):
    """Message ClearCacheRequest."""

    customData: NotRequired[CustomDataType]


class ClearCacheResponse(TypedDict):
    """Message ClearCacheResponse."""

    customData: NotRequired[CustomDataType]
    status: Literal["Accepted", "Rejected"]
    statusInfo: NotRequired[StatusInfoType]


class ClearChargingProfileType(TypedDict):
    """Object ClearChargingProfileType."""

    customData: NotRequired[CustomDataType]
    evseId: NotRequired[int]
    chargingProfilePurpose: NotRequired[Literal["ChargingStationExternalConstraints", "ChargingStationMaxProfile", "TxDefaultProfile", "TxProfile"]]
    stackLevel: NotRequired[int]


class ClearChargingProfileRequest(TypedDict):
    """Message ClearChargingProfileRequest."""

    customData: NotRequired[CustomDataType]
    chargingProfileId: NotRequired[int]
    chargingProfileCriteria: NotRequired[ClearChargingProfileType]


class ClearChargingProfileResponse(TypedDict):
    """Message ClearChargingProfileResponse."""

    customData: NotRequired[CustomDataType]
    status: Literal["Accepted", "Unknown"]
    statusInfo: NotRequired[StatusInfoType]


class ClearDisplayMessageRequest(TypedDict):
    """Message ClearDisplayMessageRequest."""

    customData: NotRequired[CustomDataType]
    id: int


class ClearDisplayMessageResponse(TypedDict):
    """Message ClearDisplayMessageResponse."""

    customData: NotRequired[CustomDataType]
    status: Literal["Accepted", "Unknown"]
    statusInfo: NotRequired[StatusInfoType]


class ClearVariableMonitoringRequest(TypedDict):
    """Message ClearVariableMonitoringRequest."""

    customData: NotRequired[CustomDataType]
    id: list[int]


class ClearMonitoringResultType(TypedDict):
    """Object ClearMonitoringResultType."""

    customData: NotRequired[CustomDataType]
    status: Literal["Accepted", "Rejected", "NotFound"]
    id: int
    statusInfo: NotRequired[StatusInfoType]


class ClearVariableMonitoringResponse(TypedDict):
    """Message ClearVariableMonitoringResponse."""

    customData: NotRequired[CustomDataType]
    clearMonitoringResult: list[ClearMonitoringResultType]


class ClearedChargingLimitRequest(TypedDict):
    """Message ClearedChargingLimitRequest."""

    customData: NotRequired[CustomDataType]
    chargingLimitSource: Literal["EMS", "Other", "SO", "CSO"]
    evseId: NotRequired[int]


class ClearedChargingLimitResponse(TypedDict):
    """Message ClearedChargingLimitResponse."""

    customData: NotRequired[CustomDataType]


class CostUpdatedRequest(TypedDict):
    """Message CostUpdatedRequest."""

    customData: NotRequired[CustomDataType]
    totalCost: Number
    transactionId: str


class CostUpdatedResponse(TypedDict):
    """Message CostUpdatedResponse."""

    customData: NotRequired[CustomDataType]


class CertificateHashDataType(TypedDict):
    """Object CertificateHashDataType."""

    customData: NotRequired[CustomDataType]
    hashAlgorithm: Literal["SHA256", "SHA384", "SHA512"]
    issuerNameHash: str
    issuerKeyHash: str
    serialNumber: str


class CustomerInformationRequest(TypedDict):
    """Message CustomerInformationRequest."""

    customData: NotRequired[CustomDataType]
    customerCertificate: NotRequired[CertificateHashDataType]
    idToken: NotRequired[IdTokenType]
    requestId: int
    report: bool
    clear: bool
    customerIdentifier: NotRequired[str]


class CustomerInformationResponse(TypedDict):
    """Message CustomerInformationResponse."""

    customData: NotRequired[CustomDataType]
    status: Literal["Accepted", "Rejected", "Invalid"]
    statusInfo: NotRequired[StatusInfoType]


class DataTransferRequest(TypedDict):
    """Message DataTransferRequest."""

    customData: NotRequired[CustomDataType]
    messageId: NotRequired[str]
    data: NotRequired[Any]
    vendorId: str


class DataTransferResponse(TypedDict):
    """Message DataTransferResponse."""

    customData: NotRequired[CustomDataType]
    status: Literal["Accepted", "Rejected", "UnknownMessageId", "UnknownVendorId"]
    statusInfo: NotRequired[StatusInfoType]
    data: NotRequired[Any]


class DeleteCertificateRequest(TypedDict):
    """Message DeleteCertificateRequest."""

    customData: NotRequired[CustomDataType]
    certificateHashData: CertificateHashDataType


class DeleteCertificateResponse(TypedDict):
    """Message DeleteCertificateResponse."""

    customData: NotRequired[CustomDataType]
    status: Literal["Accepted", "Failed", "NotFound"]
    statusInfo: NotRequired[StatusInfoType]


class FirmwareStatusNotificationRequest(TypedDict):
    """Message FirmwareStatusNotificationRequest."""

    customData: NotRequired[CustomDataType]
    status: Literal["Downloaded", "DownloadFailed", "Downloading", "DownloadScheduled", "DownloadPaused", "Idle", "InstallationFailed", "Installing", "Installed", "InstallRebooting", "InstallScheduled", "InstallVerificationFailed", "InvalidSignature", "SignatureVerified"]
    requestId: NotRequired[int]


class FirmwareStatusNotificationResponse(TypedDict):
    """Message FirmwareStatusNotificationResponse."""

    customData: NotRequired[CustomDataType]


class Get15118EVCertificateRequest(TypedDict):
    """Message Get15118EVCertificateRequest."""

    customData: NotRequired[CustomDataType]
    iso15118SchemaVersion: str
    action: Literal["Install", "Update"]
    exiRequest: str


class Get15118EVCertificateResponse(TypedDict):
    """Message Get15118EVCertificateResponse."""

    customData: NotRequired[CustomDataType]
    status: Literal["Accepted", "Failed"]
    statusInfo: NotRequired[StatusInfoType]
    exiResponse: str


class GetBaseReportRequest(TypedDict):
    """Message GetBaseReportRequest."""

    customData: NotRequired[CustomDataType]
    requestId: int
    reportBase: Literal["ConfigurationInventory", "FullInventory", "SummaryInventory"]


class GetBaseReportResponse(TypedDict):
    """Message GetBaseReportResponse."""

    customData: NotRequired[CustomDataType]
    status: Literal["Accepted", "Rejected", "NotSupported", "EmptyResultSet"]
    statusInfo: NotRequired[StatusInfoType]


class GetCertificateStatusRequest(TypedDict):
    """Message GetCertificateStatusRequest."""

    customData: NotRequired[CustomDataType]
    ocspRequestData: OCSPRequestDataType


class GetCertificateStatusResponse(TypedDict):
    """Message GetCertificateStatusResponse."""

    customData: NotRequired[CustomDataType]
    status: Literal["Accepted", "Failed"]
    statusInfo: NotRequired[StatusInfoType]
    ocspResult: NotRequired[str]


class ChargingProfileCriterionType(TypedDict):
    """Object ChargingProfileCriterionType."""

    customData: NotRequired[CustomDataType]
    chargingProfilePurpose: NotRequired[Literal["ChargingStationExternalConstraints", "ChargingStationMaxProfile", "TxDefaultProfile", "TxProfile"]]
    stackLevel: NotRequired[int]
    chargingProfileId: NotRequired[list[int]]
    chargingLimitSource: NotRequired[list[Literal["EMS", "Other", "SO", "CSO"]]]


class GetChargingProfilesRequest(TypedDict):
    """Message GetChargingProfilesRequest."""

    customData: NotRequired[CustomDataType]
    requestId: int
    evseId: NotRequired[int]
    chargingProfile: ChargingProfileCriterionType


class GetChargingProfilesResponse(TypedDict):
    """Message GetChargingProfilesResponse."""

    customData: NotRequired[CustomDataType]
    status: Literal["Accepted", "NoProfiles"]
    statusInfo: NotRequired[StatusInfoType]


class GetCompositeScheduleRequest(TypedDict):
    """Message GetCompositeScheduleRequest."""

    customData: NotRequired[CustomDataType]
    duration: int
    chargingRateUnit: NotRequired[Literal["W", "A"]]
    evseId: int


class ChargingSchedulePeriodType(TypedDict):
    """Object ChargingSchedulePeriodType."""

    customData: NotRequired[CustomDataType]
    startPeriod: int
    limit: Number
    numberPhases: NotRequired[int]
    phaseToUse: NotRequired[int]


class CompositeScheduleType(TypedDict):
    """Object CompositeScheduleType."""

    customData: NotRequired[CustomDataType]
    chargingSchedulePeriod: list[ChargingSchedulePeriodType]
    evseId: int
    duration: int
    scheduleStart: str
    chargingRateUnit: Literal["W", "A"]


class GetCompositeScheduleResponse(TypedDict):
    """Message GetCompositeScheduleResponse."""

    customData: NotRequired[CustomDataType]
    status: Literal["Accepted", "Rejected"]
    statusInfo: NotRequired[StatusInfoType]
    schedule: NotRequired[CompositeScheduleType]


class GetDisplayMessagesRequest(TypedDict):
    """Message GetDisplayMessagesRequest."""

    customData: NotRequired[CustomDataType]
    id: NotRequired[list[int]]
    requestId: int
    priority: NotRequired[Literal["AlwaysFront", "InFront", "NormalCycle"]]
    state: NotRequired[Literal["Charging", "Faulted", "Idle", "Unavailable"]]


class GetDisplayMessagesResponse(TypedDict):
    """Message GetDisplayMessagesResponse."""

    customData: NotRequired[CustomDataType]
    status: Literal["Accepted", "Unknown"]
    statusInfo: NotRequired[StatusInfoType]


class GetInstalledCertificateIdsRequest(TypedDict):
    """Message GetInstalledCertificateIdsRequest."""

    customData: NotRequired[CustomDataType]
    certificateType: NotRequired[list[Literal["V2GRootCertificate", "MORootCertificate", "CSMSRootCertificate", "V2GCertificateChain", "ManufacturerRootCertificate"]]]


class CertificateHashDataChainType(TypedDict):
    """Object CertificateHashDataChainType."""

    customData: NotRequired[CustomDataType]
    certificateHashData: CertificateHashDataType
    certificateType: Literal["V2GRootCertificate", "MORootCertificate", "CSMSRootCertificate", "V2GCertificateChain", "ManufacturerRootCertificate"]
    childCertificateHashData: NotRequired[list[CertificateHashDataType]]


class GetInstalledCertificateIdsResponse(TypedDict):
    """Message GetInstalledCertificateIdsResponse."""

    customData: NotRequired[CustomDataType]
    status: Literal["Accepted", "NotFound"]
    statusInfo: NotRequired[StatusInfoType]
    certificateHashDataChain: NotRequired[list[CertificateHashDataChainType]]


class GetLocalListVersionRequest(TypedDict):
    """Message GetLocalListVersionRequest."""

    customData: NotRequired[CustomDataType]


class GetLocalListVersionResponse(TypedDict):
    """Message GetLocalListVersionResponse."""

    customData: NotRequired[CustomDataType]
    versionNumber: int


class LogParametersType(TypedDict):
    """Object LogParametersType."""

    customData: NotRequired[CustomDataType]
    remoteLocation: str
    oldestTimestamp: NotRequired[str]
    latestTimestamp: NotRequired[str]


class GetLogRequest(TypedDict):
    """Message GetLogRequest."""

    customData: NotRequired[CustomDataType]
    log: LogParametersType
    logType: Literal["DiagnosticsLog", "SecurityLog"]
    requestId: int
    retries: NotRequired[int]
    retryInterval: NotRequired[int]


class GetLogResponse(TypedDict):
    """Message GetLogResponse."""

    customData: NotRequired[CustomDataType]
    status: Literal["Accepted", "Rejected", "AcceptedCanceled"]
    statusInfo: NotRequired[StatusInfoType]
    filename: NotRequired[str]


class ComponentType(TypedDict):
    """Object ComponentType."""

    customData: NotRequired[CustomDataType]
    evse: NotRequired[EVSEType]
    name: str
    instance: NotRequired[str]


class VariableType(TypedDict):
    """Object VariableType."""

    customData: NotRequired[CustomDataType]
    name: str
    instance: NotRequired[str]


class ComponentVariableType(TypedDict):
    """Object ComponentVariableType."""

    customData: NotRequired[CustomDataType]
    component: ComponentType
    variable: NotRequired[VariableType]


class GetMonitoringReportRequest(TypedDict):
    """Message GetMonitoringReportRequest."""

    customData: NotRequired[CustomDataType]
    componentVariable: NotRequired[list[ComponentVariableType]]
    requestId: int
    monitoringCriteria: NotRequired[list[Literal["ThresholdMonitoring", "DeltaMonitoring", "PeriodicMonitoring"]]]


class GetMonitoringReportResponse(TypedDict):
    """Message GetMonitoringReportResponse."""

    customData: NotRequired[CustomDataType]
    status: Literal["Accepted", "Rejected", "NotSupported", "EmptyResultSet"]
    statusInfo: NotRequired[StatusInfoType]


class GetReportRequest(TypedDict):
    """Message GetReportRequest."""

    customData: NotRequired[CustomDataType]
    componentVariable: NotRequired[list[ComponentVariableType]]
    requestId: int
    componentCriteria: NotRequired[list[Literal["Active", "Available", "Enabled", "Problem"]]]


class GetReportResponse(TypedDict):
    """Message GetReportResponse."""

    customData: NotRequired[CustomDataType]
    status: Literal["Accepted", "Rejected", "NotSupported", "EmptyResultSet"]
    statusInfo: NotRequired[StatusInfoType]


class GetTransactionStatusRequest(TypedDict):
    """Message GetTransactionStatusRequest."""

    customData: NotRequired[CustomDataType]
    transactionId: NotRequired[str]


class GetTransactionStatusResponse(TypedDict):
    """Message GetTransactionStatusResponse."""

    customData: NotRequired[CustomDataType]
    ongoingIndicator: NotRequired[bool]
    messagesInQueue: bool


class GetVariableDataType(TypedDict):
    """Object GetVariableDataType."""

    customData: NotRequired[CustomDataType]
    attributeType: NotRequired[Literal["Actual", "Target", "MinSet", "MaxSet"]]
    component: ComponentType
    variable: VariableType


class GetVariablesRequest(TypedDict):
    """Message GetVariablesRequest."""

    customData: NotRequired[CustomDataType]
    getVariableData: list[GetVariableDataType]


class GetVariableResultType(TypedDict):
    """Object GetVariableResultType."""

    customData: NotRequired[CustomDataType]
    attributeStatusInfo: NotRequired[StatusInfoType]
    attributeStatus: Literal["Accepted", "Rejected", "UnknownComponent", "UnknownVariable", "NotSupportedAttributeType"]
    attributeType: NotRequired[Literal["Actual", "Target", "MinSet", "MaxSet"]]
    attributeValue: NotRequired[str]
    component: ComponentType
    variable: VariableType


class GetVariablesResponse(TypedDict):
    """Message GetVariablesResponse."""

    customData: NotRequired[CustomDataType]
    getVariableResult: list[GetVariableResultType]


class HeartbeatRequest(TypedDict):
    """Message HeartbeatRequest."""

    customData: NotRequired[CustomDataType]


class HeartbeatResponse(TypedDict):
    """Message HeartbeatResponse."""

    customData: NotRequired[CustomDataType]
    currentTime: str


class InstallCertificateRequest(TypedDict):
    """Message InstallCertificateRequest."""

    customData: NotRequired[CustomDataType]
    certificateType: Literal["V2GRootCertificate", "MORootCertificate", "CSMSRootCertificate", "ManufacturerRootCertificate"]
    certificate: str


class InstallCertificateResponse(TypedDict):
    """Message InstallCertificateResponse."""

    customData: NotRequired[CustomDataType]
    status: Literal["Accepted", "Rejected", "Failed"]
    statusInfo: NotRequired[StatusInfoType]


class LogStatusNotificationRequest(TypedDict):
    """Message LogStatusNotificationRequest."""

    customData: NotRequired[CustomDataType]
    status: Literal["BadMessage", "Idle", "NotSupportedOperation", "PermissionDenied", "Uploaded", "UploadFailure", "Uploading", "AcceptedCanceled"]
    requestId: NotRequired[int]


class LogStatusNotificationResponse(TypedDict):
    """Message LogStatusNotificationResponse."""

    customData: NotRequired[CustomDataType]


class SignedMeterValueType(TypedDict):
    """Object SignedMeterValueType."""

    customData: NotRequired[CustomDataType]
    signedMeterData: str
    signingMethod: str
    encodingMethod: str
    publicKey: str


class UnitOfMeasureType(TypedDict):
    """Object UnitOfMeasureType."""

    customData: NotRequired[CustomDataType]
    unit: NotRequired[str]
    multiplier: NotRequired[int]


class SampledValueType(TypedDict):
    """Object SampledValueType."""

    customData: NotRequired[CustomDataType]
    value: Number
    context: NotRequired[Literal["Interruption.Begin", "Interruption.End", "Other", "Sample.Clock", "Sample.Periodic", "Transaction.Begin", "Transaction.End", "Trigger"]]
    measurand: NotRequired[Literal["Current.Export", "Current.Import", "Current.Offered", "Energy.Active.Export.Register", "Energy.Active.Import.Register", "Energy.Reactive.Export.Register", "Energy.Reactive.Import.Register", "Energy.Active.Export.Interval", "Energy.Active.Import.Interval", "Energy.Active.Net", "Energy.Reactive.Export.Interval", "Energy.Reactive.Import.Interval", "Energy.Reactive.Net", "Energy.Apparent.Net", "Energy.Apparent.Import", "Energy.Apparent.Export", "Frequency", "Power.Active.Export", "Power.Active.Import", "Power.Factor", "Power.Offered", "Power.Reactive.Export", "Power.Reactive.Import", "SoC", "Voltage"]]
    phase: NotRequired[Literal["L1", "L2", "L3", "N", "L1-N", "L2-N", "L3-N", "L1-L2", "L2-L3", "L3-L1"]]
    location: NotRequired[Literal["Body", "Cable", "EV", "Inlet", "Outlet"]]
    signedMeterValue: NotRequired[SignedMeterValueType]
    unitOfMeasure: NotRequired[UnitOfMeasureType]


class MeterValueType(TypedDict):
    """Object MeterValueType."""

    customData: NotRequired[CustomDataType]
    sampledValue: list[SampledValueType]
    timestamp: str


class MeterValuesRequest(TypedDict):
    """Message MeterValuesRequest."""

    customData: NotRequired[CustomDataType]
    evseId: int
    meterValue: list[MeterValueType]


class MeterValuesResponse(TypedDict):
    """Message MeterValuesResponse."""

    customData: NotRequired[CustomDataType]


class RelativeTimeIntervalType(TypedDict):
    """Object RelativeTimeIntervalType."""

    customData: NotRequired[CustomDataType]
    start: int
    duration: NotRequired[int]


class CostType(TypedDict):
    """Object CostType."""

    customData: NotRequired[CustomDataType]
    costKind: Literal["CarbonDioxideEmission", "RelativePricePercentage", "RenewableGenerationPercentage"]
    amount: int
    amountMultiplier: NotRequired[int]


class ConsumptionCostType(TypedDict):
    """Object ConsumptionCostType."""

    customData: NotRequired[CustomDataType]
    startValue: Number
    cost: list[CostType]


class SalesTariffEntryType(TypedDict):
    """Object SalesTariffEntryType."""

    customData: NotRequired[CustomDataType]
    relativeTimeInterval: RelativeTimeIntervalType
    ePriceLevel: NotRequired[int]
    consumptionCost: NotRequired[list[ConsumptionCostType]]


class SalesTariffType(TypedDict):
    """Object SalesTariffType."""

    customData: NotRequired[CustomDataType]
    id: int
    salesTariffDescription: NotRequired[str]
    numEPriceLevels: NotRequired[int]
    salesTariffEntry: list[SalesTariffEntryType]


class ChargingScheduleType(TypedDict):
    """Object ChargingScheduleType."""

    customData: NotRequired[CustomDataType]
    id: int
    startSchedule: NotRequired[str]
    duration: NotRequired[int]
    chargingRateUnit: Literal["W", "A"]
    chargingSchedulePeriod: list[ChargingSchedulePeriodType]
    minChargingRate: NotRequired[Number]
    salesTariff: NotRequired[SalesTariffType]


class ChargingLimitType(TypedDict):
    """Object ChargingLimitType."""

    customData: NotRequired[CustomDataType]
    chargingLimitSource: Literal["EMS", "Other", "SO", "CSO"]
    isGridCritical: NotRequired[bool]


class NotifyChargingLimitRequest(TypedDict):
    """Message NotifyChargingLimitRequest."""

    customData: NotRequired[CustomDataType]
    chargingSchedule: NotRequired[list[ChargingScheduleType]]
    evseId: NotRequired[int]
    chargingLimit: ChargingLimitType


class NotifyChargingLimitResponse(TypedDict):
    """Message NotifyChargingLimitResponse."""

    customData: NotRequired[CustomDataType]


class NotifyCustomerInformationRequest(TypedDict):
    """Message NotifyCustomerInformationRequest."""

    customData: NotRequired[CustomDataType]
    data: str
    tbc: NotRequired[bool]
    seqNo: int
    generatedAt: str
    requestId: int


class NotifyCustomerInformationResponse(TypedDict):
    """Message NotifyCustomerInformationResponse."""

    customData: NotRequired[CustomDataType]


class MessageInfoType(TypedDict):
    """Object MessageInfoType."""

    customData: NotRequired[CustomDataType]
    display: NotRequired[ComponentType]
    id: int
    priority: Literal["AlwaysFront", "InFront", "NormalCycle"]
    state: NotRequired[Literal["Charging", "Faulted", "Idle", "Unavailable"]]
    startDateTime: NotRequired[str]
    endDateTime: NotRequired[str]
    transactionId: NotRequired[str]
    message: MessageContentType


class NotifyDisplayMessagesRequest(TypedDict):
    """Message NotifyDisplayMessagesRequest."""

    customData: NotRequired[CustomDataType]
    messageInfo: NotRequired[list[MessageInfoType]]
    requestId: int
    tbc: NotRequired[bool]


class NotifyDisplayMessagesResponse(TypedDict):
    """Message NotifyDisplayMessagesResponse."""

    customData: NotRequired[CustomDataType]


class ACChargingParametersType(TypedDict):
    """Object ACChargingParametersType."""

    customData: NotRequired[CustomDataType]
    energyAmount: int
    evMinCurrent: int
    evMaxCurrent: int
    evMaxVoltage: int


class DCChargingParametersType(TypedDict):
    """Object DCChargingParametersType."""

    customData: NotRequired[CustomDataType]
    evMaxCurrent: int
    evMaxVoltage: int
    energyAmount: NotRequired[int]
    evMaxPower: NotRequired[int]
    stateOfCharge: NotRequired[int]
    evEnergyCapacity: NotRequired[int]
    fullSoC: NotRequired[int]
    bulkSoC: NotRequired[int]


class ChargingNeedsType(TypedDict):
    """Object ChargingNeedsType."""

    customData: NotRequired[CustomDataType]
    acChargingParameters: NotRequired[ACChargingParametersType]
    dcChargingParameters: NotRequired[DCChargingParametersType]
    requestedEnergyTransfer: Literal["DC", "AC_single_phase", "AC_two_phase", "AC_three_phase"]
    departureTime: NotRequired[str]


class NotifyEVChargingNeedsRequest(TypedDict):
    """Message NotifyEVChargingNeedsRequest."""

    customData: NotRequired[CustomDataType]
    maxScheduleTuples: NotRequired[int]
    chargingNeeds: ChargingNeedsType
    evseId: int


class NotifyEVChargingNeedsResponse(TypedDict):
    """Message NotifyEVChargingNeedsResponse."""

    customData: NotRequired[CustomDataType]
    status: Literal["Accepted", "Rejected", "Processing"]
    statusInfo: NotRequired[StatusInfoType]


class NotifyEVChargingScheduleRequest(TypedDict):
    """Message NotifyEVChargingScheduleRequest."""

    customData: NotRequired[CustomDataType]
    timeBase: str
    chargingSchedule: ChargingScheduleType
    evseId: int


class NotifyEVChargingScheduleResponse(TypedDict):
    """Message NotifyEVChargingScheduleResponse."""

    customData: NotRequired[CustomDataType]
    status: Literal["Accepted", "Rejected"]
    statusInfo: NotRequired[StatusInfoType]


class EventDataType(TypedDict):
    """Object EventDataType."""

    customData: NotRequired[CustomDataType]
    eventId: int
    timestamp: str
    trigger: Literal["Alerting", "Delta", "Periodic"]
    cause: NotRequired[int]
    actualValue: str
    techCode: NotRequired[str]
    techInfo: NotRequired[str]
    cleared: NotRequired[bool]
    transactionId: NotRequired[str]
    component: ComponentType
    variableMonitoringId: NotRequired[int]
    eventNotificationType: Literal["HardWiredNotification", "HardWiredMonitor", "PreconfiguredMonitor", "CustomMonitor"]
    variable: VariableType


class NotifyEventRequest(TypedDict):
    """Message NotifyEventRequest."""

    customData: NotRequired[CustomDataType]
    generatedAt: str
    tbc: NotRequired[bool]
    seqNo: int
    eventData: list[EventDataType]


class NotifyEventResponse(TypedDict):
    """Message NotifyEventResponse."""

    customData: NotRequired[CustomDataType]


class VariableMonitoringType(TypedDict):
    """Object VariableMonitoringType."""

    customData: NotRequired[CustomDataType]
    id: int
    transaction: bool
    value: Number
    type: Literal["UpperThreshold", "LowerThreshold", "Delta", "Periodic", "PeriodicClockAligned"]
    severity: int


class MonitoringDataType(TypedDict):
    """Object MonitoringDataType."""

    customData: NotRequired[CustomDataType]
    component: ComponentType
    variable: VariableType
    variableMonitoring: list[VariableMonitoringType]


class NotifyMonitoringReportRequest(TypedDict):
    """Message NotifyMonitoringReportRequest."""

    customData: NotRequired[CustomDataType]
    monitor: NotRequired[list[MonitoringDataType]]
    requestId: int
    tbc: NotRequired[bool]
    seqNo: int
    generatedAt: str


class NotifyMonitoringReportResponse(TypedDict):
    """Message NotifyMonitoringReportResponse."""

    customData: NotRequired[CustomDataType]


class VariableAttributeType(TypedDict):
    """Object VariableAttributeType."""

    customData: NotRequired[CustomDataType]
    type: NotRequired[Literal["Actual", "Target", "MinSet", "MaxSet"]]
    value: NotRequired[str]
    mutability: NotRequired[Literal["ReadOnly", "WriteOnly", "ReadWrite"]]
    persistent: NotRequired[bool]
    constant: NotRequired[bool]


class VariableCharacteristicsType(TypedDict):
    """Object VariableCharacteristicsType."""

    customData: NotRequired[CustomDataType]
    unit: NotRequired[str]
    dataType: Literal["string", "decimal", "integer", "dateTime", "boolean", "OptionList", "SequenceList", "MemberList"]
    minLimit: NotRequired[Number]
    maxLimit: NotRequired[Number]
    valuesList: NotRequired[str]
    supportsMonitoring: bool


class ReportDataType(TypedDict):
    """Object ReportDataType."""

    customData: NotRequired[CustomDataType]
    component: ComponentType
    variable: VariableType
    variableAttribute: list[VariableAttributeType]
    variableCharacteristics: NotRequired[VariableCharacteristicsType]


class NotifyReportRequest(TypedDict):
    """Message NotifyReportRequest."""

    customData: NotRequired[CustomDataType]
    requestId: int
    generatedAt: str
    reportData: NotRequired[list[ReportDataType]]
    tbc: NotRequired[bool]
    seqNo: int


class NotifyReportResponse(TypedDict):
    """Message NotifyReportResponse."""

    customData: NotRequired[CustomDataType]


class PublishFirmwareRequest(TypedDict):
    """Message PublishFirmwareRequest."""

    customData: NotRequired[CustomDataType]
    location: str
    retries: NotRequired[int]
    checksum: str
    requestId: int
    retryInterval: NotRequired[int]


class PublishFirmwareResponse(TypedDict):
    """Message PublishFirmwareResponse."""

    customData: NotRequired[CustomDataType]
    status: Literal["Accepted", "Rejected"]
    statusInfo: NotRequired[StatusInfoType]


class PublishFirmwareStatusNotificationRequest(TypedDict):
    """Message PublishFirmwareStatusNotificationRequest."""

    customData: NotRequired[CustomDataType]
    status: Literal["Idle", "DownloadScheduled", "Downloading", "Downloaded", "Published", "DownloadFailed", "DownloadPaused", "InvalidChecksum", "ChecksumVerified", "PublishFailed"]
    location: NotRequired[list[str]]
    requestId: NotRequired[int]


class PublishFirmwareStatusNotificationResponse(TypedDict):
    """Message PublishFirmwareStatusNotificationResponse."""

    customData: NotRequired[CustomDataType]


class ChargingProfileType(TypedDict):
    """Object ChargingProfileType."""

    customData: NotRequired[CustomDataType]
    id: int
    stackLevel: int
    chargingProfilePurpose: Literal["ChargingStationExternalConstraints", "ChargingStationMaxProfile", "TxDefaultProfile", "TxProfile"]
    chargingProfileKind: Literal["Absolute", "Recurring", "Relative"]
    recurrencyKind: NotRequired[Literal["Daily", "Weekly"]]
    validFrom: NotRequired[str]
    validTo: NotRequired[str]
    chargingSchedule: list[ChargingScheduleType]
    transactionId: NotRequired[str]


class ReportChargingProfilesRequest(TypedDict):
    """Message ReportChargingProfilesRequest."""

    customData: NotRequired[CustomDataType]
    requestId: int
    chargingLimitSource: Literal["EMS", "Other", "SO", "CSO"]
    chargingProfile: list[ChargingProfileType]
    tbc: NotRequired[bool]
    evseId: int


class ReportChargingProfilesResponse(TypedDict):
    """Message ReportChargingProfilesResponse."""

    customData: NotRequired[CustomDataType]


class RequestStartTransactionRequest(TypedDict):
    """Message RequestStartTransactionRequest."""

    customData: NotRequired[CustomDataType]
    evseId: NotRequired[int]
    groupIdToken: NotRequired[IdTokenType]
    idToken: IdTokenType
    remoteStartId: int
    chargingProfile: NotRequired[ChargingProfileType]


class RequestStartTransactionResponse(TypedDict):
    """Message RequestStartTransactionResponse."""

    customData: NotRequired[CustomDataType]
    status: Literal["Accepted", "Rejected"]
    statusInfo: NotRequired[StatusInfoType]
    transactionId: NotRequired[str]


class RequestStopTransactionRequest(TypedDict):
    """Message RequestStopTransactionRequest."""

    customData: NotRequired[CustomDataType]
    transactionId: str


class RequestStopTransactionResponse(TypedDict):
    """Message RequestStopTransactionResponse."""

    customData: NotRequired[CustomDataType]
    status: Literal["Accepted", "Rejected"]
    statusInfo: NotRequired[StatusInfoType]


class ReservationStatusUpdateRequest(TypedDict):
    """Message ReservationStatusUpdateRequest."""

    customData: NotRequired[CustomDataType]
    reservationId: int
    reservationUpdateStatus: Literal["Expired", "Removed"]


class ReservationStatusUpdateResponse(TypedDict):
    """Message ReservationStatusUpdateResponse."""

    customData: NotRequired[CustomDataType]


class ReserveNowRequest(TypedDict):
    """Message ReserveNowRequest."""

    customData: NotRequired[CustomDataType]
    id: int
    expiryDateTime: str
    connectorType: NotRequired[Literal["cCCS1", "cCCS2", "cG105", "cTesla", "cType1", "cType2", "s309-1P-16A", "s309-1P-32A", "s309-3P-16A", "s309-3P-32A", "sBS1361", "sCEE-7-7", "sType2", "sType3", "Other1PhMax16A", "Other1PhOver16A", "Other3Ph", "Pan", "wInductive", "wResonant", "Undetermined", "Unknown"]]
    idToken: IdTokenType
    evseId: NotRequired[int]
    groupIdToken: NotRequired[IdTokenType]


class ReserveNowResponse(TypedDict):
    """Message ReserveNowResponse."""

    customData: NotRequired[CustomDataType]
    status: Literal["Accepted", "Faulted", "Occupied", "Rejected", "Unavailable"]
    statusInfo: NotRequired[StatusInfoType]


class ResetRequest(TypedDict):
    """Message ResetRequest."""

    customData: NotRequired[CustomDataType]
    type: Literal["Immediate", "OnIdle"]
    evseId: NotRequired[int]


class ResetResponse(TypedDict):
    """Message ResetResponse."""

    customData: NotRequired[CustomDataType]
    status: Literal["Accepted", "Rejected", "Scheduled"]
    statusInfo: NotRequired[StatusInfoType]


class SecurityEventNotificationRequest(TypedDict):
    """Message SecurityEventNotificationRequest."""

    customData: NotRequired[CustomDataType]
    type: str
    timestamp: str
    techInfo: NotRequired[str]


class SecurityEventNotificationResponse(TypedDict):
    """Message SecurityEventNotificationResponse."""

    customData: NotRequired[CustomDataType]


class AuthorizationData(TypedDict):
    """Message AuthorizationData."""

    customData: NotRequired[CustomDataType]
    idToken: IdTokenType
    idTokenInfo: NotRequired[IdTokenInfoType]


class SendLocalListRequest(TypedDict):
    """Message SendLocalListRequest."""

    customData: NotRequired[CustomDataType]
    localAuthorizationList: NotRequired[list[AuthorizationData]]
    versionNumber: int
    updateType: Literal["Differential", "Full"]


class SendLocalListResponse(TypedDict):
    """Message SendLocalListResponse."""

    customData: NotRequired[CustomDataType]
    status: Literal["Accepted", "Failed", "VersionMismatch"]
    statusInfo: NotRequired[StatusInfoType]


class SetChargingProfileRequest(TypedDict):
    """Message SetChargingProfileRequest."""

    customData: NotRequired[CustomDataType]
    evseId: int
    chargingProfile: ChargingProfileType


class SetChargingProfileResponse(TypedDict):
    """Message SetChargingProfileResponse."""

    customData: NotRequired[CustomDataType]
    status: Literal["Accepted", "Rejected"]
    statusInfo: NotRequired[StatusInfoType]


class SetDisplayMessageRequest(TypedDict):
    """Message SetDisplayMessageRequest."""

    customData: NotRequired[CustomDataType]
    message: MessageInfoType


class SetDisplayMessageResponse(TypedDict):
    """Message SetDisplayMessageResponse."""

    customData: NotRequired[CustomDataType]
    status: Literal["Accepted", "NotSupportedMessageFormat", "Rejected", "NotSupportedPriority", "NotSupportedState", "UnknownTransaction"]
    statusInfo: NotRequired[StatusInfoType]


class SetMonitoringBaseRequest(TypedDict):
    """Message SetMonitoringBaseRequest."""

    customData: NotRequired[CustomDataType]
    monitoringBase: Literal["All", "FactoryDefault", "HardWiredOnly"]


class SetMonitoringBaseResponse(TypedDict):
    """Message SetMonitoringBaseResponse."""

    customData: NotRequired[CustomDataType]
    status: Literal["Accepted", "Rejected", "NotSupported", "EmptyResultSet"]
    statusInfo: NotRequired[StatusInfoType]


class SetMonitoringLevelRequest(TypedDict):
    """Message SetMonitoringLevelRequest."""

    customData: NotRequired[CustomDataType]
    severity: int


class SetMonitoringLevelResponse(TypedDict):
    """Message SetMonitoringLevelResponse."""

    customData: NotRequired[CustomDataType]
    status: Literal["Accepted", "Rejected"]
    statusInfo: NotRequired[StatusInfoType]


class APNType(TypedDict):
    """Object APNType."""

    customData: NotRequired[CustomDataType]
    apn: str
    apnUserName: NotRequired[str]
    apnPassword: NotRequired[str]
    simPin: NotRequired[int]
    preferredNetwork: NotRequired[str]
    useOnlyPreferredNetwork: NotRequired[bool]
    apnAuthentication: Literal["CHAP", "NONE", "PAP", "AUTO"]


class VPNType(TypedDict):
    """Object VPNType."""

    customData: NotRequired[CustomDataType]
    server: str
    user: str
    group: NotRequired[str]
    password: str
    key: str
    type: Literal["IKEv2", "IPSec", "L2TP", "PPTP"]


class NetworkConnectionProfileType(TypedDict):
    """Object NetworkConnectionProfileType."""

    customData: NotRequired[CustomDataType]
    apn: NotRequired[APNType]
    ocppVersion: Literal["OCPP12", "OCPP15", "OCPP16", "OCPP20"]
    ocppTransport: Literal["JSON", "SOAP"]
    ocppCsmsUrl: str
    messageTimeout: int
    securityProfile: int
    ocppInterface: Literal["Wired0", "Wired1", "Wired2", "Wired3", "Wireless0", "Wireless1", "Wireless2", "Wireless3"]
    vpn: NotRequired[VPNType]


class SetNetworkProfileRequest(TypedDict):
    """Message SetNetworkProfileRequest."""

    customData: NotRequired[CustomDataType]
    configurationSlot: int
    connectionData: NetworkConnectionProfileType


class SetNetworkProfileResponse(TypedDict):
    """Message SetNetworkProfileResponse."""

    customData: NotRequired[CustomDataType]
    status: Literal["Accepted", "Rejected", "Failed"]
    statusInfo: NotRequired[StatusInfoType]


class SetMonitoringDataType(TypedDict):
    """Object SetMonitoringDataType."""

    customData: NotRequired[CustomDataType]
    id: NotRequired[int]
    transaction: NotRequired[bool]
    value: Number
    type: Literal["UpperThreshold", "LowerThreshold", "Delta", "Periodic", "PeriodicClockAligned"]
    severity: int
    component: ComponentType
    variable: VariableType


class SetVariableMonitoringRequest(TypedDict):
    """Message SetVariableMonitoringRequest."""

    customData: NotRequired[CustomDataType]
    setMonitoringData: list[SetMonitoringDataType]


class SetMonitoringResultType(TypedDict):
    """Object SetMonitoringResultType."""

    customData: NotRequired[CustomDataType]
    id: NotRequired[int]
    statusInfo: NotRequired[StatusInfoType]
    status: Literal["Accepted", "UnknownComponent", "UnknownVariable", "UnsupportedMonitorType", "Rejected", "Duplicate"]
    type: Literal["UpperThreshold", "LowerThreshold", "Delta", "Periodic", "PeriodicClockAligned"]
    component: ComponentType
    variable: VariableType
    severity: int


class SetVariableMonitoringResponse(TypedDict):
    """Message SetVariableMonitoringResponse."""

    customData: NotRequired[CustomDataType]
    setMonitoringResult: list[SetMonitoringResultType]


class SetVariableDataType(TypedDict):
    """Object SetVariableDataType."""

    customData: NotRequired[CustomDataType]
    attributeType: NotRequired[Literal["Actual", "Target", "MinSet", "MaxSet"]]
    attributeValue: str
    component: ComponentType
    variable: VariableType


class SetVariablesRequest(TypedDict):
    """Message SetVariablesRequest."""

    customData: NotRequired[CustomDataType]
    setVariableData: list[SetVariableDataType]


class SetVariableResultType(TypedDict):
    """Object SetVariableResultType."""

    customData: NotRequired[CustomDataType]
    attributeType: NotRequired[Literal["Actual", "Target", "MinSet", "MaxSet"]]
    attributeStatus: Literal["Accepted", "Rejected", "UnknownComponent", "UnknownVariable", "NotSupportedAttributeType", "RebootRequired"]
    attributeStatusInfo: NotRequired[StatusInfoType]
    component: ComponentType
    variable: VariableType


class SetVariablesResponse(TypedDict):
    """Message SetVariablesResponse."""

    customData: NotRequired[CustomDataType]
    setVariableResult: list[SetVariableResultType]


class SignCertificateRequest(TypedDict):
    """Message SignCertificateRequest."""

    customData: NotRequired[CustomDataType]
    csr: str
    certificateType: NotRequired[Literal["ChargingStationCertificate", "V2GCertificate"]]


class SignCertificateResponse(TypedDict):
    """Message SignCertificateResponse."""

    customData: NotRequired[CustomDataType]
    status: Literal["Accepted", "Rejected"]
    statusInfo: NotRequired[StatusInfoType]


class StatusNotificationRequest(TypedDict):
    """Message StatusNotificationRequest."""

    customData: NotRequired[CustomDataType]
    timestamp: str
    connectorStatus: Literal["Available", "Occupied", "Reserved", "Unavailable", "Faulted"]
    evseId: int
    connectorId: int


class StatusNotificationResponse(TypedDict):
    """Message StatusNotificationResponse."""

    customData: NotRequired[CustomDataType]


class TransactionType(TypedDict):
    """Object TransactionType."""

    customData: NotRequired[CustomDataType]
    transactionId: str
    chargingState: NotRequired[Literal["Charging", "EVConnected", "SuspendedEV", "SuspendedEVSE", "Idle"]]
    timeSpentCharging: NotRequired[int]
    stoppedReason: NotRequired[Literal["DeAuthorized", "EmergencyStop", "EnergyLimitReached", "EVDisconnected", "GroundFault", "ImmediateReset", "Local", "LocalOutOfCredit", "MasterPass", "Other", "OvercurrentFault", "PowerLoss", "PowerQuality", "Reboot", "Remote", "SOCLimitReached", "StoppedByEV", "TimeLimitReached", "Timeout"]]
    remoteStartId: NotRequired[int]


class TransactionEventRequest(TypedDict):
    """Message TransactionEventRequest."""

    customData: NotRequired[CustomDataType]
    eventType: Literal["Ended", "Started", "Updated"]
    meterValue: NotRequired[list[MeterValueType]]
    timestamp: str
    triggerReason: Literal["Authorized", "CablePluggedIn", "ChargingRateChanged", "ChargingStateChanged", "Deauthorized", "EnergyLimitReached", "EVCommunicationLost", "EVConnectTimeout", "MeterValueClock", "MeterValuePeriodic", "TimeLimitReached", "Trigger", "UnlockCommand", "StopAuthorized", "EVDeparted", "EVDetected", "RemoteStop", "RemoteStart", "AbnormalCondition", "SignedDataReceived", "ResetCommand"]
    seqNo: int
    offline: NotRequired[bool]
    numberOfPhasesUsed: NotRequired[int]
    cableMaxCurrent: NotRequired[int]
    reservationId: NotRequired[int]
    transactionInfo: TransactionType
    evse: NotRequired[EVSEType]
    idToken: NotRequired[IdTokenType]


class TransactionEventResponse(TypedDict):
    """Message TransactionEventResponse."""

    customData: NotRequired[CustomDataType]
    totalCost: NotRequired[Number]
    chargingPriority: NotRequired[int]
    idTokenInfo: NotRequired[IdTokenInfoType]
    updatedPersonalMessage: NotRequired[MessageContentType]


class TriggerMessageRequest(TypedDict):
    """Message TriggerMessageRequest."""

    customData: NotRequired[CustomDataType]
    evse: NotRequired[EVSEType]
    requestedMessage: Literal["BootNotification", "LogStatusNotification", "FirmwareStatusNotification", "Heartbeat", "MeterValues", "SignChargingStationCertificate", "SignV2GCertificate", "StatusNotification", "TransactionEvent", "SignCombinedCertificate", "PublishFirmwareStatusNotification"]


class TriggerMessageResponse(TypedDict):
    """Message TriggerMessageResponse."""

    customData: NotRequired[CustomDataType]
    status: Literal["Accepted", "Rejected", "NotImplemented"]
    statusInfo: NotRequired[StatusInfoType]


class UnlockConnectorRequest(TypedDict):
    """Message UnlockConnectorRequest."""

    customData: NotRequired[CustomDataType]
    evseId: int
    connectorId: int


class UnlockConnectorResponse(TypedDict):
    """Message UnlockConnectorResponse."""

    customData: NotRequired[CustomDataType]
    status: Literal["Unlocked", "UnlockFailed", "OngoingAuthorizedTransaction", "UnknownConnector"]
    statusInfo: NotRequired[StatusInfoType]


class UnpublishFirmwareRequest(TypedDict):
    """Message UnpublishFirmwareRequest."""

    customData: NotRequired[CustomDataType]
    checksum: str


class UnpublishFirmwareResponse(TypedDict):
    """Message UnpublishFirmwareResponse."""

    customData: NotRequired[CustomDataType]
    status: Literal["DownloadOngoing", "NoFirmware", "Unpublished"]


class FirmwareType(TypedDict):
    """Object FirmwareType."""

    customData: NotRequired[CustomDataType]
    location: str
    retrieveDateTime: str
    installDateTime: NotRequired[str]
    signingCertificate: NotRequired[str]
    signature: NotRequired[str]


class UpdateFirmwareRequest(TypedDict):
    """Message UpdateFirmwareRequest."""

    customData: NotRequired[CustomDataType]
    retries: NotRequired[int]
    retryInterval: NotRequired[int]
    requestId: int
    firmware: FirmwareType


class UpdateFirmwareResponse(TypedDict):
    """Message UpdateFirmwareResponse."""

    customData: NotRequired[CustomDataType]
    status: Literal["Accepted", "Rejected", "AcceptedCanceled", "InvalidCertificate", "RevokedCertificate"]
    statusInfo: NotRequired[StatusInfoType]
