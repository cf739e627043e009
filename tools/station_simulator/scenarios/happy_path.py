"""Boot, authorize, charge with meter readings, stop: the life that most stations lead."""

import asyncio
from datetime import UTC, datetime

from station_simulator.fleet import Plan
from station_simulator.scenarios.runner import Report, online
from station_simulator.vehicle import Meter

SAMPLES = 6
SECONDS_BETWEEN_SAMPLES = 1.0
SIMULATED_SECONDS = 300.0


async def run(plan: Plan, report: Report) -> None:
    """Half an hour of charging in a few seconds."""
    station, vehicle, meter = plan.station(), plan.vehicle(), Meter(100_000)
    token = plan.token or "UNKNOWN"
    async with online(station):
        report.step("boot")
        await report.timed(station.boot())
        await report.timed(station.report_status("Available"))
        status = await report.timed(station.authorize(token))
        if status != "Accepted":
            raise RuntimeError(f"the token is {status}")
        report.step("start")
        station.begin(token, meter.read(vehicle, datetime.now(UTC)))
        await report.timed(station.flush())
        for _ in range(SAMPLES):
            await asyncio.sleep(SECONDS_BETWEEN_SAMPLES)
            meter.advance(vehicle, SIMULATED_SECONDS)
            reading = meter.read(vehicle, datetime.now(UTC))
            report.energy_wh = reading.register_wh - 100_000
            report.step(f"charging, {report.energy_wh} Wh")
            station.progress(reading)
            await report.timed(station.flush())
        report.step("stop")
        station.end(meter.read(vehicle, datetime.now(UTC)))
        await report.timed(station.flush())
        await report.timed(station.report_status("Available"))
