"""Configuration keys of 1.6 and the variables of the 2.x device model that mean the same.

2.0.1 Part 2 Appendices, controller components; a name may be given in either form. Left out is
what has other values there (ChargingScheduleAllowedChargingRateUnit: Current and Power are A and
W), is a limit of a variable instead of one (LocalAuthListMaxLength), or needs an instance
(TransactionMessageAttempts).
"""

from csms.errors import Rejected

# 1.6 key -> component and variable
SAME = {
    "AdditionalRootCertificateCheck": ("SecurityCtrlr", "AdditionalRootCertificateCheck"),
    "AllowOfflineTxForUnknownId": ("AuthCtrlr", "OfflineTxForUnknownIdEnabled"),
    "AuthorizationKey": ("SecurityCtrlr", "BasicAuthPassword"),
    "AuthorizationCacheEnabled": ("AuthCacheCtrlr", "Enabled"),
    "AuthorizeRemoteTxRequests": ("AuthCtrlr", "AuthorizeRemoteStart"),
    "CertificateSignedMaxChainSize": ("SecurityCtrlr", "MaxCertificateChainSize"),
    "ChargeProfileMaxStackLevel": ("SmartChargingCtrlr", "ProfileStackLevel"),
    "ChargingScheduleMaxPeriods": ("SmartChargingCtrlr", "PeriodsPerSchedule"),
    "ClockAlignedDataInterval": ("AlignedDataCtrlr", "Interval"),
    "ConnectionTimeOut": ("TxCtrlr", "EVConnectionTimeOut"),
    "ConnectorSwitch3to1PhaseSupported": ("SmartChargingCtrlr", "Phases3to1"),
    "CpoName": ("SecurityCtrlr", "OrganizationName"),
    "HeartbeatInterval": ("OCPPCommCtrlr", "HeartbeatInterval"),
    "LocalAuthListEnabled": ("LocalAuthListCtrlr", "Enabled"),
    "LocalAuthorizeOffline": ("AuthCtrlr", "LocalAuthorizeOffline"),
    "LocalPreAuthorize": ("AuthCtrlr", "LocalPreAuthorize"),
    "MaxEnergyOnInvalidId": ("TxCtrlr", "MaxEnergyOnInvalidId"),
    "MeterValuesAlignedData": ("AlignedDataCtrlr", "Measurands"),
    "MeterValuesSampledData": ("SampledDataCtrlr", "TxUpdatedMeasurands"),
    "MeterValueSampleInterval": ("SampledDataCtrlr", "TxUpdatedInterval"),
    "ReserveConnectorZeroSupported": ("ReservationCtrlr", "NonEvseSpecific"),
    "ResetRetries": ("OCPPCommCtrlr", "ResetRetries"),
    "SecurityProfile": ("SecurityCtrlr", "SecurityProfile"),
    "StopTransactionOnEVSideDisconnect": ("TxCtrlr", "StopTxOnEVSideDisconnect"),
    "StopTransactionOnInvalidId": ("TxCtrlr", "StopTxOnInvalidId"),
    "StopTxnAlignedData": ("AlignedDataCtrlr", "TxEndedMeasurands"),
    "StopTxnSampledData": ("SampledDataCtrlr", "TxEndedMeasurands"),
    "SupportedFileTransferProtocols": ("OCPPCommCtrlr", "FileTransferProtocols"),
    "UnlockConnectorOnEVSideDisconnect": ("OCPPCommCtrlr", "UnlockOnEVSideDisconnect"),
    "WebSocketPingInterval": ("OCPPCommCtrlr", "WebSocketPingInterval"),
}
_KEYS = {place: key for key, place in SAME.items()}


def key_of(name: str) -> str:
    """The 1.6 key; a name without a counterpart is a key as it is."""
    component, _, variable = name.partition(".")
    return _KEYS.get((component, variable), name)


def place_of(name: str) -> tuple[str, str]:
    """Component and variable of the device model."""
    if name in SAME:
        return SAME[name]
    component, dot, variable = name.partition(".")
    if not (component and dot and variable):
        raise Rejected(f"{name}: OCPP 2 has no such key; name it Component.Variable")
    return component, variable
