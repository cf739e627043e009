"""Diagnostics and logs on the operator's command, with a notification of each step."""

from station_simulator.operator_api import eventually
from station_simulator.scenarios.stage import Scenario, Stage, online
from station_simulator.station import Station
from station_simulator.wishes import Upload

STEPS = ("Uploading", "Uploaded")


async def play(stage: Stage) -> None:
    """Both kinds of log; in 1.6 they are different messages."""
    station = stage.station()
    async with online(station):
        for kind in ("diagnostics", "security"):
            stage.step(kind)
            await _upload(stage, station, kind)


async def _upload(stage: Stage, station: Station, kind: str) -> None:
    wanted = {"url": "https://example.com/logs", "log": kind}
    done = await stage.command("get_diagnostics", wanted)
    upload = await station.wanted(Upload)
    for status in STEPS:
        await station.report_upload(status, upload.request_id, diagnostics=upload.diagnostics)

    async def steps() -> bool:
        found = await stage.view(f"/commands/{done['command_id']}")
        return [one["status"] for one in found["progress"]] == list(STEPS)

    stage.check(f"the progress of {kind}", await eventually(f"all steps of {kind}", steps))


SCENARIO = Scenario(play, "the answers; each step on the command that asked for it", True)
