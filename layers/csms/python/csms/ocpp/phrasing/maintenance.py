"""Verbs of maintenance (1.6 §5 and its security white paper; 2.0.1 blocks D, L, N, P)."""

from typing import Any

from csms.clock import to_text
from csms.commands.model import Command
from csms.commands.sending import Call
from csms.errors import Rejected
from csms.ocpp.phrasing.fields import V16, Verb, choice, given, text
from csms.stations.model import Station

_LOGS = {"diagnostics": "DiagnosticsLog", "security": "SecurityLog"}


def _get_diagnostics(command: Command, protocol: str, _station: Station) -> Call:
    log_type = choice(command, "log", _LOGS, "diagnostics")
    url, attempts = text(command, "url"), _attempts(command)
    if protocol == V16 and log_type == "DiagnosticsLog":
        period = given(command, startTime="from", stopTime="until")
        return Call("GetDiagnostics", {"location": url, **period, **attempts})
    log = {"remoteLocation": url}
    log |= given(command, oldestTimestamp="from", latestTimestamp="until")
    return Call("GetLog", {"logType": log_type, "log": log, **attempts})


def _update_firmware(command: Command, protocol: str, _station: Station) -> Call:
    url, attempts = text(command, "url"), _attempts(command)
    at = command.payload.get("retrieve_at") or to_text(command.created_at)
    signed = given(command, signingCertificate="signing_certificate", signature="signature")
    if protocol == V16 and not signed:
        if command.payload.get("install_at") is not None:
            raise Rejected("update_firmware: OCPP 1.6 knows install_at for signed firmware only")
        return Call("UpdateFirmware", {"location": url, "retrieveDate": at, **attempts})
    firmware = {"location": url, "retrieveDateTime": at, **signed}
    firmware |= given(command, installDateTime="install_at")
    action = "SignedUpdateFirmware" if protocol == V16 else "UpdateFirmware"
    return Call(action, {"firmware": firmware, **attempts})


def _attempts(command: Command) -> dict[str, Any]:
    return given(command, retries="retries", retryInterval="retry_interval_s")


def _get_local_list_version(_command: Command, _protocol: str, _station: Station) -> Call:
    return Call("GetLocalListVersion", {})


def _data_transfer(command: Command, _protocol: str, _station: Station) -> Call:
    vendor = {"vendorId": text(command, "vendor_id")}
    return Call("DataTransfer", vendor | given(command, messageId="message_id", data="data"))


VERBS: dict[str, Verb] = {
    "get_diagnostics": _get_diagnostics,
    "update_firmware": _update_firmware,
    "get_local_list_version": _get_local_list_version,
    "data_transfer": _data_transfer,
}
