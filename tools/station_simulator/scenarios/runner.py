"""Runs a scenario on every station, with progress and a summary."""

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from rich.console import Console
from rich.progress import Progress, TaskID
from rich.table import Table

from station_simulator.demo import PASSING
from station_simulator.fleet import Plan
from station_simulator.station import Station


@dataclass
class Report:
    """What became of one station; `step` says what it is doing."""

    station_id: str
    version: str
    step: Callable[[str], None]
    energy_wh: int = 0
    answers_s: list[float] = field(default_factory=list)
    fault: str | None = None

    async def timed[T](self, request: Awaitable[T]) -> T:
        """Await a request and note how long it took."""
        before = time.perf_counter()
        answer = await request
        self.answers_s.append(time.perf_counter() - before)
        return answer


Scenario = Callable[[Plan, Report], Awaitable[None]]


@asynccontextmanager
async def online(station: Station) -> AsyncIterator[None]:
    """A station with an open socket that is being read."""
    await station.wire.open()
    receiving = asyncio.create_task(station.receive())
    try:
        yield
    finally:
        receiving.cancel()
        await station.wire.close()
        with contextlib.suppress(asyncio.CancelledError, *PASSING):
            await receiving


async def run(name: str, scenario: Scenario, plans: Sequence[Plan]) -> bool:
    """Whether all stations came through."""
    console = Console()
    with Progress(console=console) as progress:
        reports = await asyncio.gather(*(_one(scenario, plan, progress) for plan in plans))
    console.print(_summary(name, reports))
    return all(report.fault is None for report in reports)


async def _one(scenario: Scenario, plan: Plan, progress: Progress) -> Report:
    task: TaskID = progress.add_task(plan.address.station_id, total=None)

    def step(text: str) -> None:
        progress.update(task, description=f"{plan.address.station_id}: {text}", advance=1)

    report = Report(plan.address.station_id, plan.version, step)
    try:
        await scenario(plan, report)
        step("done")
    except (*PASSING, RuntimeError) as error:
        report.fault = f"{type(error).__name__}: {error}"[:200]
        step("failed")
    progress.update(task, total=1, completed=1)
    return report


def _summary(name: str, reports: Sequence[Report]) -> Table:
    table = Table(
        "station", "OCPP", "result", "energy", "requests", "median", "slowest", title=name
    )
    for one in reports:
        times = sorted(one.answers_s) or [0.0]
        table.add_row(
            one.station_id,
            one.version,
            one.fault or "passed",
            f"{one.energy_wh} Wh",
            str(len(one.answers_s)),
            f"{times[len(times) // 2] * 1000:.0f} ms",
            f"{times[-1] * 1000:.0f} ms",
        )
    return table
