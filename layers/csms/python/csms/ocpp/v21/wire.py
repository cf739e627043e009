"""Messages of OCPP 2.1 on the wire. Written by tools/wire_types, not by hand."""

from decimal import Decimal
from typing import Any, Literal, NotRequired, TypedDict

Number = Decimal | int


class CustomDataType(TypedDict):
    """Object CustomDataType."""

    vendorId: str


class AFRRSignalRequest(TypedDict):
    """Message AFRRSignalRequest."""

    timestamp: str
    signal: int
    customData: NotRequired[CustomDataType]


class StatusInfoType(TypedDict):
    """Object StatusInfoType."""

    reasonCode: str
    additionalInfo: NotRequired[str]
    customData: NotRequired[CustomDataType]


class AFRRSignalResponse(TypedDict):
    """Message AFRRSignalResponse."""

    status: Literal["Accepted", "Rejected"]
    statusInfo: NotRequired[StatusInfoType]
    customData: NotRequired[CustomDataType]


class PeriodicEventStreamParamsType(TypedDict):
    """Object PeriodicEventStreamParamsType."""

    interval: NotRequired[int]
    values: NotRequired[int]
    customData: NotRequired[CustomDataType]


class AdjustPeriodicEventStreamRequest(TypedDict):
    """Message AdjustPeriodicEventStreamRequest."""

    id: int
    params: PeriodicEventStreamParamsType
    customData: NotRequired[CustomDataType]


class AdjustPeriodicEventStreamResponse(TypedDict):
    """Message AdjustPeriodicEventStreamResponse."""

    status: Literal["Accepted", "Rejected"]
    statusInfo: NotRequired[StatusInfoType]
    customData: NotRequired[CustomDataType]


class AdditionalInfoType(TypedDict):
    """Object AdditionalInfoType."""

    additionalIdToken: str
    type: str
    customData: NotRequired[CustomDataType]


class IdTokenType(TypedDict):
    """Object IdTokenType."""

    additionalInfo: NotRequired[list[AdditionalInfoType]]
    idToken: str
    type: str
    customData: NotRequired[CustomDataType]


class OCSPRequestDataType(TypedDict):
    """Object OCSPRequestDataType."""

    hashAlgorithm: Literal["SHA256", "SHA384", "SHA512"]
    issuerNameHash: str
    issuerKeyHash: str
    serialNumber: str
    responderURL: str
    customData: NotRequired[CustomDataType]


class AuthorizeRequest(TypedDict):
    """Message AuthorizeRequest."""

    idToken: IdTokenType
    certificate: NotRequired[str]
    iso15118CertificateHashData: NotRequired[list[OCSPRequestDataType]]
    customData: NotRequired[CustomDataType]


class MessageContentType(TypedDict):
    """Object MessageContentType."""

    format: Literal["ASCII", "HTML", "URI", "UTF8", "QRCODE"]
    language: NotRequired[str]
    content: str
    customData: NotRequired[CustomDataType]


class IdTokenInfoType(TypedDict):
    """Object IdTokenInfoType."""

    status: Literal["Accepted", "Blocked", "ConcurrentTx", "Expired", "Invalid", "NoCredit", "NotAllowedTypeEVSE", "NotAtThisLocation", "NotAtThisTime", "Unknown"]
    cacheExpiryDateTime: NotRequired[str]
    chargingPriority: NotRequired[int]
    groupIdToken: NotRequired[IdTokenType]
    language1: NotRequired[str]
    language2: NotRequired[str]
    evseId: NotRequired[list[int]]
    personalMessage: NotRequired[MessageContentType]
    customData: NotRequired[CustomDataType]


