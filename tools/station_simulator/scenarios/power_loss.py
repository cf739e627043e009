"""Power is lost while a vehicle charges: no stop is ever sent, and the next one starts."""

from datetime import UTC, datetime, timedelta

from station_simulator.scenarios.stage import Scenario, Stage, online
from station_simulator.station import Reading

REGISTER_WH = 1_000_000
BEFORE_WH = 3_000
AFTER_WH = 2_000


async def play(stage: Stage) -> None:
    """The first session ends where its last reading left it."""
    now = datetime.now(UTC)
    before = stage.station()
    stage.step("charging")
    async with online(before):
        before.begin(stage.token, Reading(now - timedelta(minutes=50), REGISTER_WH))
        before.progress(Reading(now - timedelta(minutes=30), REGISTER_WH + BEFORE_WH, 11_000))
        await before.flush()
        stage.step("power lost")
        before.wire.drop()
    after, register_wh = stage.station(), REGISTER_WH + BEFORE_WH
    async with online(after):
        stage.same("the boot", await after.boot(), "Accepted")
        after.begin(stage.token, Reading(now - timedelta(minutes=20), register_wh))
        after.progress(Reading(now - timedelta(minutes=10), register_wh + AFTER_WH, 11_000))
        transaction = after.running()
        await after.flush()
        stage.same("the next start", transaction.status, "Accepted")
        if stage.api is not None:
            await _first_is_closed(stage)
        after.end(Reading(now, register_wh + AFTER_WH))
        await after.flush()
        if stage.api is not None:
            last = await stage.session("a settled session", lambda one: one["state"] == "settled")
            stage.same("the number of sessions", len(await stage.sessions()), 2)
            stage.check("energy of each session once", last["energy_wh"] in {AFTER_WH, BEFORE_WH})


async def _first_is_closed(stage: Stage) -> None:
    old = await stage.session("the first session closed", lambda one: not one["active"])
    stage.same("its energy", old["energy_wh"], BEFORE_WH)
    stage.same("its flags", old["flags"], ["stop_missing"])
    new = await stage.session("the second session", lambda one: one["active"])
    stage.same("its energy", new["energy_wh"], AFTER_WH)


SCENARIO = Scenario(play, "the first session is closed at its last reading, flag stop_missing")
