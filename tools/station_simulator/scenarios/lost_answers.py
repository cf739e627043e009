"""The socket is lost before each answer; the station sends all again with new message ids."""

from station_simulator.scenarios.charging import ENERGY_WH, record_session
from station_simulator.scenarios.stage import Scenario, Stage, online
from station_simulator.unreliable import LostAnswersWire


async def play(stage: Stage) -> None:
    """Each message arrives at least once, most of them twice."""
    station = stage.station(LostAnswersWire)
    async with online(station):
        await station.boot()
        record_session(station, stage.token)
        stage.step(f"{len(station.outbox)} messages, each answer lost once")
        await station.flush()
        stage.same("messages that are left", len(station.outbox), 0)
        session = await stage.settled(ENERGY_WH)
    if session is not None:
        stage.same("the flags of the session", session["flags"], [])


SCENARIO = Scenario(play, "exactly one session, settled once, without flags")
