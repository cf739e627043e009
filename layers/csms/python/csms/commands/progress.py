"""Results that unfold over time: notifications joined to the command that began them.

2.x notifications carry the requestId of the command; of 1.6 only those of the security white paper
do. Without one, the newest command of that kind is meant (1.6 §4.4, §4.5: one at a time).
"""

from collections.abc import Mapping
from typing import Any

from csms.commands.model import Job, Progress
from csms.commands.ports import CommandRepository

JOBS = {
    "UpdateFirmware": Job.FIRMWARE,
    "SignedUpdateFirmware": Job.FIRMWARE,
    "GetDiagnostics": Job.DIAGNOSTICS,
    "GetLog": Job.LOG,
    "PublishFirmware": Job.PUBLISHING,
    "GetBaseReport": Job.REPORT,
    "GetReport": Job.REPORT,
    "GetMonitoringReport": Job.REPORT,
    "GetChargingProfiles": Job.REPORT,
    "GetDisplayMessages": Job.REPORT,
    "CustomerInformation": Job.REPORT,
    "GetDERControl": Job.REPORT,
}
# How a job is told.
_TOLD_BY = {
    "FirmwareStatusNotification": Job.FIRMWARE,
    "SignedFirmwareStatusNotification": Job.FIRMWARE,
    "DiagnosticsStatusNotification": Job.DIAGNOSTICS,
    "LogStatusNotification": Job.LOG,
    "PublishFirmwareStatusNotification": Job.PUBLISHING,
    "NotifyReport": Job.REPORT,
    "NotifyMonitoringReport": Job.REPORT,
    "NotifyCustomerInformation": Job.REPORT,
    "NotifyDisplayMessages": Job.REPORT,
    "ReportChargingProfiles": Job.REPORT,
    "ReportDERControl": Job.REPORT,
}
_TRIGGERS = ("TriggerMessage", "ExtendedTriggerMessage")
# Told when asked by a trigger while nothing goes on: no step of anything.
IDLE = "Idle"
# Nothing follows these. A failed download or upload may be tried again.
LAST_STEPS = frozenset(
    {
        "Installed", "InstallationFailed", "InvalidSignature", "InstallVerificationFailed",
        "Uploaded", "AcceptedCanceled", "Published", "InvalidChecksum", "Complete",
    }
)  # fmt: skip


def note_progress(
    station_id: str,
    job: Job,
    request_id: int | None,
    step: Progress,
    commands: CommandRepository,
) -> bool:
    """Keep a step at the command that it belongs to; False if there is none, or nothing new.

    One read and one write. A repeat of the newest step is not kept, nor what follows the last.
    """
    if step.status == IDLE:
        return False
    command_id = commands.command_of_job(station_id, job, request_id)
    if command_id is None:
        return False
    return commands.add_progress(station_id, command_id, step, last=step.status in LAST_STEPS)


def job_of(action: str, payload: Mapping[str, Any]) -> tuple[str, int | None] | None:
    """What a CALL begins, and by which id it will be told."""
    if action in _TRIGGERS:
        return _triggered(str(payload["requestedMessage"])), None
    if action not in JOBS:
        return None
    request_id = payload.get("requestId")
    return JOBS[action], None if request_id is None else int(request_id)


def asked_for(station_id: str, action: str, commands: CommandRepository) -> bool:
    """Whether the station says this because it was asked to, lately: by a trigger, or a job."""
    jobs = [_TOLD_BY[action].value] if action in _TOLD_BY else []
    return any(
        commands.command_of_job(station_id, job, None) is not None
        for job in (*jobs, _triggered(action))
    )


def _triggered(message: str) -> str:
    """A trigger names certificates by their use; the message is SignCertificate for all."""
    certificate = message.startswith("Sign") and message.endswith("Certificate")
    return f"trigger:{'SignCertificate' if certificate else message}"
