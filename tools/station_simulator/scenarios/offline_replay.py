"""A whole transaction while the station was offline, told hours later in one go."""

from datetime import UTC, datetime, timedelta

from station_simulator.fleet import Plan
from station_simulator.scenarios.runner import Report, online
from station_simulator.vehicle import Meter

OFFLINE_FOR = timedelta(hours=3)
SAMPLES = 6
BETWEEN_SAMPLES = timedelta(minutes=5)


async def run(plan: Plan, report: Report) -> None:
    """Charge without a socket; connect; replay."""
    station, vehicle, meter = plan.station(), plan.vehicle(), Meter(200_000)
    at = datetime.now(UTC) - OFFLINE_FOR
    report.step("charging offline")
    station.begin(plan.token or "UNKNOWN", meter.read(vehicle, at))
    for _ in range(SAMPLES):
        at += BETWEEN_SAMPLES
        meter.advance(vehicle, BETWEEN_SAMPLES.total_seconds())
        station.progress(meter.read(vehicle, at), offline=True)
    last = meter.read(vehicle, at)
    report.energy_wh = last.register_wh - 200_000
    station.end(last, offline=True)
    transaction_facts = len(station.outbox)
    report.step(f"replaying {transaction_facts} messages")
    async with online(station):
        await report.timed(station.report_status("Available"))
        await report.timed(station.heartbeat())
        await report.timed(station.flush())
