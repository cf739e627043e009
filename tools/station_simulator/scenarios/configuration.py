"""Configuration: what the operator wants is read, set and seen to hold."""

from station_simulator.operator_api import Json, eventually, station_path
from station_simulator.scenarios.stage import Scenario, Stage, online

KEY, WANTED = "HeartbeatInterval", "240"
UNKNOWN = {"1.6": "NoSuchKey"}


async def play(stage: Stage) -> None:
    """The wanted value differs from the station's, so the CSMS sets it."""
    station, operator = stage.station(), stage.operator
    async with online(station):
        stage.same("the boot", await station.boot(), "Accepted")
        stage.step("wanted configuration")
        path = f"{station_path(stage.station_id)}/configuration"
        await operator.put(path, {"values": {KEY: int(WANTED)}})

        async def without_drift() -> Json | None:
            items = (await stage.view("/configuration"))["items"]
            return next((one for one in items if one["drift"] is False), None)

        setting = await eventually("the wanted value at the station", without_drift)
        stage.same("what the station reported", setting["reported"], WANTED)
        stage.step("single keys")
        read = await stage.command("get_configuration", {"keys": [KEY]})
        stage.check("the value in the answer", WANTED in str(read["answer"]))
        unknown = UNKNOWN.get(stage.plan.version, "NoSuchCtrlr.NoSuchVariable")
        refused = await stage.command(
            "set_configuration", {"key": unknown, "value": "1"}, state="rejected"
        )
        stage.check("the reason", "answer" in refused)


SCENARIO = Scenario(play, "a wanted value reaches the station; an unknown key is rejected", True)
