"""A running stack with an operator, a driver, and whatever stations a test makes."""

from __future__ import annotations

import asyncio
import functools
import inspect
from contextlib import asynccontextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote
from uuid import uuid4

from tests.e2e.clients import Api, Json, api, eventually, id_token

from local_stack.demo import SITE
from station_simulator.station import Station
from station_simulator.v16 import StationV16
from station_simulator.v21 import StationV21
from station_simulator.v201 import StationV201
from station_simulator.wire import Address, Wire

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable

    from local_stack.stack_file import Stack

PASSWORD = "a-password-of-e2e-tests"
VERSIONS: dict[str, type[StationV16] | type[StationV201]] = {
    "ocpp1.6": StationV16,
    "ocpp2.0.1": StationV201,
    "ocpp2.1": StationV21,
}
_numbers = count(1)


@dataclass
class World:
    """What a test needs to act and to look."""

    stack: Stack
    operator: Api
    driver: Api
    driver_id: str

    async def address(
        self, current_type: str = "AC", station_id: str | None = None, site_id: str = SITE
    ) -> Address:
        """Register a station with one EVSE; where it connects to."""
        station_id = station_id or f"E2E-{unique()}"
        evse = {
            "evse_id": 1,
            "current_type": current_type,
            "max_power_w": 22_000 if current_type == "AC" else 150_000,
            "connectors": [{"connector_id": 1}],
        }
        station = {"password": PASSWORD, "site_id": site_id, "evses": [evse]}
        await self.operator.put(f"/stations/{quote(station_id, safe='')}", station)
        return Address(self.stack["ocpp_url"], station_id, PASSWORD, Path(self.stack["ca_file"]))

    async def station(
        self, protocol: str, current_type: str = "AC", wire: type[Wire] = Wire
    ) -> Station:
        """A registered station that is not connected yet."""
        kind = VERSIONS[protocol]
        return kind(wire(await self.address(current_type), kind.protocol))

    async def token(self, status: str = "Accepted") -> str:
        """A new token of the driver."""
        token_id = f"E2E{unique()}"
        await self.operator.put(
            f"/tokens/{token_id}", {"status": status, "driver_id": self.driver_id}
        )
        return token_id

    async def sessions(self, station_id: str) -> list[Json]:
        """The operator's view of a station's sessions, newest first."""
        items: list[Json] = (await self.operator.get("/sessions", station_id=station_id))["items"]
        return items

    async def settled(self, station_id: str, within_s: float = 15.0) -> Json:
        """The station's one session, once it is settled."""

        async def look() -> Json | None:
            sessions = await self.sessions(station_id)
            assert len(sessions) <= 1
            return next((one for one in sessions if one["state"] == "settled"), None)

        return await eventually(f"{station_id} settled", look, within_s)

    async def online(self, station_id: str) -> bool:
        return bool((await self.operator.get(f"/stations/{station_id}"))["online"])


def unique() -> str:
    """Short enough for a token of OCPP 1.6."""
    return f"{uuid4().hex[:8].upper()}{next(_numbers)}"


def in_world(test: Callable[..., Awaitable[None]]) -> Callable[..., None]:
    """Run an async test whose first parameter is the World; the others stay pytest's."""
    signature = inspect.signature(test)
    others = list(signature.parameters.values())[1:]
    stack_parameter = inspect.Parameter("stack", inspect.Parameter.POSITIONAL_OR_KEYWORD)

    @functools.wraps(test)
    def run(stack: Stack, **arguments: Any) -> None:
        async def play() -> None:
            async with _world(stack) as world:
                await test(world, **arguments)

        asyncio.run(play())

    # pytest asks for the parameters of this signature.
    run.__signature__ = signature.replace(parameters=[stack_parameter, *others])  # type: ignore[attr-defined]
    return run


@asynccontextmanager
async def _world(stack: Stack) -> AsyncIterator[World]:
    operator = api(stack["operator_api_url"], id_token(stack, stack["users"]["operator"]))
    driver = api(stack["client_api_url"], id_token(stack, stack["users"]["driver"]))
    async with operator.http, driver.http:
        driver_id = (await driver.get("/me"))["driver_id"]
        yield World(stack, operator, driver, driver_id)
