"""The device model in many frames, out of order and some of them twice."""

import random

from station_simulator.operator_api import Json, eventually
from station_simulator.scenarios.stage import Scenario, Stage, online
from station_simulator.v201 import StationV201
from station_simulator.wishes import Report


async def play(stage: Stage) -> None:
    """The report is complete when the last number and all before it are there."""
    station = stage.station()
    if not isinstance(station, StationV201):
        raise TypeError("OCPP 1.6 has no device model")
    async with online(station):
        done = await stage.command("GetBaseReport", {"reportBase": "FullInventory"})
        asked = await station.wanted(Report)
        stage.same("the number", done["sent_payload"]["requestId"], asked.request_id)
        frames = list(station.device_model.report(asked.request_id))
        sent = [*frames, *random.sample(frames, 5)]
        random.shuffle(sent)
        for number, frame in enumerate(sent, start=1):
            stage.step(f"frame {number} of {len(sent)}")
            await station.ask("NotifyReport", frame)

        async def complete() -> Json | None:
            report = await stage.view(f"/reports/{asked.request_id}", kind="NotifyReport")
            return report if report["complete"] else None

        report = await eventually("a complete report", complete)
    stage.same("parts", (report["parts"], report["missing"]), (len(frames), []))
    variables = (await stage.view("/variables"))["items"]
    stage.same("variables", len(variables), len(frames))


SCENARIO = Scenario(
    play,
    "every part once, none missing; the device model holds all of them",
    True,
    ("2.0.1", "2.1"),
)
