"""Boot, authorize, charge with meter readings, stop: the life that most stations lead."""

import asyncio
from datetime import UTC, datetime, timedelta

from station_simulator.scenarios.stage import Scenario, Stage, online
from station_simulator.vehicle import Meter

START_WH = 100_000
SAMPLES = 4
SECONDS_BETWEEN_SAMPLES = 0.5
STEP = timedelta(seconds=450)


async def play(stage: Stage) -> None:
    """Half an hour of charging, told in a few seconds with the times that it took."""
    station, vehicle, meter = stage.station(), stage.plan.vehicle(), Meter(START_WH)
    async with online(station):
        stage.step("boot")
        stage.same("the boot", await station.boot(), "Accepted")
        await station.report_status("Available")
        stage.same("the token", await station.authorize(stage.token), "Accepted")
        stage.check("the CSMS tells UTC", (await station.heartbeat()).endswith("Z"))
        stage.step("start")
        at = datetime.now(UTC) - SAMPLES * STEP
        station.begin(stage.token, meter.read(vehicle, at))
        transaction = station.running()
        await station.flush()
        stage.same("the start", transaction.status, "Accepted")
        await station.report_status("Charging")
        for _ in range(SAMPLES):
            await asyncio.sleep(SECONDS_BETWEEN_SAMPLES)
            meter.advance(vehicle, STEP.total_seconds())
            at += STEP
            reading = meter.read(vehicle, at)
            stage.step(f"charging, {reading.register_wh - START_WH} Wh")
            station.progress(reading)
            await station.flush()
        stage.step("stop")
        last = meter.read(vehicle, at)
        station.end(last)
        await station.flush()
        await station.report_status("Available")
        session = await stage.settled(last.register_wh - START_WH)
    if session is not None:
        stage.same("the flags of the session", session["flags"], [])
        stage.same("its token", session["token_id"], stage.token.upper())
        shown = await stage.view()
        stage.same("the status", shown["connectors"][0]["status"], "Available")
        path = f"/sessions/{session['session_id']}/meter_values"
        values = (await stage.operator.get(path))["items"]
        stage.check("each meter message", len(values) >= SAMPLES)
        stage.same("the vendor", shown["boot"]["vendor"], "Stationmaster")


SCENARIO = Scenario(
    play, "every answer; one settled session with the meter's energy; boot, status, meter values"
)
