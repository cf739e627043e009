"""A whole session while the station was offline, told hours later in one go."""

from datetime import UTC, datetime, timedelta

from station_simulator.scenarios.charging import DURATION, ENERGY_WH, record_session
from station_simulator.scenarios.stage import Scenario, Stage, online

ENDED_AGO = timedelta(hours=3)


async def play(stage: Stage) -> None:
    """Charge without a socket; connect; replay behind a live message."""
    station = stage.station()
    ended = datetime.now(UTC).replace(microsecond=0) - ENDED_AGO
    stage.step("charging offline")
    record_session(station, stage.token, ended, offline=True)
    async with online(station):
        await station.report_status("Available")
        stage.step(f"replaying {len(station.outbox)} messages")
        await station.flush()
        stage.same("messages that are left", len(station.outbox), 0)
        session = await stage.settled(ENERGY_WH)
    if session is not None:
        began = datetime.fromisoformat(session["started_at"])
        stage.same("the start by the station's clock", began, ended - DURATION)
        told = stage.plan.version != "1.6"  # which has no word for it
        stage.same("the flag offline", "offline" in session["flags"], told)


SCENARIO = Scenario(play, "one settled session with the times of the station's clock, hours later")