class TariffConditionsType(TypedDict):
    """Object TariffConditionsType."""

    startTimeOfDay: NotRequired[str]
    endTimeOfDay: NotRequired[str]
    dayOfWeek: NotRequired[list[Literal["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]]]
    validFromDate: NotRequired[str]
    validToDate: NotRequired[str]
    evseKind: NotRequired[Literal["AC", "DC"]]
    minEnergy: NotRequired[Number]
    maxEnergy: NotRequired[Number]
    minCurrent: NotRequired[Number]
    maxCurrent: NotRequired[Number]
    minPower: NotRequired[Number]
    maxPower: NotRequired[Number]
    minTime: NotRequired[int]
    maxTime: NotRequired[int]
    minChargingTime: NotRequired[int]
    maxChargingTime: NotRequired[int]
    minIdleTime: NotRequired[int]
    maxIdleTime: NotRequired[int]
    customData: NotRequired[CustomDataType]


class TariffEnergyPriceType(TypedDict):
    """Object TariffEnergyPriceType."""

    priceKwh: Number
    conditions: NotRequired[TariffConditionsType]
    customData: NotRequired[CustomDataType]


class TaxRateType(TypedDict):
    """Object TaxRateType."""

    type: str
    tax: Number
    stack: NotRequired[int]
    customData: NotRequired[CustomDataType]


class TariffEnergyType(TypedDict):
    """Object TariffEnergyType."""

    prices: list[TariffEnergyPriceType]
    taxRates: NotRequired[list[TaxRateType]]
    customData: NotRequired[CustomDataType]


class TariffTimePriceType(TypedDict):
    """Object TariffTimePriceType."""

    priceMinute: Number
    conditions: NotRequired[TariffConditionsType]
    customData: NotRequired[CustomDataType]


class TariffTimeType(TypedDict):
    """Object TariffTimeType."""

    prices: list[TariffTimePriceType]
    taxRates: NotRequired[list[TaxRateType]]
    customData: NotRequired[CustomDataType]


class TariffConditionsFixedType(TypedDict):
    """Object TariffConditionsFixedType."""

    startTimeOfDay: NotRequired[str]
    endTimeOfDay: NotRequired[str]
    dayOfWeek: NotRequired[list[Literal["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]]]
    validFromDate: NotRequired[str]
    validToDate: NotRequired[str]
    evseKind: NotRequired[Literal["AC", "DC"]]
    paymentBrand: NotRequired[str]
    paymentRecognition: NotRequired[str]
    customData: NotRequired[CustomDataType]


class TariffFixedPriceType(TypedDict):
    """Object TariffFixedPriceType."""

    conditions: NotRequired[TariffConditionsFixedType]
    priceFixed: Number
    customData: NotRequired[CustomDataType]


class TariffFixedType(TypedDict):
    """Object TariffFixedType."""

    prices: list[TariffFixedPriceType]
    taxRates: NotRequired[list[TaxRateType]]
    customData: NotRequired[CustomDataType]


class PriceType(TypedDict):
    """Object PriceType."""

    exclTax: NotRequired[Number]
    inclTax: NotRequired[Number]
    taxRates: NotRequired[list[TaxRateType]]
    customData: NotRequired[CustomDataType]


class TariffType(TypedDict):
    """Object TariffType."""

    tariffId: str
    description: NotRequired[list[MessageContentType]]
    currency: str
    energy: NotRequired[TariffEnergyType]
    validFrom: NotRequired[str]
    chargingTime: NotRequired[TariffTimeType]
    idleTime: NotRequired[TariffTimeType]
    fixedFee: NotRequired[TariffFixedType]
    reservationTime: NotRequired[TariffTimeType]
    reservationFixed: NotRequired[TariffFixedType]
    minCost: NotRequired[PriceType]
    maxCost: NotRequired[PriceType]
    customData: NotRequired[CustomDataType]


class AuthorizeResponse(TypedDict):
    """Message AuthorizeResponse."""

    idTokenInfo: IdTokenInfoType
    certificateStatus: NotRequired[Literal["Accepted", "SignatureError", "CertificateExpired", "CertificateRevoked", "NoCertificateAvailable", "CertChainError", "ContractCancelled"]]
    allowedEnergyTransfer: NotRequired[list[Literal["AC_single_phase", "AC_two_phase", "AC_three_phase", "DC", "AC_BPT", "AC_BPT_DER", "AC_DER", "DC_BPT", "DC_ACDP", "DC_ACDP_BPT", "WPT"]]]
    tariff: NotRequired[TariffType]
    customData: NotRequired[CustomDataType]


class BatteryDataType(TypedDict):
    """Object BatteryDataType."""

    evseId: int
    serialNumber: str
    soC: Number
    soH: Number
    productionDate: NotRequired[str]
    vendorInfo: NotRequired[str]
    customData: NotRequired[CustomDataType]


class BatterySwapRequest(TypedDict):
    """Message BatterySwapRequest."""

    batteryData: list[BatteryDataType]
    eventType: Literal["BatteryIn", "BatteryOut", "BatteryOutTimeout"]
    idToken: IdTokenType
    requestId: int
    customData: NotRequired[CustomDataType]


class BatterySwapResponse(TypedDict):
    """Message BatterySwapResponse."""

    customData: NotRequired[CustomDataType]


class ModemType(TypedDict):
    """Object ModemType."""

    iccid: NotRequired[str]
    imsi: NotRequired[str]
    customData: NotRequired[CustomDataType]


class ChargingStationType(TypedDict):
    """Object ChargingStationType."""

    serialNumber: NotRequired[str]
    model: str
    modem: NotRequired[ModemType]
    vendorName: str
    firmwareVersion: NotRequired[str]
    customData: NotRequired[CustomDataType]


class BootNotificationRequest(TypedDict):
    """Message BootNotificationRequest."""

    chargingStation: ChargingStationType
    reason: Literal["ApplicationReset", "FirmwareUpdate", "LocalReset", "PowerUp", "RemoteReset", "ScheduledReset", "Triggered", "Unknown", "Watchdog"]
    customData: NotRequired[CustomDataType]


class BootNotificationResponse(TypedDict):
    """Message BootNotificationResponse."""

    currentTime: str
    interval: int
    status: Literal["Accepted", "Pending", "Rejected"]
    statusInfo: NotRequired[StatusInfoType]
    customData: NotRequired[CustomDataType]


class CancelReservationRequest(TypedDict):
    """Message CancelReservationRequest."""

    reservationId: int
    customData: NotRequired[CustomDataType]


class CancelReservationResponse(TypedDict):
    """Message CancelReservationResponse."""

    status: Literal["Accepted", "Rejected"]
    statusInfo: NotRequired[StatusInfoType]
    customData: NotRequired[CustomDataType]


class CertificateSignedRequest(TypedDict):
    """Message CertificateSignedRequest."""

    certificateChain: str
    certificateType: NotRequired[Literal["ChargingStationCertificate", "V2GCertificate", "V2G20Certificate"]]
    requestId: NotRequired[int]
    customData: NotRequired[CustomDataType]


class CertificateSignedResponse(TypedDict):
    """Message CertificateSignedResponse."""

    status: Literal["Accepted", "Rejected"]
    statusInfo: NotRequired[StatusInfoType]
    customData: NotRequired[CustomDataType]


class EVSEType(TypedDict):
    """Object EVSEType."""

    id: int
    connectorId: NotRequired[int]
    customData: NotRequired[CustomDataType]


class ChangeAvailabilityRequest(TypedDict):
    """Message ChangeAvailabilityRequest."""

    evse: NotRequired[EVSEType]
    operationalStatus: Literal["Inoperative", "Operative"]
    customData: NotRequired[CustomDataType]


class ChangeAvailabilityResponse(TypedDict):
    """Message ChangeAvailabilityResponse."""

    status: Literal["Accepted", "Rejected", "Scheduled"]
    statusInfo: NotRequired[StatusInfoType]
    customData: NotRequired[CustomDataType]


class ChangeTransactionTariffRequest(TypedDict):
    """Message ChangeTransactionTariffRequest."""

    tariff: TariffType
    transactionId: str
    customData: NotRequired[CustomDataType]


class ChangeTransactionTariffResponse(TypedDict):
    """Message ChangeTransactionTariffResponse."""

    status: Literal["Accepted", "Rejected", "TooManyElements", "ConditionNotSupported", "TxNotFound", "NoCurrencyChange"]
    statusInfo: NotRequired[StatusInfoType]
    customData: NotRequired[CustomDataType]


class ClearCacheRequest(TypedDict):
    """Message ClearCacheRequest."""

    customData: NotRequired[CustomDataType]


class ClearCacheResponse(TypedDict):
    """Message ClearCacheResponse."""

    status: Literal["Accepted", "Rejected"]
    statusInfo: NotRequired[StatusInfoType]
    customData: NotRequired[CustomDataType]


class ClearChargingProfileType(TypedDict):
    """Object ClearChargingProfileType."""

    evseId: NotRequired[int]
    chargingProfilePurpose: NotRequired[Literal["ChargingStationExternalConstraints", "ChargingStationMaxProfile", "TxDefaultProfile", "TxProfile", "PriorityCharging", "LocalGeneration"]]
    stackLevel: NotRequired[int]
    customData: NotRequired[CustomDataType]


class ClearChargingProfileRequest(TypedDict):
    """Message ClearChargingProfileRequest."""

    chargingProfileId: NotRequired[int]
    chargingProfileCriteria: NotRequired[ClearChargingProfileType]
    customData: NotRequired[CustomDataType]


class ClearChargingProfileResponse(TypedDict):
    """Message ClearChargingProfileResponse."""

    status: Literal["Accepted", "Unknown"]
    statusInfo: NotRequired[StatusInfoType]
    customData: NotRequired[CustomDataType]


class ClearDERControlRequest(TypedDict):
    """Message ClearDERControlRequest."""

    isDefault: bool
    controlType: NotRequired[Literal["EnterService", "FreqDroop", "FreqWatt", "FixedPFAbsorb", "FixedPFInject", "FixedVar", "Gradients", "HFMustTrip", "HFMayTrip", "HVMustTrip", "HVMomCess", "HVMayTrip", "LimitMaxDischarge", "LFMustTrip", "LVMustTrip", "LVMomCess", "LVMayTrip", "PowerMonitoringMustTrip", "VoltVar", "VoltWatt", "WattPF", "WattVar"]]
    controlId: NotRequired[str]
    customData: NotRequired[CustomDataType]


class ClearDERControlResponse(TypedDict):
    """Message ClearDERControlResponse."""

    status: Literal["Accepted", "Rejected", "NotSupported", "NotFound"]
    statusInfo: NotRequired[StatusInfoType]
    customData: NotRequired[CustomDataType]


class ClearDisplayMessageRequest(TypedDict):
    """Message ClearDisplayMessageRequest."""

    id: int
    customData: NotRequired[CustomDataType]


class ClearDisplayMessageResponse(TypedDict):
    """Message ClearDisplayMessageResponse."""

    status: Literal["Accepted", "Unknown", "Rejected"]
    statusInfo: NotRequired[StatusInfoType]
    customData: NotRequired[CustomDataType]


class ClearTariffsRequest(TypedDict):
    """Message ClearTariffsRequest."""

    tariffIds: NotRequired[list[str]]
    evseId: NotRequired[int]
    customData: NotRequired[CustomDataType]


class ClearTariffsResultType(TypedDict):
    """Object ClearTariffsResultType."""

    statusInfo: NotRequired[StatusInfoType]
    tariffId: NotRequired[str]
    status: Literal["Accepted", "Rejected", "NoTariff"]
    customData: NotRequired[CustomDataType]


class ClearTariffsResponse(TypedDict):
    """Message ClearTariffsResponse."""

    clearTariffsResult: list[ClearTariffsResultType]
    customData: NotRequired[CustomDataType]


class ClearVariableMonitoringRequest(TypedDict):
    """Message ClearVariableMonitoringRequest."""

    id: list[int]
    customData: NotRequired[CustomDataType]


class ClearMonitoringResultType(TypedDict):
    """Object ClearMonitoringResultType."""

    status: Literal["Accepted", "Rejected", "NotFound"]
    id: int
    statusInfo: NotRequired[StatusInfoType]
    customData: NotRequired[CustomDataType]


class ClearVariableMonitoringResponse(TypedDict):
    """Message ClearVariableMonitoringResponse."""

    clearMonitoringResult: list[ClearMonitoringResultType]
    customData: NotRequired[CustomDataType]


class ClearedChargingLimitRequest(TypedDict):
    """Message ClearedChargingLimitRequest."""

    chargingLimitSource: str
    evseId: NotRequired[int]
    customData: NotRequired[CustomDataType]


class ClearedChargingLimitResponse(TypedDict):
    """Message ClearedChargingLimitResponse."""

    customData: NotRequired[CustomDataType]


class ClosePeriodicEventStreamRequest(TypedDict):
    """Message ClosePeriodicEventStreamRequest."""

    id: int
    customData: NotRequired[CustomDataType]


class ClosePeriodicEventStreamResponse(TypedDict):
    """Message ClosePeriodicEventStreamResponse."""

    customData: NotRequired[CustomDataType]


class CostUpdatedRequest(TypedDict):
    """Message CostUpdatedRequest."""

    totalCost: Number
    transactionId: str
    customData: NotRequired[CustomDataType]


class CostUpdatedResponse(TypedDict):
    """Message CostUpdatedResponse."""

    customData: NotRequired[CustomDataType]


class CertificateHashDataType(TypedDict):
    """Object CertificateHashDataType."""

    hashAlgorithm: Literal["SHA256", "SHA384", "SHA512"]
    issuerNameHash: str
    issuerKeyHash: str
    serialNumber: str
    customData: NotRequired[CustomDataType]


class CustomerInformationRequest(TypedDict):
    """Message CustomerInformationRequest."""

    customerCertificate: NotRequired[CertificateHashDataType]
    idToken: NotRequired[IdTokenType]
    requestId: int
    report: bool
    clear: bool
    customerIdentifier: NotRequired[str]
    customData: NotRequired[CustomDataType]


class CustomerInformationResponse(TypedDict):
    """Message CustomerInformationResponse."""

    status: Literal["Accepted", "Rejected", "Invalid"]
    statusInfo: NotRequired[StatusInfoType]
    customData: NotRequired[CustomDataType]


class DataTransferRequest(TypedDict):
    """Message DataTransferRequest."""

    messageId: NotRequired[str]
    data: NotRequired[Any]
    vendorId: str
    customData: NotRequired[CustomDataType]


class DataTransferResponse(TypedDict):
    """Message DataTransferResponse."""

    status: Literal["Accepted", "Rejected", "UnknownMessageId", "UnknownVendorId"]
    statusInfo: NotRequired[StatusInfoType]
    data: NotRequired[Any]
    customData: NotRequired[CustomDataType]


class DeleteCertificateRequest(TypedDict):
    """Message DeleteCertificateRequest."""

    certificateHashData: CertificateHashDataType
    customData: NotRequired[CustomDataType]


class DeleteCertificateResponse(TypedDict):
    """Message DeleteCertificateResponse."""

    status: Literal["Accepted", "Failed", "NotFound"]
    statusInfo: NotRequired[StatusInfoType]
    customData: NotRequired[CustomDataType]


class FirmwareStatusNotificationRequest(TypedDict):
    """Message FirmwareStatusNotificationRequest."""

    status: Literal["Downloaded", "DownloadFailed", "Downloading", "DownloadScheduled", "DownloadPaused", "Idle", "InstallationFailed", "Installing", "Installed", "InstallRebooting", "InstallScheduled", "InstallVerificationFailed", "InvalidSignature", "SignatureVerified"]
    requestId: NotRequired[int]
    statusInfo: NotRequired[StatusInfoType]
    customData: NotRequired[CustomDataType]


class FirmwareStatusNotificationResponse(TypedDict):
    """Message FirmwareStatusNotificationResponse."""

    customData: NotRequired[CustomDataType]


class Get15118EVCertificateRequest(TypedDict):
    """Message Get15118EVCertificateRequest."""

    iso15118SchemaVersion: str
    action: Literal["Install", "Update"]
    exiRequest: str
    maximumContractCertificateChains: NotRequired[int]
    prioritizedEMAIDs: NotRequired[list[str]]
    customData: NotRequired[CustomDataType]


class Get15118EVCertificateResponse(TypedDict):
    """Message Get15118EVCertificateResponse."""

    status: Literal["Accepted", "Failed"]
    statusInfo: NotRequired[StatusInfoType]
    exiResponse: str
    remainingContracts: NotRequired[int]
    customData: NotRequired[CustomDataType]


class GetBaseReportRequest(TypedDict):
    """Message GetBaseReportRequest."""

    requestId: int
    reportBase: Literal["ConfigurationInventory", "FullInventory", "SummaryInventory"]
    customData: NotRequired[CustomDataType]


class GetBaseReportResponse(TypedDict):
    """Message GetBaseReportResponse."""

    status: Literal["Accepted", "Rejected", "NotSupported", "EmptyResultSet"]
    statusInfo: NotRequired[StatusInfoType]
    customData: NotRequired[CustomDataType]


class CertificateStatusRequestInfoType(TypedDict):
    """Object CertificateStatusRequestInfoType."""

    certificateHashData: CertificateHashDataType
    source: Literal["CRL", "OCSP"]
    urls: list[str]
    customData: NotRequired[CustomDataType]


class GetCertificateChainStatusRequest(TypedDict):
    """Message GetCertificateChainStatusRequest."""

    certificateStatusRequests: list[CertificateStatusRequestInfoType]
    customData: NotRequired[CustomDataType]


class CertificateStatusType(TypedDict):
    """Object CertificateStatusType."""

    certificateHashData: CertificateHashDataType
    source: Literal["CRL", "OCSP"]
    status: Literal["Good", "Revoked", "Unknown", "Failed"]
    nextUpdate: str
    customData: NotRequired[CustomDataType]


class GetCertificateChainStatusResponse(TypedDict):
    """Message GetCertificateChainStatusResponse."""

    certificateStatus: list[CertificateStatusType]
    customData: NotRequired[CustomDataType]


class GetCertificateStatusRequest(TypedDict):
    """Message GetCertificateStatusRequest."""

    ocspRequestData: OCSPRequestDataType
    customData: NotRequired[CustomDataType]


class GetCertificateStatusResponse(TypedDict):
    """Message GetCertificateStatusResponse."""

    status: Literal["Accepted", "Failed"]
    statusInfo: NotRequired[StatusInfoType]
    ocspResult: NotRequired[str]
    customData: NotRequired[CustomDataType]


class ChargingProfileCriterionType(TypedDict):
    """Object ChargingProfileCriterionType."""

    chargingProfilePurpose: NotRequired[Literal["ChargingStationExternalConstraints", "ChargingStationMaxProfile", "TxDefaultProfile", "TxProfile", "PriorityCharging", "LocalGeneration"]]
    stackLevel: NotRequired[int]
    chargingProfileId: NotRequired[list[int]]
    chargingLimitSource: NotRequired[list[str]]
    customData: NotRequired[CustomDataType]


class GetChargingProfilesRequest(TypedDict):
    """Message GetChargingProfilesRequest."""

    requestId: int
    evseId: NotRequired[int]
    chargingProfile: ChargingProfileCriterionType
    customData: NotRequired[CustomDataType]


class GetChargingProfilesResponse(TypedDict):
    """Message GetChargingProfilesResponse."""

    status: Literal["Accepted", "NoProfiles"]
    statusInfo: NotRequired[StatusInfoType]
    customData: NotRequired[CustomDataType]


class GetCompositeScheduleRequest(TypedDict):
    """Message GetCompositeScheduleRequest."""

    duration: int
    chargingRateUnit: NotRequired[Literal["W", "A"]]
    evseId: int
    customData: NotRequired[CustomDataType]


class V2XFreqWattPointType(TypedDict):
    """Object V2XFreqWattPointType."""

    frequency: Number
    power: Number
    customData: NotRequired[CustomDataType]


class V2XSignalWattPointType(TypedDict):
    """Object V2XSignalWattPointType."""

    signal: int
    power: Number
    customData: NotRequired[CustomDataType]


class ChargingSchedulePeriodType(TypedDict):
    """Object ChargingSchedulePeriodType."""

    startPeriod: int
    limit: NotRequired[Number]
    limit_L2: NotRequired[Number]
    limit_L3: NotRequired[Number]
    numberPhases: NotRequired[int]
    phaseToUse: NotRequired[int]
    dischargeLimit: NotRequired[Number]
    dischargeLimit_L2: NotRequired[Number]
    dischargeLimit_L3: NotRequired[Number]
    setpoint: NotRequired[Number]
    setpoint_L2: NotRequired[Number]
    setpoint_L3: NotRequired[Number]
    setpointReactive: NotRequired[Number]
    setpointReactive_L2: NotRequired[Number]
    setpointReactive_L3: NotRequired[Number]
    preconditioningRequest: NotRequired[bool]
    evseSleep: NotRequired[bool]
    v2xBaseline: NotRequired[Number]
    operationMode: NotRequired[Literal["Idle", "ChargingOnly", "CentralSetpoint", "ExternalSetpoint", "ExternalLimits", "CentralFrequency", "LocalFrequency", "LocalLoadBalancing"]]
    v2xFreqWattCurve: NotRequired[list[V2XFreqWattPointType]]
    v2xSignalWattCurve: NotRequired[list[V2XSignalWattPointType]]
    customData: NotRequired[CustomDataType]


class CompositeScheduleType(TypedDict):
    """Object CompositeScheduleType."""

    evseId: int
    duration: int
    scheduleStart: str
    chargingRateUnit: Literal["W", "A"]
    chargingSchedulePeriod: list[ChargingSchedulePeriodType]
    customData: NotRequired[CustomDataType]


class GetCompositeScheduleResponse(TypedDict):
    """Message GetCompositeScheduleResponse."""

    status: Literal["Accepted", "Rejected"]
    statusInfo: NotRequired[StatusInfoType]
    schedule: NotRequired[CompositeScheduleType]
    customData: NotRequired[CustomDataType]


class GetDERControlRequest(TypedDict):
    """Message GetDERControlRequest."""

    requestId: int
    isDefault: NotRequired[bool]
    controlType: NotRequired[Literal["EnterService", "FreqDroop", "FreqWatt", "FixedPFAbsorb", "FixedPFInject", "FixedVar", "Gradients", "HFMustTrip", "HFMayTrip", "HVMustTrip", "HVMomCess", "HVMayTrip", "LimitMaxDischarge", "LFMustTrip", "LVMustTrip", "LVMomCess", "LVMayTrip", "PowerMonitoringMustTrip", "VoltVar", "VoltWatt", "WattPF", "WattVar"]]
    controlId: NotRequired[str]
    customData: NotRequired[CustomDataType]


class GetDERControlResponse(TypedDict):
    """Message GetDERControlResponse."""

    status: Literal["Accepted", "Rejected", "NotSupported", "NotFound"]
    statusInfo: NotRequired[StatusInfoType]
    customData: NotRequired[CustomDataType]


class GetDisplayMessagesRequest(TypedDict):
    """Message GetDisplayMessagesRequest."""

    id: NotRequired[list[int]]
    requestId: int
    priority: NotRequired[Literal["AlwaysFront", "InFront", "NormalCycle"]]
    state: NotRequired[Literal["Charging", "Faulted", "Idle", "Unavailable", "Suspended", "Discharging"]]
    customData: NotRequired[CustomDataType]


class GetDisplayMessagesResponse(TypedDict):
    """Message GetDisplayMessagesResponse."""

    status: Literal["Accepted", "Unknown"]
    statusInfo: NotRequired[StatusInfoType]
    customData: NotRequired[CustomDataType]


class GetInstalledCertificateIdsRequest(TypedDict):
    """Message GetInstalledCertificateIdsRequest."""

    certificateType: NotRequired[list[Literal["V2GRootCertificate", "MORootCertificate", "CSMSRootCertificate", "V2GCertificateChain", "ManufacturerRootCertificate", "OEMRootCertificate"]]]
    customData: NotRequired[CustomDataType]


class CertificateHashDataChainType(TypedDict):
    """Object CertificateHashDataChainType."""

    certificateHashData: CertificateHashDataType
    certificateType: Literal["V2GRootCertificate", "MORootCertificate", "CSMSRootCertificate", "V2GCertificateChain", "ManufacturerRootCertificate", "OEMRootCertificate"]
    childCertificateHashData: NotRequired[list[CertificateHashDataType]]
    customData: NotRequired[CustomDataType]


class GetInstalledCertificateIdsResponse(TypedDict):
    """Message GetInstalledCertificateIdsResponse."""

    status: Literal["Accepted", "NotFound"]
    statusInfo: NotRequired[StatusInfoType]
    certificateHashDataChain: NotRequired[list[CertificateHashDataChainType]]
    customData: NotRequired[CustomDataType]


class GetLocalListVersionRequest(TypedDict):
    """Message GetLocalListVersionRequest."""

    customData: NotRequired[CustomDataType]


class GetLocalListVersionResponse(TypedDict):
    """Message GetLocalListVersionResponse."""

    versionNumber: int
    customData: NotRequired[CustomDataType]


class LogParametersType(TypedDict):
    """Object LogParametersType."""

    remoteLocation: str
    oldestTimestamp: NotRequired[str]
    latestTimestamp: NotRequired[str]
    customData: NotRequired[CustomDataType]


class GetLogRequest(TypedDict):
    """Message GetLogRequest."""

    log: LogParametersType
    logType: Literal["DiagnosticsLog", "SecurityLog", "DataCollectorLog"]
    requestId: int
    retries: NotRequired[int]
    retryInterval: NotRequired[int]
    customData: NotRequired[CustomDataType]


class GetLogResponse(TypedDict):
    """Message GetLogResponse."""

    status: Literal["Accepted", "Rejected", "AcceptedCanceled"]
    statusInfo: NotRequired[StatusInfoType]
    filename: NotRequired[str]
    customData: NotRequired[CustomDataType]


class ComponentType(TypedDict):
    """Object ComponentType."""

    evse: NotRequired[EVSEType]
    name: str
    instance: NotRequired[str]
    customData: NotRequired[CustomDataType]


class VariableType(TypedDict):
    """Object VariableType."""

    name: str
    instance: NotRequired[str]
    customData: NotRequired[CustomDataType]


class ComponentVariableType(TypedDict):
    """Object ComponentVariableType."""

    component: ComponentType
    variable: NotRequired[VariableType]
    customData: NotRequired[CustomDataType]


class GetMonitoringReportRequest(TypedDict):
    """Message GetMonitoringReportRequest."""

    componentVariable: NotRequired[list[ComponentVariableType]]
    requestId: int
    monitoringCriteria: NotRequired[list[Literal["ThresholdMonitoring", "DeltaMonitoring", "PeriodicMonitoring"]]]
    customData: NotRequired[CustomDataType]


class GetMonitoringReportResponse(TypedDict):
    """Message GetMonitoringReportResponse."""

    status: Literal["Accepted", "Rejected", "NotSupported", "EmptyResultSet"]
    statusInfo: NotRequired[StatusInfoType]
    customData: NotRequired[CustomDataType]


class GetPeriodicEventStreamRequest(TypedDict):
    """Message GetPeriodicEventStreamRequest."""

    customData: NotRequired[CustomDataType]


class ConstantStreamDataType(TypedDict):
    """Object ConstantStreamDataType."""

    id: int
    params: PeriodicEventStreamParamsType
    variableMonitoringId: int
    customData: NotRequired[CustomDataType]


class GetPeriodicEventStreamResponse(TypedDict):
    """Message GetPeriodicEventStreamResponse."""

    constantStreamData: NotRequired[list[ConstantStreamDataType]]
    customData: NotRequired[CustomDataType]


class GetReportRequest(TypedDict):
    """Message GetReportRequest."""

    componentVariable: NotRequired[list[ComponentVariableType]]
    requestId: int
    componentCriteria: NotRequired[list[Literal["Active", "Available", "Enabled", "Problem"]]]
    customData: NotRequired[CustomDataType]


class GetReportResponse(TypedDict):
    """Message GetReportResponse."""

    status: Literal["Accepted", "Rejected", "NotSupported", "EmptyResultSet"]
    statusInfo: NotRequired[StatusInfoType]
    customData: NotRequired[CustomDataType]


class GetTariffsRequest(TypedDict):
    """Message GetTariffsRequest."""

    evseId: int
    customData: NotRequired[CustomDataType]


class TariffAssignmentType(TypedDict):
    """Object TariffAssignmentType."""

    tariffId: str
    tariffKind: Literal["DefaultTariff", "DriverTariff"]
    validFrom: NotRequired[str]
    evseIds: NotRequired[list[int]]
    idTokens: NotRequired[list[str]]
    customData: NotRequired[CustomDataType]


class GetTariffsResponse(TypedDict):
    """Message GetTariffsResponse."""

    status: Literal["Accepted", "Rejected", "NoTariff"]
    statusInfo: NotRequired[StatusInfoType]
    tariffAssignments: NotRequired[list[TariffAssignmentType]]
    customData: NotRequired[CustomDataType]


class GetTransactionStatusRequest(TypedDict):
    """Message GetTransactionStatusRequest."""

    transactionId: NotRequired[str]
    customData: NotRequired[CustomDataType]


class GetTransactionStatusResponse(TypedDict):
    """Message GetTransactionStatusResponse."""

    ongoingIndicator: NotRequired[bool]
    messagesInQueue: bool
    customData: NotRequired[CustomDataType]


class GetVariableDataType(TypedDict):
    """Object GetVariableDataType."""

    attributeType: NotRequired[Literal["Actual", "Target", "MinSet", "MaxSet"]]
    component: ComponentType
    variable: VariableType
    customData: NotRequired[CustomDataType]


class GetVariablesRequest(TypedDict):
    """Message GetVariablesRequest."""

    getVariableData: list[GetVariableDataType]
    customData: NotRequired[CustomDataType]


class GetVariableResultType(TypedDict):
    """Object GetVariableResultType."""

    attributeStatus: Literal["Accepted", "Rejected", "UnknownComponent", "UnknownVariable", "NotSupportedAttributeType"]
    attributeStatusInfo: NotRequired[StatusInfoType]
    attributeType: NotRequired[Literal["Actual", "Target", "MinSet", "MaxSet"]]
    attributeValue: NotRequired[str]
    component: ComponentType
    variable: VariableType
    customData: NotRequired[CustomDataType]


class GetVariablesResponse(TypedDict):
    """Message GetVariablesResponse."""

    getVariableResult: list[GetVariableResultType]
    customData: NotRequired[CustomDataType]


class HeartbeatRequest(TypedDict):
    """Message HeartbeatRequest."""

    customData: NotRequired[CustomDataType]


class HeartbeatResponse(TypedDict):
    """Message HeartbeatResponse."""

    currentTime: str
    customData: NotRequired[CustomDataType]


class InstallCertificateRequest(TypedDict):
    """Message InstallCertificateRequest."""

    certificateType: Literal["V2GRootCertificate", "MORootCertificate", "ManufacturerRootCertificate", "CSMSRootCertificate", "OEMRootCertificate"]
    certificate: str
    customData: NotRequired[CustomDataType]


class InstallCertificateResponse(TypedDict):
    """Message InstallCertificateResponse."""

    status: Literal["Accepted", "Rejected", "Failed"]
    statusInfo: NotRequired[StatusInfoType]
    customData: NotRequired[CustomDataType]


class LogStatusNotificationRequest(TypedDict):
    """Message LogStatusNotificationRequest."""

    status: Literal["BadMessage", "Idle", "NotSupportedOperation", "PermissionDenied", "Uploaded", "UploadFailure", "Uploading", "AcceptedCanceled"]
    requestId: NotRequired[int]
    statusInfo: NotRequired[StatusInfoType]
    customData: NotRequired[CustomDataType]


class LogStatusNotificationResponse(TypedDict):
    """Message LogStatusNotificationResponse."""

    customData: NotRequired[CustomDataType]


class SignedMeterValueType(TypedDict):
    """Object SignedMeterValueType."""

    signedMeterData: str
    signingMethod: NotRequired[str]
    encodingMethod: str
    publicKey: NotRequired[str]
    customData: NotRequired[CustomDataType]


class UnitOfMeasureType(TypedDict):
    """Object UnitOfMeasureType."""

    unit: NotRequired[str]
    multiplier: NotRequired[int]
    customData: NotRequired[CustomDataType]


class SampledValueType(TypedDict):
    """Object SampledValueType."""

    value: Number
    measurand: NotRequired[Literal["Current.Export", "Current.Export.Offered", "Current.Export.Minimum", "Current.Import", "Current.Import.Offered", "Current.Import.Minimum", "Current.Offered", "Display.PresentSOC", "Display.MinimumSOC", "Display.TargetSOC", "Display.MaximumSOC", "Display.RemainingTimeToMinimumSOC", "Display.RemainingTimeToTargetSOC", "Display.RemainingTimeToMaximumSOC", "Display.ChargingComplete", "Display.BatteryEnergyCapacity", "Display.InletHot", "Energy.Active.Export.Interval", "Energy.Active.Export.Register", "Energy.Active.Import.Interval", "Energy.Active.Import.Register", "Energy.Active.Import.CableLoss", "Energy.Active.Import.LocalGeneration.Register", "Energy.Active.Net", "Energy.Active.Setpoint.Interval", "Energy.Apparent.Export", "Energy.Apparent.Import", "Energy.Apparent.Net", "Energy.Reactive.Export.Interval", "Energy.Reactive.Export.Register", "Energy.Reactive.Import.Interval", "Energy.Reactive.Import.Register", "Energy.Reactive.Net", "EnergyRequest.Target", "EnergyRequest.Minimum", "EnergyRequest.Maximum", "EnergyRequest.Minimum.V2X", "EnergyRequest.Maximum.V2X", "EnergyRequest.Bulk", "Frequency", "Power.Active.Export", "Power.Active.Import", "Power.Active.Setpoint", "Power.Active.Residual", "Power.Export.Minimum", "Power.Export.Offered", "Power.Factor", "Power.Import.Offered", "Power.Import.Minimum", "Power.Offered", "Power.Reactive.Export", "Power.Reactive.Import", "SoC", "Voltage", "Voltage.Minimum", "Voltage.Maximum"]]
    context: NotRequired[Literal["Interruption.Begin", "Interruption.End", "Other", "Sample.Clock", "Sample.Periodic", "Transaction.Begin", "Transaction.End", "Trigger"]]
    phase: NotRequired[Literal["L1", "L2", "L3", "N", "L1-N", "L2-N", "L3-N", "L1-L2", "L2-L3", "L3-L1"]]
    location: NotRequired[Literal["Body", "Cable", "EV", "Inlet", "Outlet", "Upstream"]]
    signedMeterValue: NotRequired[SignedMeterValueType]
    unitOfMeasure: NotRequired[UnitOfMeasureType]
    customData: NotRequired[CustomDataType]


class MeterValueType(TypedDict):
    """Object MeterValueType."""

    sampledValue: list[SampledValueType]
    timestamp: str
    customData: NotRequired[CustomDataType]


class MeterValuesRequest(TypedDict):
    """Message MeterValuesRequest."""

    evseId: int
    meterValue: list[MeterValueType]
    customData: NotRequired[CustomDataType]


class MeterValuesResponse(TypedDict):
    """Message MeterValuesResponse."""

    customData: NotRequired[CustomDataType]


class NotifyAllowedEnergyTransferRequest(TypedDict):
    """Message NotifyAllowedEnergyTransferRequest."""

    transactionId: str
    allowedEnergyTransfer: list[Literal["AC_single_phase", "AC_two_phase", "AC_three_phase", "DC", "AC_BPT", "AC_BPT_DER", "AC_DER", "DC_BPT", "DC_ACDP", "DC_ACDP_BPT", "WPT"]]
    customData: NotRequired[CustomDataType]


class NotifyAllowedEnergyTransferResponse(TypedDict):
    """Message NotifyAllowedEnergyTransferResponse."""

    status: Literal["Accepted", "Rejected"]
    statusInfo: NotRequired[StatusInfoType]
    customData: NotRequired[CustomDataType]


class LimitAtSoCType(TypedDict):
    """Object LimitAtSoCType."""

    soc: int
    limit: Number
    customData: NotRequired[CustomDataType]


class RelativeTimeIntervalType(TypedDict):
    """Object RelativeTimeIntervalType."""

    start: int
    duration: NotRequired[int]
    customData: NotRequired[CustomDataType]


class CostType(TypedDict):
    """Object CostType."""

    costKind: Literal["CarbonDioxideEmission", "RelativePricePercentage", "RenewableGenerationPercentage"]
    amount: int
    amountMultiplier: NotRequired[int]
    customData: NotRequired[CustomDataType]


class ConsumptionCostType(TypedDict):
    """Object ConsumptionCostType."""

    startValue: Number
    cost: list[CostType]
    customData: NotRequired[CustomDataType]


class SalesTariffEntryType(TypedDict):
    """Object SalesTariffEntryType."""

    relativeTimeInterval: RelativeTimeIntervalType
    ePriceLevel: NotRequired[int]
    consumptionCost: NotRequired[list[ConsumptionCostType]]
    customData: NotRequired[CustomDataType]


class SalesTariffType(TypedDict):
    """Object SalesTariffType."""

    id: int
    salesTariffDescription: NotRequired[str]
    numEPriceLevels: NotRequired[int]
    salesTariffEntry: list[SalesTariffEntryType]
    customData: NotRequired[CustomDataType]


class RationalNumberType(TypedDict):
    """Object RationalNumberType."""

    exponent: int
    value: int
    customData: NotRequired[CustomDataType]


class PriceRuleType(TypedDict):
    """Object PriceRuleType."""

    parkingFeePeriod: NotRequired[int]
    carbonDioxideEmission: NotRequired[int]
    renewableGenerationPercentage: NotRequired[int]
    energyFee: RationalNumberType
    parkingFee: NotRequired[RationalNumberType]
    powerRangeStart: RationalNumberType
    customData: NotRequired[CustomDataType]


class PriceRuleStackType(TypedDict):
    """Object PriceRuleStackType."""

    duration: int
    priceRule: list[PriceRuleType]
    customData: NotRequired[CustomDataType]


class TaxRuleType(TypedDict):
    """Object TaxRuleType."""

    taxRuleID: int
    taxRuleName: NotRequired[str]
    taxIncludedInPrice: NotRequired[bool]
    appliesToEnergyFee: bool
    appliesToParkingFee: bool
    appliesToOverstayFee: bool
    appliesToMinimumMaximumCost: bool
    taxRate: RationalNumberType
    customData: NotRequired[CustomDataType]


class OverstayRuleType(TypedDict):
    """Object OverstayRuleType."""

    overstayFee: RationalNumberType
    overstayRuleDescription: NotRequired[str]
    startTime: int
    overstayFeePeriod: int
    customData: NotRequired[CustomDataType]


class OverstayRuleListType(TypedDict):
    """Object OverstayRuleListType."""

    overstayPowerThreshold: NotRequired[RationalNumberType]
    overstayRule: list[OverstayRuleType]
    overstayTimeThreshold: NotRequired[int]
    customData: NotRequired[CustomDataType]


class AdditionalSelectedServicesType(TypedDict):
    """Object AdditionalSelectedServicesType."""

    serviceFee: RationalNumberType
    serviceName: str
    customData: NotRequired[CustomDataType]


class AbsolutePriceScheduleType(TypedDict):
    """Object AbsolutePriceScheduleType."""

    timeAnchor: str
    priceScheduleID: int
    priceScheduleDescription: NotRequired[str]
    currency: str
    language: str
    priceAlgorithm: str
    minimumCost: NotRequired[RationalNumberType]
    maximumCost: NotRequired[RationalNumberType]
    priceRuleStacks: list[PriceRuleStackType]
    taxRules: NotRequired[list[TaxRuleType]]
    overstayRuleList: NotRequired[OverstayRuleListType]
    additionalSelectedServices: NotRequired[list[AdditionalSelectedServicesType]]
    customData: NotRequired[CustomDataType]


class PriceLevelScheduleEntryType(TypedDict):
    """Object PriceLevelScheduleEntryType."""

    duration: int
    priceLevel: int
    customData: NotRequired[CustomDataType]


class PriceLevelScheduleType(TypedDict):
    """Object PriceLevelScheduleType."""

    priceLevelScheduleEntries: list[PriceLevelScheduleEntryType]
    timeAnchor: str
    priceScheduleId: int
    priceScheduleDescription: NotRequired[str]
    numberOfPriceLevels: int
    customData: NotRequired[CustomDataType]


class ChargingScheduleType(TypedDict):
    """Object ChargingScheduleType."""

    id: int
    limitAtSoC: NotRequired[LimitAtSoCType]
    startSchedule: NotRequired[str]
    duration: NotRequired[int]
    chargingRateUnit: Literal["W", "A"]
    minChargingRate: NotRequired[Number]
    powerTolerance: NotRequired[Number]
    signatureId: NotRequired[int]
    digestValue: NotRequired[str]
    useLocalTime: NotRequired[bool]
    chargingSchedulePeriod: list[ChargingSchedulePeriodType]
    randomizedDelay: NotRequired[int]
    salesTariff: NotRequired[SalesTariffType]
    absolutePriceSchedule: NotRequired[AbsolutePriceScheduleType]
    priceLevelSchedule: NotRequired[PriceLevelScheduleType]
    customData: NotRequired[CustomDataType]


class ChargingLimitType(TypedDict):
    """Object ChargingLimitType."""

    chargingLimitSource: str
    isLocalGeneration: NotRequired[bool]
    isGridCritical: NotRequired[bool]
    customData: NotRequired[CustomDataType]


class NotifyChargingLimitRequest(TypedDict):
    """Message NotifyChargingLimitRequest."""

    chargingSchedule: NotRequired[list[ChargingScheduleType]]
    evseId: NotRequired[int]
    chargingLimit: ChargingLimitType
    customData: NotRequired[CustomDataType]


class NotifyChargingLimitResponse(TypedDict):
    """Message NotifyChargingLimitResponse."""

    customData: NotRequired[CustomDataType]


class NotifyCustomerInformationRequest(TypedDict):
    """Message NotifyCustomerInformationRequest."""

    data: str
    tbc: NotRequired[bool]
    seqNo: int
    generatedAt: str
    requestId: int
    customData: NotRequired[CustomDataType]


class NotifyCustomerInformationResponse(TypedDict):
    """Message NotifyCustomerInformationResponse."""

    customData: NotRequired[CustomDataType]


class NotifyDERAlarmRequest(TypedDict):
    """Message NotifyDERAlarmRequest."""

    controlType: Literal["EnterService", "FreqDroop", "FreqWatt", "FixedPFAbsorb", "FixedPFInject", "FixedVar", "Gradients", "HFMustTrip", "HFMayTrip", "HVMustTrip", "HVMomCess", "HVMayTrip", "LimitMaxDischarge", "LFMustTrip", "LVMustTrip", "LVMomCess", "LVMayTrip", "PowerMonitoringMustTrip", "VoltVar", "VoltWatt", "WattPF", "WattVar"]
    gridEventFault: NotRequired[Literal["CurrentImbalance", "LocalEmergency", "LowInputPower", "OverCurrent", "OverFrequency", "OverVoltage", "PhaseRotation", "RemoteEmergency", "UnderFrequency", "UnderVoltage", "VoltageImbalance"]]
    alarmEnded: NotRequired[bool]
    timestamp: str
    extraInfo: NotRequired[str]
    customData: NotRequired[CustomDataType]


class NotifyDERAlarmResponse(TypedDict):
    """Message NotifyDERAlarmResponse."""

    customData: NotRequired[CustomDataType]


class NotifyDERStartStopRequest(TypedDict):
    """Message NotifyDERStartStopRequest."""

    controlId: str
    started: bool
    timestamp: str
    supersededIds: NotRequired[list[str]]
    customData: NotRequired[CustomDataType]


class NotifyDERStartStopResponse(TypedDict):
    """Message NotifyDERStartStopResponse."""

    customData: NotRequired[CustomDataType]


class MessageInfoType(TypedDict):
    """Object MessageInfoType."""

    display: NotRequired[ComponentType]
    id: int
    priority: Literal["AlwaysFront", "InFront", "NormalCycle"]
    state: NotRequired[Literal["Charging", "Faulted", "Idle", "Unavailable", "Suspended", "Discharging"]]
    startDateTime: NotRequired[str]
    endDateTime: NotRequired[str]
    transactionId: NotRequired[str]
    message: MessageContentType
    messageExtra: NotRequired[list[MessageContentType]]
    customData: NotRequired[CustomDataType]


class NotifyDisplayMessagesRequest(TypedDict):
    """Message NotifyDisplayMessagesRequest."""

    messageInfo: NotRequired[list[MessageInfoType]]
    requestId: int
    tbc: NotRequired[bool]
    customData: NotRequired[CustomDataType]


class NotifyDisplayMessagesResponse(TypedDict):
    """Message NotifyDisplayMessagesResponse."""

    customData: NotRequired[CustomDataType]


class ACChargingParametersType(TypedDict):
    """Object ACChargingParametersType."""

    energyAmount: Number
    evMinCurrent: Number
    evMaxCurrent: Number
    evMaxVoltage: Number
    customData: NotRequired[CustomDataType]


class DERChargingParametersType(TypedDict):
    """Object DERChargingParametersType."""

    evSupportedDERControl: NotRequired[list[Literal["EnterService", "FreqDroop", "FreqWatt", "FixedPFAbsorb", "FixedPFInject", "FixedVar", "Gradients", "HFMustTrip", "HFMayTrip", "HVMustTrip", "HVMomCess", "HVMayTrip", "LimitMaxDischarge", "LFMustTrip", "LVMustTrip", "LVMomCess", "LVMayTrip", "PowerMonitoringMustTrip", "VoltVar", "VoltWatt", "WattPF", "WattVar"]]]
    evOverExcitedMaxDischargePower: NotRequired[Number]
    evOverExcitedPowerFactor: NotRequired[Number]
    evUnderExcitedMaxDischargePower: NotRequired[Number]
    evUnderExcitedPowerFactor: NotRequired[Number]
    maxApparentPower: NotRequired[Number]
    maxChargeApparentPower: NotRequired[Number]
    maxChargeApparentPower_L2: NotRequired[Number]
    maxChargeApparentPower_L3: NotRequired[Number]
    maxDischargeApparentPower: NotRequired[Number]
    maxDischargeApparentPower_L2: NotRequired[Number]
    maxDischargeApparentPower_L3: NotRequired[Number]
    maxChargeReactivePower: NotRequired[Number]
    maxChargeReactivePower_L2: NotRequired[Number]
    maxChargeReactivePower_L3: NotRequired[Number]
    minChargeReactivePower: NotRequired[Number]
    minChargeReactivePower_L2: NotRequired[Number]
    minChargeReactivePower_L3: NotRequired[Number]
    maxDischargeReactivePower: NotRequired[Number]
    maxDischargeReactivePower_L2: NotRequired[Number]
    maxDischargeReactivePower_L3: NotRequired[Number]
    minDischargeReactivePower: NotRequired[Number]
    minDischargeReactivePower_L2: NotRequired[Number]
    minDischargeReactivePower_L3: NotRequired[Number]
    nominalVoltage: NotRequired[Number]
    nominalVoltageOffset: NotRequired[Number]
    maxNominalVoltage: NotRequired[Number]
    minNominalVoltage: NotRequired[Number]
    evInverterManufacturer: NotRequired[str]
    evInverterModel: NotRequired[str]
    evInverterSerialNumber: NotRequired[str]
    evInverterSwVersion: NotRequired[str]
    evInverterHwVersion: NotRequired[str]
    evIslandingDetectionMethod: NotRequired[list[Literal["NoAntiIslandingSupport", "RoCoF", "UVP_OVP", "UFP_OFP", "VoltageVectorShift", "ZeroCrossingDetection", "OtherPassive", "ImpedanceMeasurement", "ImpedanceAtFrequency", "SlipModeFrequencyShift", "SandiaFrequencyShift", "SandiaVoltageShift", "FrequencyJump", "RCLQFactor", "OtherActive"]]]
    evIslandingTripTime: NotRequired[Number]
    evMaximumLevel1DCInjection: NotRequired[Number]
    evDurationLevel1DCInjection: NotRequired[Number]
    evMaximumLevel2DCInjection: NotRequired[Number]
    evDurationLevel2DCInjection: NotRequired[Number]
    evReactiveSusceptance: NotRequired[Number]
    evSessionTotalDischargeEnergyAvailable: NotRequired[Number]
    customData: NotRequired[CustomDataType]


class EVPriceRuleType(TypedDict):
    """Object EVPriceRuleType."""

    energyFee: Number
    powerRangeStart: Number
    customData: NotRequired[CustomDataType]


class EVAbsolutePriceScheduleEntryType(TypedDict):
    """Object EVAbsolutePriceScheduleEntryType."""

    duration: int
    evPriceRule: list[EVPriceRuleType]
    customData: NotRequired[CustomDataType]


class EVAbsolutePriceScheduleType(TypedDict):
    """Object EVAbsolutePriceScheduleType."""

    timeAnchor: str
    currency: str
    evAbsolutePriceScheduleEntries: list[EVAbsolutePriceScheduleEntryType]
    priceAlgorithm: str
    customData: NotRequired[CustomDataType]


class EVPowerScheduleEntryType(TypedDict):
    """Object EVPowerScheduleEntryType."""

    duration: int
    power: Number
    customData: NotRequired[CustomDataType]


class EVPowerScheduleType(TypedDict):
    """Object EVPowerScheduleType."""

    evPowerScheduleEntries: list[EVPowerScheduleEntryType]
    timeAnchor: str
    customData: NotRequired[CustomDataType]


class EVEnergyOfferType(TypedDict):
    """Object EVEnergyOfferType."""

    evAbsolutePriceSchedule: NotRequired[EVAbsolutePriceScheduleType]
    evPowerSchedule: EVPowerScheduleType
    customData: NotRequired[CustomDataType]


class DCChargingParametersType(TypedDict):
    """Object DCChargingParametersType."""

    evMaxCurrent: Number
    evMaxVoltage: Number
    evMaxPower: NotRequired[Number]
    evEnergyCapacity: NotRequired[Number]
    energyAmount: NotRequired[Number]
    stateOfCharge: NotRequired[int]
    fullSoC: NotRequired[int]
    bulkSoC: NotRequired[int]
    customData: NotRequired[CustomDataType]


class V2XChargingParametersType(TypedDict):
    """Object V2XChargingParametersType."""

    minChargePower: NotRequired[Number]
    minChargePower_L2: NotRequired[Number]
    minChargePower_L3: NotRequired[Number]
    maxChargePower: NotRequired[Number]
    maxChargePower_L2: NotRequired[Number]
    maxChargePower_L3: NotRequired[Number]
    minDischargePower: NotRequired[Number]
    minDischargePower_L2: NotRequired[Number]
    minDischargePower_L3: NotRequired[Number]
    maxDischargePower: NotRequired[Number]
    maxDischargePower_L2: NotRequired[Number]
    maxDischargePower_L3: NotRequired[Number]
    minChargeCurrent: NotRequired[Number]
    maxChargeCurrent: NotRequired[Number]
    minDischargeCurrent: NotRequired[Number]
    maxDischargeCurrent: NotRequired[Number]
    minVoltage: NotRequired[Number]
    maxVoltage: NotRequired[Number]
    evTargetEnergyRequest: NotRequired[Number]
    evMinEnergyRequest: NotRequired[Number]
    evMaxEnergyRequest: NotRequired[Number]
    evMinV2XEnergyRequest: NotRequired[Number]
    evMaxV2XEnergyRequest: NotRequired[Number]
    targetSoC: NotRequired[int]
    customData: NotRequired[CustomDataType]


class ChargingNeedsType(TypedDict):
    """Object ChargingNeedsType."""

    acChargingParameters: NotRequired[ACChargingParametersType]
    derChargingParameters: NotRequired[DERChargingParametersType]
    evEnergyOffer: NotRequired[EVEnergyOfferType]
    requestedEnergyTransfer: Literal["AC_single_phase", "AC_two_phase", "AC_three_phase", "DC", "AC_BPT", "AC_BPT_DER", "AC_DER", "DC_BPT", "DC_ACDP", "DC_ACDP_BPT", "WPT"]
    dcChargingParameters: NotRequired[DCChargingParametersType]
    v2xChargingParameters: NotRequired[V2XChargingParametersType]
    availableEnergyTransfer: NotRequired[list[Literal["AC_single_phase", "AC_two_phase", "AC_three_phase", "DC", "AC_BPT", "AC_BPT_DER", "AC_DER", "DC_BPT", "DC_ACDP", "DC_ACDP_BPT", "WPT"]]]
    controlMode: NotRequired[Literal["ScheduledControl", "DynamicControl"]]
    mobilityNeedsMode: NotRequired[Literal["EVCC", "EVCC_SECC"]]
    departureTime: NotRequired[str]
    customData: NotRequired[CustomDataType]


class NotifyEVChargingNeedsRequest(TypedDict):
    """Message NotifyEVChargingNeedsRequest."""

    evseId: int
    maxScheduleTuples: NotRequired[int]
    chargingNeeds: ChargingNeedsType
    timestamp: NotRequired[str]
    customData: NotRequired[CustomDataType]


class NotifyEVChargingNeedsResponse(TypedDict):
    """Message NotifyEVChargingNeedsResponse."""

    status: Literal["Accepted", "Rejected", "Processing", "NoChargingProfile"]
    statusInfo: NotRequired[StatusInfoType]
    customData: NotRequired[CustomDataType]


class NotifyEVChargingScheduleRequest(TypedDict):
    """Message NotifyEVChargingScheduleRequest."""

    timeBase: str
    chargingSchedule: ChargingScheduleType
    evseId: int
    selectedChargingScheduleId: NotRequired[int]
    powerToleranceAcceptance: NotRequired[bool]
    customData: NotRequired[CustomDataType]


class NotifyEVChargingScheduleResponse(TypedDict):
    """Message NotifyEVChargingScheduleResponse."""

    status: Literal["Accepted", "Rejected"]
    statusInfo: NotRequired[StatusInfoType]
    customData: NotRequired[CustomDataType]


class EventDataType(TypedDict):
    """Object EventDataType."""

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
    severity: NotRequired[int]
    customData: NotRequired[CustomDataType]


class NotifyEventRequest(TypedDict):
    """Message NotifyEventRequest."""

    generatedAt: str
    tbc: NotRequired[bool]
    seqNo: int
    eventData: list[EventDataType]
    customData: NotRequired[CustomDataType]


class NotifyEventResponse(TypedDict):
    """Message NotifyEventResponse."""

    customData: NotRequired[CustomDataType]


class VariableMonitoringType(TypedDict):
    """Object VariableMonitoringType."""

    id: int
    transaction: bool
    value: Number
    type: Literal["UpperThreshold", "LowerThreshold", "Delta", "Periodic", "PeriodicClockAligned", "TargetDelta", "TargetDeltaRelative"]
    severity: int
    eventNotificationType: Literal["HardWiredNotification", "HardWiredMonitor", "PreconfiguredMonitor", "CustomMonitor"]
    customData: NotRequired[CustomDataType]


class MonitoringDataType(TypedDict):
    """Object MonitoringDataType."""

    component: ComponentType
    variable: VariableType
    variableMonitoring: list[VariableMonitoringType]
    customData: NotRequired[CustomDataType]


class NotifyMonitoringReportRequest(TypedDict):
    """Message NotifyMonitoringReportRequest."""

    monitor: NotRequired[list[MonitoringDataType]]
    requestId: int
    tbc: NotRequired[bool]
    seqNo: int
    generatedAt: str
    customData: NotRequired[CustomDataType]


class NotifyMonitoringReportResponse(TypedDict):
    """Message NotifyMonitoringReportResponse."""

    customData: NotRequired[CustomDataType]


class StreamDataElementType(TypedDict):
    """Object StreamDataElementType."""

    t: Number
    v: str
    customData: NotRequired[CustomDataType]


class NotifyPeriodicEventStreamRequest(TypedDict):
    """Message NotifyPeriodicEventStreamRequest."""

    data: list[StreamDataElementType]
    id: int
    pending: int
    basetime: str
    customData: NotRequired[CustomDataType]


class NotifyPriorityChargingRequest(TypedDict):
    """Message NotifyPriorityChargingRequest."""

    transactionId: str
    activated: bool
    customData: NotRequired[CustomDataType]


class NotifyPriorityChargingResponse(TypedDict):
    """Message NotifyPriorityChargingResponse."""

    customData: NotRequired[CustomDataType]


class VariableAttributeType(TypedDict):
    """Object VariableAttributeType."""

    type: NotRequired[Literal["Actual", "Target", "MinSet", "MaxSet"]]
    value: NotRequired[str]
    mutability: NotRequired[Literal["ReadOnly", "WriteOnly", "ReadWrite"]]
    persistent: NotRequired[bool]
    constant: NotRequired[bool]
    customData: NotRequired[CustomDataType]


class VariableCharacteristicsType(TypedDict):
    """Object VariableCharacteristicsType."""

    unit: NotRequired[str]
    dataType: Literal["string", "decimal", "integer", "dateTime", "boolean", "OptionList", "SequenceList", "MemberList"]
    minLimit: NotRequired[Number]
    maxLimit: NotRequired[Number]
    maxElements: NotRequired[int]
    valuesList: NotRequired[str]
    supportsMonitoring: bool
    customData: NotRequired[CustomDataType]


class ReportDataType(TypedDict):
    """Object ReportDataType."""

    component: ComponentType
    variable: VariableType
    variableAttribute: list[VariableAttributeType]
    variableCharacteristics: NotRequired[VariableCharacteristicsType]
    customData: NotRequired[CustomDataType]


class NotifyReportRequest(TypedDict):
    """Message NotifyReportRequest."""

    requestId: int
    generatedAt: str
    reportData: NotRequired[list[ReportDataType]]
    tbc: NotRequired[bool]
    seqNo: int
    customData: NotRequired[CustomDataType]


class NotifyReportResponse(TypedDict):
    """Message NotifyReportResponse."""

    customData: NotRequired[CustomDataType]


class AddressType(TypedDict):
    """Object AddressType."""

    name: str
    address1: str
    address2: NotRequired[str]
    city: str
    postalCode: NotRequired[str]
    country: str
    customData: NotRequired[CustomDataType]


class NotifySettlementRequest(TypedDict):
    """Message NotifySettlementRequest."""

    transactionId: NotRequired[str]
    pspRef: str
    status: Literal["Settled", "Canceled", "Rejected", "Failed"]
    statusInfo: NotRequired[str]
    settlementAmount: Number
    settlementTime: str
    receiptId: NotRequired[str]
    receiptUrl: NotRequired[str]
    vatCompany: NotRequired[AddressType]
    vatNumber: NotRequired[str]
    customData: NotRequired[CustomDataType]


class NotifySettlementResponse(TypedDict):
    """Message NotifySettlementResponse."""

    receiptUrl: NotRequired[str]
    receiptId: NotRequired[str]
    customData: NotRequired[CustomDataType]


class NotifyWebPaymentStartedRequest(TypedDict):
    """Message NotifyWebPaymentStartedRequest."""

    evseId: int
    timeout: int
    customData: NotRequired[CustomDataType]


class NotifyWebPaymentStartedResponse(TypedDict):
    """Message NotifyWebPaymentStartedResponse."""

    customData: NotRequired[CustomDataType]


class OpenPeriodicEventStreamRequest(TypedDict):
    """Message OpenPeriodicEventStreamRequest."""

    constantStreamData: ConstantStreamDataType
    customData: NotRequired[CustomDataType]


class OpenPeriodicEventStreamResponse(TypedDict):
    """Message OpenPeriodicEventStreamResponse."""

    status: Literal["Accepted", "Rejected"]
    statusInfo: NotRequired[StatusInfoType]
    customData: NotRequired[CustomDataType]


class PublishFirmwareRequest(TypedDict):
    """Message PublishFirmwareRequest."""

    location: str
    retries: NotRequired[int]
    checksum: str
    requestId: int
    retryInterval: NotRequired[int]
    customData: NotRequired[CustomDataType]


class PublishFirmwareResponse(TypedDict):
    """Message PublishFirmwareResponse."""

    status: Literal["Accepted", "Rejected"]
    statusInfo: NotRequired[StatusInfoType]
    customData: NotRequired[CustomDataType]


class PublishFirmwareStatusNotificationRequest(TypedDict):
    """Message PublishFirmwareStatusNotificationRequest."""

    status: Literal["Idle", "DownloadScheduled", "Downloading", "Downloaded", "Published", "DownloadFailed", "DownloadPaused", "InvalidChecksum", "ChecksumVerified", "PublishFailed"]
    location: NotRequired[list[str]]
    requestId: NotRequired[int]
    statusInfo: NotRequired[StatusInfoType]
    customData: NotRequired[CustomDataType]


class PublishFirmwareStatusNotificationResponse(TypedDict):
    """Message PublishFirmwareStatusNotificationResponse."""

    customData: NotRequired[CustomDataType]


class PullDynamicScheduleUpdateRequest(TypedDict):
    """Message PullDynamicScheduleUpdateRequest."""

    chargingProfileId: int
    customData: NotRequired[CustomDataType]


class ChargingScheduleUpdateType(TypedDict):
    """Object ChargingScheduleUpdateType."""

    limit: NotRequired[Number]
    limit_L2: NotRequired[Number]
    limit_L3: NotRequired[Number]
    dischargeLimit: NotRequired[Number]
    dischargeLimit_L2: NotRequired[Number]
    dischargeLimit_L3: NotRequired[Number]
    setpoint: NotRequired[Number]
    setpoint_L2: NotRequired[Number]
    setpoint_L3: NotRequired[Number]
    setpointReactive: NotRequired[Number]
    setpointReactive_L2: NotRequired[Number]
    setpointReactive_L3: NotRequired[Number]
    customData: NotRequired[CustomDataType]


class PullDynamicScheduleUpdateResponse(TypedDict):
    """Message PullDynamicScheduleUpdateResponse."""

    scheduleUpdate: NotRequired[ChargingScheduleUpdateType]
    status: Literal["Accepted", "Rejected"]
    statusInfo: NotRequired[StatusInfoType]
    customData: NotRequired[CustomDataType]


class ChargingProfileType(TypedDict):
    """Object ChargingProfileType."""

    id: int
    stackLevel: int
    chargingProfilePurpose: Literal["ChargingStationExternalConstraints", "ChargingStationMaxProfile", "TxDefaultProfile", "TxProfile", "PriorityCharging", "LocalGeneration"]
    chargingProfileKind: Literal["Absolute", "Recurring", "Relative", "Dynamic"]
    recurrencyKind: NotRequired[Literal["Daily", "Weekly"]]
    validFrom: NotRequired[str]
    validTo: NotRequired[str]
    transactionId: NotRequired[str]
    maxOfflineDuration: NotRequired[int]
    chargingSchedule: list[ChargingScheduleType]
    invalidAfterOfflineDuration: NotRequired[bool]
    dynUpdateInterval: NotRequired[int]
    dynUpdateTime: NotRequired[str]
    priceScheduleSignature: NotRequired[str]
    customData: NotRequired[CustomDataType]


class ReportChargingProfilesRequest(TypedDict):
    """Message ReportChargingProfilesRequest."""

    requestId: int
    chargingLimitSource: str
    chargingProfile: list[ChargingProfileType]
    tbc: NotRequired[bool]
    evseId: int
    customData: NotRequired[CustomDataType]


class ReportChargingProfilesResponse(TypedDict):
    """Message ReportChargingProfilesResponse."""

    customData: NotRequired[CustomDataType]


class DERCurvePointsType(TypedDict):
    """Object DERCurvePointsType."""

    x: Number
    y: Number
    customData: NotRequired[CustomDataType]


class HysteresisType(TypedDict):
    """Object HysteresisType."""

    hysteresisHigh: NotRequired[Number]
    hysteresisLow: NotRequired[Number]
    hysteresisDelay: NotRequired[Number]
    hysteresisGradient: NotRequired[Number]
    customData: NotRequired[CustomDataType]


class ReactivePowerParamsType(TypedDict):
    """Object ReactivePowerParamsType."""

    vRef: NotRequired[Number]
    autonomousVRefEnable: NotRequired[bool]
    autonomousVRefTimeConstant: NotRequired[Number]
    customData: NotRequired[CustomDataType]


class VoltageParamsType(TypedDict):
    """Object VoltageParamsType."""

    hv10MinMeanValue: NotRequired[Number]
    hv10MinMeanTripDelay: NotRequired[Number]
    powerDuringCessation: NotRequired[Literal["Active", "Reactive"]]
    customData: NotRequired[CustomDataType]


class DERCurveType(TypedDict):
    """Object DERCurveType."""

    curveData: list[DERCurvePointsType]
    hysteresis: NotRequired[HysteresisType]
    priority: int
    reactivePowerParams: NotRequired[ReactivePowerParamsType]
    voltageParams: NotRequired[VoltageParamsType]
    yUnit: Literal["Not_Applicable", "PctMaxW", "PctMaxVar", "PctWAvail", "PctVarAvail", "PctEffectiveV"]
    responseTime: NotRequired[Number]
    startTime: NotRequired[str]
    duration: NotRequired[Number]
    customData: NotRequired[CustomDataType]


class DERCurveGetType(TypedDict):
    """Object DERCurveGetType."""

    curve: DERCurveType
    id: str
    curveType: Literal["EnterService", "FreqDroop", "FreqWatt", "FixedPFAbsorb", "FixedPFInject", "FixedVar", "Gradients", "HFMustTrip", "HFMayTrip", "HVMustTrip", "HVMomCess", "HVMayTrip", "LimitMaxDischarge", "LFMustTrip", "LVMustTrip", "LVMomCess", "LVMayTrip", "PowerMonitoringMustTrip", "VoltVar", "VoltWatt", "WattPF", "WattVar"]
    isDefault: bool
    isSuperseded: bool
    customData: NotRequired[CustomDataType]


class EnterServiceType(TypedDict):
    """Object EnterServiceType."""

    priority: int
    highVoltage: Number
    lowVoltage: Number
    highFreq: Number
    lowFreq: Number
    delay: NotRequired[Number]
    randomDelay: NotRequired[Number]
    rampRate: NotRequired[Number]
    customData: NotRequired[CustomDataType]


class EnterServiceGetType(TypedDict):
    """Object EnterServiceGetType."""

    enterService: EnterServiceType
    id: str
    customData: NotRequired[CustomDataType]


class FixedPFType(TypedDict):
    """Object FixedPFType."""

    priority: int
    displacement: Number
    excitation: bool
    startTime: NotRequired[str]
    duration: NotRequired[Number]
    customData: NotRequired[CustomDataType]


class FixedPFGetType(TypedDict):
    """Object FixedPFGetType."""

    fixedPF: FixedPFType
    id: str
    isDefault: bool
    isSuperseded: bool
    customData: NotRequired[CustomDataType]


class FixedVarType(TypedDict):
    """Object FixedVarType."""

    priority: int
    setpoint: Number
    unit: Literal["Not_Applicable", "PctMaxW", "PctMaxVar", "PctWAvail", "PctVarAvail", "PctEffectiveV"]
    startTime: NotRequired[str]
    duration: NotRequired[Number]
    customData: NotRequired[CustomDataType]


class FixedVarGetType(TypedDict):
    """Object FixedVarGetType."""

    fixedVar: FixedVarType
    id: str
    isDefault: bool
    isSuperseded: bool
    customData: NotRequired[CustomDataType]


class FreqDroopType(TypedDict):
    """Object FreqDroopType."""

    priority: int
    overFreq: Number
    underFreq: Number
    overDroop: Number
    underDroop: Number
    responseTime: Number
    startTime: NotRequired[str]
    duration: NotRequired[Number]
    customData: NotRequired[CustomDataType]


class FreqDroopGetType(TypedDict):
    """Object FreqDroopGetType."""

    freqDroop: FreqDroopType
    id: str
    isDefault: bool
    isSuperseded: bool
    customData: NotRequired[CustomDataType]


class GradientType(TypedDict):
    """Object GradientType."""

    priority: int
    gradient: Number
    softGradient: Number
    customData: NotRequired[CustomDataType]


class GradientGetType(TypedDict):
    """Object GradientGetType."""

    gradient: GradientType
    id: str
    customData: NotRequired[CustomDataType]


class LimitMaxDischargeType(TypedDict):
    """Object LimitMaxDischargeType."""

    priority: int
    pctMaxDischargePower: NotRequired[Number]
    powerMonitoringMustTrip: NotRequired[DERCurveType]
    startTime: NotRequired[str]
    duration: NotRequired[Number]
    customData: NotRequired[CustomDataType]


class LimitMaxDischargeGetType(TypedDict):
    """Object LimitMaxDischargeGetType."""

    id: str
    isDefault: bool
    isSuperseded: bool
    limitMaxDischarge: LimitMaxDischargeType
    customData: NotRequired[CustomDataType]


class ReportDERControlRequest(TypedDict):
    """Message ReportDERControlRequest."""

    curve: NotRequired[list[DERCurveGetType]]
    enterService: NotRequired[list[EnterServiceGetType]]
    fixedPFAbsorb: NotRequired[list[FixedPFGetType]]
    fixedPFInject: NotRequired[list[FixedPFGetType]]
    fixedVar: NotRequired[list[FixedVarGetType]]
    freqDroop: NotRequired[list[FreqDroopGetType]]
    gradient: NotRequired[list[GradientGetType]]
    limitMaxDischarge: NotRequired[list[LimitMaxDischargeGetType]]
    requestId: int
    tbc: NotRequired[bool]
    customData: NotRequired[CustomDataType]


class ReportDERControlResponse(TypedDict):
    """Message ReportDERControlResponse."""

    customData: NotRequired[CustomDataType]


class RequestBatterySwapRequest(TypedDict):
    """Message RequestBatterySwapRequest."""

    idToken: IdTokenType
    requestId: int
    customData: NotRequired[CustomDataType]


class RequestBatterySwapResponse(TypedDict):
    """Message RequestBatterySwapResponse."""

    status: Literal["Accepted", "Rejected"]
    statusInfo: NotRequired[StatusInfoType]
    customData: NotRequired[CustomDataType]


class RequestStartTransactionRequest(TypedDict):
    """Message RequestStartTransactionRequest."""

    evseId: NotRequired[int]
    groupIdToken: NotRequired[IdTokenType]
    idToken: IdTokenType
    remoteStartId: int
    chargingProfile: NotRequired[ChargingProfileType]
    customData: NotRequired[CustomDataType]


class RequestStartTransactionResponse(TypedDict):
    """Message RequestStartTransactionResponse."""

    status: Literal["Accepted", "Rejected"]
    statusInfo: NotRequired[StatusInfoType]
    transactionId: NotRequired[str]
    customData: NotRequired[CustomDataType]


class RequestStopTransactionRequest(TypedDict):
    """Message RequestStopTransactionRequest."""

    transactionId: str
    customData: NotRequired[CustomDataType]


class RequestStopTransactionResponse(TypedDict):
    """Message RequestStopTransactionResponse."""

    status: Literal["Accepted", "Rejected"]
    statusInfo: NotRequired[StatusInfoType]
    customData: NotRequired[CustomDataType]


class ReservationStatusUpdateRequest(TypedDict):
    """Message ReservationStatusUpdateRequest."""

    reservationId: int
    reservationUpdateStatus: Literal["Expired", "Removed", "NoTransaction"]
    customData: NotRequired[CustomDataType]


class ReservationStatusUpdateResponse(TypedDict):
    """Message ReservationStatusUpdateResponse."""

    customData: NotRequired[CustomDataType]


class ReserveNowRequest(TypedDict):
    """Message ReserveNowRequest."""

    id: int
    expiryDateTime: str
    connectorType: NotRequired[str]
    idToken: IdTokenType
    evseId: NotRequired[int]
    groupIdToken: NotRequired[IdTokenType]
    customData: NotRequired[CustomDataType]


class ReserveNowResponse(TypedDict):
    """Message ReserveNowResponse."""

    status: Literal["Accepted", "Faulted", "Occupied", "Rejected", "Unavailable"]
    statusInfo: NotRequired[StatusInfoType]
    customData: NotRequired[CustomDataType]


class ResetRequest(TypedDict):
    """Message ResetRequest."""

    type: Literal["Immediate", "OnIdle", "ImmediateAndResume"]
    evseId: NotRequired[int]
    customData: NotRequired[CustomDataType]


class ResetResponse(TypedDict):
    """Message ResetResponse."""

    status: Literal["Accepted", "Rejected", "Scheduled"]
    statusInfo: NotRequired[StatusInfoType]
    customData: NotRequired[CustomDataType]


class SecurityEventNotificationRequest(TypedDict):
    """Message SecurityEventNotificationRequest."""

    type: str
    timestamp: str
    techInfo: NotRequired[str]
    customData: NotRequired[CustomDataType]


class SecurityEventNotificationResponse(TypedDict):
    """Message SecurityEventNotificationResponse."""

    customData: NotRequired[CustomDataType]


class AuthorizationData(TypedDict):
    """Message AuthorizationData."""

    idToken: IdTokenType
    idTokenInfo: NotRequired[IdTokenInfoType]
    customData: NotRequired[CustomDataType]


class SendLocalListRequest(TypedDict):
    """Message SendLocalListRequest."""

    localAuthorizationList: NotRequired[list[AuthorizationData]]
    versionNumber: int
    updateType: Literal["Differential", "Full"]
    customData: NotRequired[CustomDataType]


class SendLocalListResponse(TypedDict):
    """Message SendLocalListResponse."""

    status: Literal["Accepted", "Failed", "VersionMismatch"]
    statusInfo: NotRequired[StatusInfoType]
    customData: NotRequired[CustomDataType]


class SetChargingProfileRequest(TypedDict):
    """Message SetChargingProfileRequest."""

    evseId: int
    chargingProfile: ChargingProfileType
    customData: NotRequired[CustomDataType]


class SetChargingProfileResponse(TypedDict):
    """Message SetChargingProfileResponse."""

    status: Literal["Accepted", "Rejected"]
    statusInfo: NotRequired[StatusInfoType]
    customData: NotRequired[CustomDataType]


class SetDERControlRequest(TypedDict):
    """Message SetDERControlRequest."""

    isDefault: bool
    controlId: str
    controlType: Literal["EnterService", "FreqDroop", "FreqWatt", "FixedPFAbsorb", "FixedPFInject", "FixedVar", "Gradients", "HFMustTrip", "HFMayTrip", "HVMustTrip", "HVMomCess", "HVMayTrip", "LimitMaxDischarge", "LFMustTrip", "LVMustTrip", "LVMomCess", "LVMayTrip", "PowerMonitoringMustTrip", "VoltVar", "VoltWatt", "WattPF", "WattVar"]
    curve: NotRequired[DERCurveType]
    enterService: NotRequired[EnterServiceType]
    fixedPFAbsorb: NotRequired[FixedPFType]
    fixedPFInject: NotRequired[FixedPFType]
    fixedVar: NotRequired[FixedVarType]
    freqDroop: NotRequired[FreqDroopType]
    gradient: NotRequired[GradientType]
    limitMaxDischarge: NotRequired[LimitMaxDischargeType]
    customData: NotRequired[CustomDataType]


class SetDERControlResponse(TypedDict):
    """Message SetDERControlResponse."""

    status: Literal["Accepted", "Rejected", "NotSupported", "NotFound"]
    statusInfo: NotRequired[StatusInfoType]
    supersededIds: NotRequired[list[str]]
    customData: NotRequired[CustomDataType]


class SetDefaultTariffRequest(TypedDict):
    """Message SetDefaultTariffRequest."""

    evseId: int
    tariff: TariffType
    customData: NotRequired[CustomDataType]


class SetDefaultTariffResponse(TypedDict):
    """Message SetDefaultTariffResponse."""

    status: Literal["Accepted", "Rejected", "TooManyElements", "ConditionNotSupported", "DuplicateTariffId"]
    statusInfo: NotRequired[StatusInfoType]
    customData: NotRequired[CustomDataType]


class SetDisplayMessageRequest(TypedDict):
    """Message SetDisplayMessageRequest."""

    message: MessageInfoType
    customData: NotRequired[CustomDataType]


class SetDisplayMessageResponse(TypedDict):
    """Message SetDisplayMessageResponse."""

    status: Literal["Accepted", "NotSupportedMessageFormat", "Rejected", "NotSupportedPriority", "NotSupportedState", "UnknownTransaction", "LanguageNotSupported"]
    statusInfo: NotRequired[StatusInfoType]
    customData: NotRequired[CustomDataType]


class SetMonitoringBaseRequest(TypedDict):
    """Message SetMonitoringBaseRequest."""

    monitoringBase: Literal["All", "FactoryDefault", "HardWiredOnly"]
    customData: NotRequired[CustomDataType]


class SetMonitoringBaseResponse(TypedDict):
    """Message SetMonitoringBaseResponse."""

    status: Literal["Accepted", "Rejected", "NotSupported", "EmptyResultSet"]
    statusInfo: NotRequired[StatusInfoType]
    customData: NotRequired[CustomDataType]


class SetMonitoringLevelRequest(TypedDict):
    """Message SetMonitoringLevelRequest."""

    severity: int
    customData: NotRequired[CustomDataType]


class SetMonitoringLevelResponse(TypedDict):
    """Message SetMonitoringLevelResponse."""

    status: Literal["Accepted", "Rejected"]
    statusInfo: NotRequired[StatusInfoType]
    customData: NotRequired[CustomDataType]


class APNType(TypedDict):
    """Object APNType."""

    apn: str
    apnUserName: NotRequired[str]
    apnPassword: NotRequired[str]
    simPin: NotRequired[int]
    preferredNetwork: NotRequired[str]
    useOnlyPreferredNetwork: NotRequired[bool]
    apnAuthentication: Literal["PAP", "CHAP", "NONE", "AUTO"]
    customData: NotRequired[CustomDataType]


class VPNType(TypedDict):
    """Object VPNType."""

    server: str
    user: str
    group: NotRequired[str]
    password: str
    key: str
    type: Literal["IKEv2", "IPSec", "L2TP", "PPTP"]
    customData: NotRequired[CustomDataType]


class NetworkConnectionProfileType(TypedDict):
    """Object NetworkConnectionProfileType."""

    apn: NotRequired[APNType]
    ocppVersion: NotRequired[Literal["OCPP12", "OCPP15", "OCPP16", "OCPP20", "OCPP201", "OCPP21"]]
    ocppInterface: Literal["Wired0", "Wired1", "Wired2", "Wired3", "Wireless0", "Wireless1", "Wireless2", "Wireless3", "Any"]
    ocppTransport: Literal["SOAP", "JSON"]
    messageTimeout: int
    ocppCsmsUrl: str
    securityProfile: int
    identity: NotRequired[str]
    basicAuthPassword: NotRequired[str]
    vpn: NotRequired[VPNType]
    customData: NotRequired[CustomDataType]


class SetNetworkProfileRequest(TypedDict):
    """Message SetNetworkProfileRequest."""

    configurationSlot: int
    connectionData: NetworkConnectionProfileType
    customData: NotRequired[CustomDataType]


class SetNetworkProfileResponse(TypedDict):
    """Message SetNetworkProfileResponse."""

    status: Literal["Accepted", "Rejected", "Failed"]
    statusInfo: NotRequired[StatusInfoType]
    customData: NotRequired[CustomDataType]


class SetMonitoringDataType(TypedDict):
    """Object SetMonitoringDataType."""

    id: NotRequired[int]
    periodicEventStream: NotRequired[PeriodicEventStreamParamsType]
    transaction: NotRequired[bool]
    value: Number
    type: Literal["UpperThreshold", "LowerThreshold", "Delta", "Periodic", "PeriodicClockAligned", "TargetDelta", "TargetDeltaRelative"]
    severity: int
    component: ComponentType
    variable: VariableType
    customData: NotRequired[CustomDataType]


class SetVariableMonitoringRequest(TypedDict):
    """Message SetVariableMonitoringRequest."""

    setMonitoringData: list[SetMonitoringDataType]
    customData: NotRequired[CustomDataType]


class SetMonitoringResultType(TypedDict):
    """Object SetMonitoringResultType."""

    id: NotRequired[int]
    statusInfo: NotRequired[StatusInfoType]
    status: Literal["Accepted", "UnknownComponent", "UnknownVariable", "UnsupportedMonitorType", "Rejected", "Duplicate"]
    type: Literal["UpperThreshold", "LowerThreshold", "Delta", "Periodic", "PeriodicClockAligned", "TargetDelta", "TargetDeltaRelative"]
    component: ComponentType
    variable: VariableType
    severity: int
    customData: NotRequired[CustomDataType]


class SetVariableMonitoringResponse(TypedDict):
    """Message SetVariableMonitoringResponse."""

    setMonitoringResult: list[SetMonitoringResultType]
    customData: NotRequired[CustomDataType]


class SetVariableDataType(TypedDict):
    """Object SetVariableDataType."""

    attributeType: NotRequired[Literal["Actual", "Target", "MinSet", "MaxSet"]]
    attributeValue: str
    component: ComponentType
    variable: VariableType
    customData: NotRequired[CustomDataType]


class SetVariablesRequest(TypedDict):
    """Message SetVariablesRequest."""

    setVariableData: list[SetVariableDataType]
    customData: NotRequired[CustomDataType]


class SetVariableResultType(TypedDict):
    """Object SetVariableResultType."""

    attributeType: NotRequired[Literal["Actual", "Target", "MinSet", "MaxSet"]]
    attributeStatus: Literal["Accepted", "Rejected", "UnknownComponent", "UnknownVariable", "NotSupportedAttributeType", "RebootRequired"]
    attributeStatusInfo: NotRequired[StatusInfoType]
    component: ComponentType
    variable: VariableType
    customData: NotRequired[CustomDataType]


class SetVariablesResponse(TypedDict):
    """Message SetVariablesResponse."""

    setVariableResult: list[SetVariableResultType]
    customData: NotRequired[CustomDataType]


class SignCertificateRequest(TypedDict):
    """Message SignCertificateRequest."""

    csr: str
    certificateType: NotRequired[Literal["ChargingStationCertificate", "V2GCertificate", "V2G20Certificate"]]
    hashRootCertificate: NotRequired[CertificateHashDataType]
    requestId: NotRequired[int]
    customData: NotRequired[CustomDataType]


class SignCertificateResponse(TypedDict):
    """Message SignCertificateResponse."""

    status: Literal["Accepted", "Rejected"]
    statusInfo: NotRequired[StatusInfoType]
    customData: NotRequired[CustomDataType]


class StatusNotificationRequest(TypedDict):
    """Message StatusNotificationRequest."""

    timestamp: str
    connectorStatus: Literal["Available", "Occupied", "Reserved", "Unavailable", "Faulted"]
    evseId: int
    connectorId: int
    customData: NotRequired[CustomDataType]


class StatusNotificationResponse(TypedDict):
    """Message StatusNotificationResponse."""

    customData: NotRequired[CustomDataType]


class CostDimensionType(TypedDict):
    """Object CostDimensionType."""

    type: Literal["Energy", "MaxCurrent", "MinCurrent", "MaxPower", "MinPower", "IdleTIme", "ChargingTime"]
    volume: Number
    customData: NotRequired[CustomDataType]


class ChargingPeriodType(TypedDict):
    """Object ChargingPeriodType."""

    dimensions: NotRequired[list[CostDimensionType]]
    tariffId: NotRequired[str]
    startPeriod: str
    customData: NotRequired[CustomDataType]


class TotalPriceType(TypedDict):
    """Object TotalPriceType."""

    exclTax: NotRequired[Number]
    inclTax: NotRequired[Number]
    customData: NotRequired[CustomDataType]


class TotalCostType(TypedDict):
    """Object TotalCostType."""

    currency: str
    typeOfCost: Literal["NormalCost", "MinCost", "MaxCost"]
    fixed: NotRequired[PriceType]
    energy: NotRequired[PriceType]
    chargingTime: NotRequired[PriceType]
    idleTime: NotRequired[PriceType]
    reservationTime: NotRequired[PriceType]
    reservationFixed: NotRequired[PriceType]
    total: TotalPriceType
    customData: NotRequired[CustomDataType]


class TotalUsageType(TypedDict):
    """Object TotalUsageType."""

    energy: Number
    chargingTime: int
    idleTime: int
    reservationTime: NotRequired[int]
    customData: NotRequired[CustomDataType]


class CostDetailsType(TypedDict):
    """Object CostDetailsType."""

    chargingPeriods: NotRequired[list[ChargingPeriodType]]
    totalCost: TotalCostType
    totalUsage: TotalUsageType
    failureToCalculate: NotRequired[bool]
    failureReason: NotRequired[str]
    customData: NotRequired[CustomDataType]


class TransactionLimitType(TypedDict):
    """Object TransactionLimitType."""

    maxCost: NotRequired[Number]
    maxEnergy: NotRequired[Number]
    maxTime: NotRequired[int]
    maxSoC: NotRequired[int]
    customData: NotRequired[CustomDataType]


class TransactionType(TypedDict):
    """Object TransactionType."""

    transactionId: str
    chargingState: NotRequired[Literal["EVConnected", "Charging", "SuspendedEV", "SuspendedEVSE", "Idle"]]
    timeSpentCharging: NotRequired[int]
    stoppedReason: NotRequired[Literal["DeAuthorized", "EmergencyStop", "EnergyLimitReached", "EVDisconnected", "GroundFault", "ImmediateReset", "MasterPass", "Local", "LocalOutOfCredit", "Other", "OvercurrentFault", "PowerLoss", "PowerQuality", "Reboot", "Remote", "SOCLimitReached", "StoppedByEV", "TimeLimitReached", "Timeout", "ReqEnergyTransferRejected"]]
    remoteStartId: NotRequired[int]
    operationMode: NotRequired[Literal["Idle", "ChargingOnly", "CentralSetpoint", "ExternalSetpoint", "ExternalLimits", "CentralFrequency", "LocalFrequency", "LocalLoadBalancing"]]
    tariffId: NotRequired[str]
    transactionLimit: NotRequired[TransactionLimitType]
    customData: NotRequired[CustomDataType]


class TransactionEventRequest(TypedDict):
    """Message TransactionEventRequest."""

    costDetails: NotRequired[CostDetailsType]
    eventType: Literal["Ended", "Started", "Updated"]
    meterValue: NotRequired[list[MeterValueType]]
    timestamp: str
    triggerReason: Literal["AbnormalCondition", "Authorized", "CablePluggedIn", "ChargingRateChanged", "ChargingStateChanged", "CostLimitReached", "Deauthorized", "EnergyLimitReached", "EVCommunicationLost", "EVConnectTimeout", "EVDeparted", "EVDetected", "LimitSet", "MeterValueClock", "MeterValuePeriodic", "OperationModeChanged", "RemoteStart", "RemoteStop", "ResetCommand", "RunningCost", "SignedDataReceived", "SoCLimitReached", "StopAuthorized", "TariffChanged", "TariffNotAccepted", "TimeLimitReached", "Trigger", "TxResumed", "UnlockCommand"]
    seqNo: int
    offline: NotRequired[bool]
    numberOfPhasesUsed: NotRequired[int]
    cableMaxCurrent: NotRequired[int]
    reservationId: NotRequired[int]
    preconditioningStatus: NotRequired[Literal["Unknown", "Ready", "NotReady", "Preconditioning"]]
    evseSleep: NotRequired[bool]
    transactionInfo: TransactionType
    evse: NotRequired[EVSEType]
    idToken: NotRequired[IdTokenType]
    customData: NotRequired[CustomDataType]


class TransactionEventResponse(TypedDict):
    """Message TransactionEventResponse."""

    totalCost: NotRequired[Number]
    chargingPriority: NotRequired[int]
    idTokenInfo: NotRequired[IdTokenInfoType]
    transactionLimit: NotRequired[TransactionLimitType]
    updatedPersonalMessage: NotRequired[MessageContentType]
    updatedPersonalMessageExtra: NotRequired[list[MessageContentType]]
    customData: NotRequired[CustomDataType]


class TriggerMessageRequest(TypedDict):
    """Message TriggerMessageRequest."""

    evse: NotRequired[EVSEType]
    requestedMessage: Literal["BootNotification", "LogStatusNotification", "FirmwareStatusNotification", "Heartbeat", "MeterValues", "SignChargingStationCertificate", "SignV2GCertificate", "SignV2G20Certificate", "StatusNotification", "TransactionEvent", "SignCombinedCertificate", "PublishFirmwareStatusNotification", "CustomTrigger"]
    customTrigger: NotRequired[str]
    customData: NotRequired[CustomDataType]


class TriggerMessageResponse(TypedDict):
    """Message TriggerMessageResponse."""

    status: Literal["Accepted", "Rejected", "NotImplemented"]
    statusInfo: NotRequired[StatusInfoType]
    customData: NotRequired[CustomDataType]


class UnlockConnectorRequest(TypedDict):
    """Message UnlockConnectorRequest."""

    evseId: int
    connectorId: int
    customData: NotRequired[CustomDataType]


class UnlockConnectorResponse(TypedDict):
    """Message UnlockConnectorResponse."""

    status: Literal["Unlocked", "UnlockFailed", "OngoingAuthorizedTransaction", "UnknownConnector"]
    statusInfo: NotRequired[StatusInfoType]
    customData: NotRequired[CustomDataType]


class UnpublishFirmwareRequest(TypedDict):
    """Message UnpublishFirmwareRequest."""

    checksum: str
    customData: NotRequired[CustomDataType]


class UnpublishFirmwareResponse(TypedDict):
    """Message UnpublishFirmwareResponse."""

    status: Literal["DownloadOngoing", "NoFirmware", "Unpublished"]
    customData: NotRequired[CustomDataType]


class UpdateDynamicScheduleRequest(TypedDict):
    """Message UpdateDynamicScheduleRequest."""

    chargingProfileId: int
    scheduleUpdate: ChargingScheduleUpdateType
    customData: NotRequired[CustomDataType]


class UpdateDynamicScheduleResponse(TypedDict):
    """Message UpdateDynamicScheduleResponse."""

    status: Literal["Accepted", "Rejected"]
    statusInfo: NotRequired[StatusInfoType]
    customData: NotRequired[CustomDataType]


class FirmwareType(TypedDict):
    """Object FirmwareType."""

    location: str
    retrieveDateTime: str
    installDateTime: NotRequired[str]
    signingCertificate: NotRequired[str]
    signature: NotRequired[str]
    customData: NotRequired[CustomDataType]


class UpdateFirmwareRequest(TypedDict):
    """Message UpdateFirmwareRequest."""

    retries: NotRequired[int]
    retryInterval: NotRequired[int]
    requestId: int
    firmware: FirmwareType
    customData: NotRequired[CustomDataType]


class UpdateFirmwareResponse(TypedDict):
    """Message UpdateFirmwareResponse."""

    status: Literal["Accepted", "Rejected", "AcceptedCanceled", "InvalidCertificate", "RevokedCertificate"]
    statusInfo: NotRequired[StatusInfoType]
    customData: NotRequired[CustomDataType]


class UsePriorityChargingRequest(TypedDict):
    """Message UsePriorityChargingRequest."""

    transactionId: str
    activate: bool
    customData: NotRequired[CustomDataType]


class UsePriorityChargingResponse(TypedDict):
    """Message UsePriorityChargingResponse."""

    status: Literal["Accepted", "Rejected", "NoProfile"]
    statusInfo: NotRequired[StatusInfoType]
    customData: NotRequired[CustomDataType]


class VatNumberValidationRequest(TypedDict):
    """Message VatNumberValidationRequest."""

    vatNumber: str
    evseId: NotRequired[int]
    customData: NotRequired[CustomDataType]


class VatNumberValidationResponse(TypedDict):
    """Message VatNumberValidationResponse."""

    company: NotRequired[AddressType]
    statusInfo: NotRequired[StatusInfoType]
    vatNumber: str
    evseId: NotRequired[int]
    status: Literal["Accepted", "Rejected"]
    customData: NotRequired[CustomDataType]
