"""Configuration keys of 1.6 and the variables of the 2.x device model that mean the same.

2.0.1 Part 2 Appendices, controller components; a name may be given in either form.
"""

from csms.errors import Rejected

# 1.6 key -> component and variable
SAME = {
    "AuthorizationKey": ("SecurityCtrlr", "BasicAuthPassword"),
    "AuthorizationCacheEnabled": ("AuthCacheCtrlr", "Enabled"),
    "AuthorizeRemoteTxRequests": ("AuthCtrlr", "AuthorizeRemoteStart"),
    "ClockAlignedDataInterval": ("AlignedDataCtrlr", "Interval"),
    "ConnectionTimeOut": ("TxCtrlr", "EVConnectionTimeOut"),
    "CpoName": ("SecurityCtrlr", "OrganizationName"),
    "HeartbeatInterval": ("OCPPCommCtrlr", "HeartbeatInterval"),
    "LocalAuthListEnabled": ("LocalAuthListCtrlr", "Enabled"),
    "LocalAuthorizeOffline": ("AuthCtrlr", "LocalAuthorizeOffline"),
    "LocalPreAuthorize": ("AuthCtrlr", "LocalPreAuthorize"),
    "MaxEnergyOnInvalidId": ("TxCtrlr", "MaxEnergyOnInvalidId"),
    "MeterValuesAlignedData": ("AlignedDataCtrlr", "Measurands"),
    "MeterValuesSampledData": ("SampledDataCtrlr", "TxUpdatedMeasurands"),
    "MeterValueSampleInterval": ("SampledDataCtrlr", "TxUpdatedInterval"),
    "ResetRetries": ("OCPPCommCtrlr", "ResetRetries"),
    "SecurityProfile": ("SecurityCtrlr", "SecurityProfile"),
    "StopTransactionOnEVSideDisconnect": ("TxCtrlr", "StopTxOnEVSideDisconnect"),
    "StopTransactionOnInvalidId": ("TxCtrlr", "StopTxOnInvalidId"),
    "StopTxnAlignedData": ("AlignedDataCtrlr", "TxEndedMeasurands"),
    "StopTxnSampledData": ("SampledDataCtrlr", "TxEndedMeasurands"),
    "UnlockConnectorOnEVSideDisconnect": ("OCPPCommCtrlr", "UnlockOnEVSideDisconnect"),
    "WebSocketPingInterval": ("OCPPCommCtrlr", "WebSocketPingInterval"),
}
_KEYS = {place: key for key, place in SAME.items()}
# 1.6 §9 and the security white paper, without those of `SAME`.
_OTHERS = """
AdditionalRootCertificateCheck AllowOfflineTxForUnknownId BlinkRepeat CertificateSignedMaxChainSize
CertificateStoreMaxLength ChargeProfileMaxStackLevel ChargingScheduleAllowedChargingRateUnit
ChargingScheduleMaxPeriods ConnectorPhaseRotation ConnectorPhaseRotationMaxLength
ConnectorSwitch3to1PhaseSupported GetConfigurationMaxKeys LightIntensity LocalAuthListMaxLength
MaxChargingProfilesInstalled MeterValuesAlignedDataMaxLength MeterValuesSampledDataMaxLength
MinimumStatusDuration NumberOfConnectors ReserveConnectorZeroSupported SendLocalListMaxLength
StopTxnAlignedDataMaxLength StopTxnSampledDataMaxLength SupportedFeatureProfiles
SupportedFeatureProfilesMaxLength SupportedFileTransferProtocols TransactionMessageAttempts
TransactionMessageRetryInterval
"""
# Keys are case-insensitive (1.6 §7.29): some stations write them in lower case (Schneider).
_BY_CASE = {one.casefold(): one for one in (*SAME, *_OTHERS.split())}


def key_of(name: str) -> str:
    """The 1.6 key, in the standard's case; a name without a counterpart is a key as it is."""
    component, _, variable = name.partition(".")
    return _KEYS.get((component, variable)) or _BY_CASE.get(name.casefold(), name)


def place_of(name: str) -> tuple[str, str]:
    """Component and variable of the device model."""
    if name in SAME:
        return SAME[name]
    component, dot, variable = name.partition(".")
    if not (component and dot and variable):
        raise Rejected(f"{name}: OCPP 2 has no such key; name it Component.Variable")
    return component, variable
