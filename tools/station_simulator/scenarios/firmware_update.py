"""New firmware on the operator's command, with a notification of each step."""

from station_simulator.operator_api import eventually
from station_simulator.scenarios.stage import Scenario, Stage, online
from station_simulator.wishes import Update

STEPS = ("Downloading", "Downloaded", "Installing", "Installed")


async def play(stage: Stage) -> None:
    """The operator sees the steps on the command itself."""
    station = stage.station()
    async with online(station):
        done = await stage.command("update_firmware", {"url": "https://example.com/fw.bin"})
        update = await station.wanted(Update)
        for status in STEPS:
            stage.step(status)
            await station.report_firmware(status, update.request_id)

        async def steps() -> bool:
            found = await stage.view(f"/commands/{done['command_id']}")
            return [one["status"] for one in found["progress"]] == list(STEPS)

        stage.check("the progress of the command", await eventually("all steps", steps))
    events = (await stage.view("/events", kind="FirmwareStatusNotification"))["items"]
    stage.same("entries of the journal", len(events), len(STEPS))


SCENARIO = Scenario(play, "the answer; each step on the command and in the journal", True)
