"""Plays scenarios, some at a time, with progress and a summary."""

import asyncio
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import httpx
from rich.console import Console
from rich.progress import Progress
from rich.table import Table

from station_simulator.casting import Casting
from station_simulator.demo import PASSING
from station_simulator.operator_api import Unexpected
from station_simulator.scenarios import SCENARIOS
from station_simulator.scenarios.stage import Failed, Report, Scenario, Skipped, Stage

FAULTS = (*PASSING, Failed, Unexpected, RuntimeError, httpx.HTTPError)
COLOURS = {"passed": "green", "skipped": "yellow", "failed": "red"}


@dataclass(frozen=True)
class Choice:
    """What to play: scenarios by name, versions, stations for each, runs at the same time."""

    scenarios: Sequence[str]
    versions: Sequence[str]
    stations: int
    at_once: int

    def runs(self, casting: Casting) -> list[tuple[Scenario, str, int]]:
        """Each scenario with each version and station; versions that it does not concern less."""
        return [
            (SCENARIOS[name], version, number)
            for name in self.scenarios
            for version in self.versions
            if version in SCENARIOS[name].versions
            for number in range(casting.count(version, self.stations))
        ]


async def play(choice: Choice, casting: Casting, json_file: Path | None) -> bool:
    """Whether something passed and nothing failed."""
    console, turns = Console(), asyncio.Semaphore(choice.at_once)
    runs = choice.runs(casting)
    with Progress(console=console) as progress:
        whole = progress.add_task("scenarios", total=len(runs))

        async def one(scenario: Scenario, version: str, number: int) -> Report:
            async with turns, casting.plan(version, number) as plan:
                report = Report(scenario.name, version, plan.address.station_id, lambda _: None)
                label = f"{scenario.name} {version}"
                task = progress.add_task(label, total=None)
                report.step = lambda what: progress.update(task, description=f"{label}: {what}")
                await _played(scenario, Stage(plan, report, casting.api))
            progress.remove_task(task)
            progress.advance(whole)
            console.print(f"{label} {report.station_id}: {_result(report)}")
            return report

        reports = await asyncio.gather(*(one(*run) for run in runs))
    console.print(_summary(reports))
    if json_file is not None:
        _write(json_file, reports)
    results = {report.result for report in reports}
    return "passed" in results and "failed" not in results


async def _played(scenario: Scenario, stage: Stage) -> None:
    report = stage.report
    try:
        if scenario.needs_operator:
            _ = stage.operator
        await scenario.play(stage)
    except Skipped as reason:
        report.result, report.reason = "skipped", str(reason)
    except FAULTS as error:
        report.result, report.reason = "failed", _reason(error)


def _reason(error: BaseException) -> str:
    name = "" if isinstance(error, Failed | Unexpected) else f"{type(error).__name__}: "
    return f"{name}{error}"[:300]


def _result(report: Report) -> str:
    text = f"[{COLOURS[report.result]}]{report.result}[/]"
    return f"{text} ({report.reason})" if report.reason else text


def _summary(reports: Sequence[Report]) -> Table:
    table = Table("scenario", "OCPP", "result", "checks", "requests", "median", "slowest")
    for one in reports:
        times = sorted(one.answers_s) or [0.0]
        table.add_row(
            one.scenario,
            one.version,
            _result(one),
            str(one.checks),
            str(len(one.answers_s)),
            f"{times[len(times) // 2] * 1000:.0f} ms",
            f"{times[-1] * 1000:.0f} ms",
        )
    return table


def _write(file: Path, reports: Sequence[Report]) -> None:
    names = ("scenario", "version", "station_id", "checks", "result", "reason")
    rows = [{name: getattr(one, name) for name in names} for one in reports]
    file.write_text(json.dumps(rows, indent=2) + "\n")
