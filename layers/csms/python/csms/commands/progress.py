"""Results that unfold over time: notifications joined to the command that began them.

2.x notifications carry the requestId of the command; of 1.6 only those of the security white paper
do. Without one, the newest command of that kind is meant (1.6 §4.4, §4.5: one at a time).
"""

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
}
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
