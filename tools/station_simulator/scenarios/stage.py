"""What a scenario plays on: a station, perhaps an operator, and a report of what was checked."""

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from station_simulator.demo import PASSING
from station_simulator.fleet import VERSIONS, Plan
from station_simulator.operator_api import Json, OperatorApi, eventually, station_path
from station_simulator.station import Station
from station_simulator.wire import Wire


class Failed(Exception):
    """Something is not as the scenario says."""


class Skipped(Exception):
    """The deployment lacks what the scenario is about."""


@dataclass
class Report:
    """What became of one run; `step` says what it is doing."""

    scenario: str
    version: str
    station_id: str
    step: Callable[[str], None]
    checks: int = 0
    answers_s: list[float] = field(default_factory=list)
    result: str = "passed"
    reason: str = ""


@dataclass
class Stage:
    """One run of a scenario. Without `api` only the station's side is checked."""

    plan: Plan
    report: Report
    api: OperatorApi | None

    @property
    def station_id(self) -> str:
        return self.plan.address.station_id

    @property
    def token(self) -> str:
        """A token that may charge."""
        if self.plan.token is None:
            raise Skipped("the station has no token")
        return self.plan.token

    @property
    def operator(self) -> OperatorApi:
        if self.api is None:
            raise Skipped("needs the operator API")
        return self.api

    def station(self, wire: type[Wire] = Wire) -> Station:
        """The station, new from the factory; its requests are timed."""
        station = self.plan.station(wire)
        ask = station.ask

        async def timed(action: str, payload: Json) -> Json:
            before = time.perf_counter()
            answer: Json = await ask(action, payload)
            self.report.answers_s.append(time.perf_counter() - before)
            return answer

        station.ask = timed  # type: ignore[method-assign]
        return station

    def step(self, what: str) -> None:
        self.report.step(what)

    def check(self, what: str, holds: bool) -> None:
        """Note a check; the scenario ends with the first that fails."""
        self.report.checks += 1
        if not holds:
            raise Failed(what)

    def same(self, what: str, seen: Any, expected: Any) -> None:
        """A check of a value."""
        self.check(f"{what}: {seen!r}, not {expected!r}", seen == expected)

    async def command(self, action: str, payload: Json, state: str = "answered") -> Json:
        """An operator's command, which must end in a state."""
        done = await self.operator.command(self.station_id, action, payload)
        self.same(f"the command {action}", (done["state"], done["error"]), (state, None))
        return done

    async def view(self, path: str = "", **query: str | int) -> Json:
        """What the operator API shows of the station."""
        return await self.operator.get(station_path(self.station_id) + path, **query)

    async def sessions(self) -> list[Json]:
        """The station's sessions, newest first."""
        found = await self.operator.get("/sessions", station_id=self.station_id)
        items: list[Json] = found["items"]
        return items

    async def session(self, what: str, fits: Callable[[Json], bool]) -> Json:
        """The newest session that fits, as soon as there is one."""

        async def look() -> Json | None:
            return next((one for one in await self.sessions() if fits(one)), None)

        found = await eventually(what, look)
        self.report.checks += 1
        return found

    async def settled(self, energy_wh: int) -> Json | None:
        """The station's only session, settled with this energy; None if nobody can look."""
        if self.api is None:
            return None
        session = await self.session("a settled session", lambda one: one["state"] == "settled")
        self.same("the number of sessions", len(await self.sessions()), 1)
        self.same("the energy of the session", session["energy_wh"], energy_wh)
        return session


Play = Callable[[Stage], Awaitable[None]]


@dataclass(frozen=True)
class Scenario:
    """`checks` is for people; `needs_operator`: nothing can be checked without the API."""

    play: Play
    checks: str
    needs_operator: bool = False
    versions: tuple[str, ...] = tuple(VERSIONS)

    @property
    def name(self) -> str:
        return self.play.__module__.rpartition(".")[2]


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
