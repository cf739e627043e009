"""A station whose clock says 1970: the moment of receipt counts, and that is not hidden."""

from datetime import UTC, datetime, timedelta

from station_simulator.scenarios.stage import Scenario, Stage, online
from station_simulator.station import Reading

REGISTER_WH, ENERGY_WH = 1_000_000, 1_500
NEVER_SET = datetime(1970, 1, 1, 0, 0, 7, tzinfo=UTC)
RECENT = timedelta(minutes=5)


async def play(stage: Stage) -> None:
    """Start and stop; the station never asks what time it is."""
    station = stage.station()
    async with online(station):
        station.begin(stage.token, Reading(NEVER_SET, REGISTER_WH))
        transaction = station.running()
        await station.flush()
        stage.same("the start", transaction.status, "Accepted")
        station.end(Reading(NEVER_SET + timedelta(minutes=20), REGISTER_WH + ENERGY_WH))
        await station.flush()
        session = await stage.settled(ENERGY_WH)
    if session is not None:
        stage.check("the flag clock_skewed", "clock_skewed" in session["flags"])
        reported = session["reported_started_at"]
        stage.check("what the station's clock said", str(reported).startswith("1970-01-01"))
        began = datetime.fromisoformat(session["started_at"])
        stage.check("the start by receipt", datetime.now(UTC) - began < RECENT)


SCENARIO = Scenario(play, "a settled session by the time of receipt, flag clock_skewed")
