"""A token that nobody knows: refused, and what happened is recorded all the same."""

from datetime import UTC, datetime
from uuid import uuid4

from station_simulator.scenarios.stage import Scenario, Stage, online
from station_simulator.station import Reading

REGISTER_WH = 1_000_000


async def play(stage: Stage) -> None:
    """Authorize is refused, and so is the start of a station that does not wait for it."""
    station, token = stage.station(), f"NO{uuid4().hex[:12].upper()}"
    refusal = "Invalid" if stage.plan.version == "1.6" else "Unknown"
    async with online(station):
        stage.step("authorize")
        stage.same("the token", await station.authorize(token), refusal)
        stage.step("start")
        station.begin(token, Reading(datetime.now(UTC), REGISTER_WH))
        transaction = station.running()
        await station.flush()
        stage.same("the start", transaction.status, refusal)
        if stage.api is not None:
            await stage.session("a refused session", lambda one: one["state"] == "refused")
        station.end(Reading(datetime.now(UTC), REGISTER_WH), "DeAuthorized")
        await station.flush()
        if stage.api is not None:
            ended = await stage.session("its end", lambda one: not one["active"])
            stage.same("the energy", ended["energy_wh"], 0)
            stage.same("its token", ended["token_id"], token)


SCENARIO = Scenario(play, "the refusal in the version's word; a session without energy is kept")
