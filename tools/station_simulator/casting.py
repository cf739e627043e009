"""Who plays: the stations that are given, or new ones that the operator API registers."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote
from uuid import uuid4

from station_simulator.fleet import Plan
from station_simulator.operator_api import OperatorApi, Unexpected, station_path
from station_simulator.wire import Address

MAX_POWER_W = 22_000


@dataclass(frozen=True)
class Registry:
    """Where new stations are registered, and who pays for their sessions.

    `payer` is a driver, or a token whose driver pays as well.
    """

    url: str
    ca_file: Path | None
    site_id: str | None
    payer: str
    payer_is_token: bool = False


@dataclass
class Casting:
    """Hands out stations. One that was given plays in one scenario at a time."""

    given: Sequence[Plan]
    api: OperatorApi | None
    registry: Registry | None
    _locks: dict[str, asyncio.Lock] = field(default_factory=dict)

    def count(self, version: str, stations: int) -> int:
        """How many stations play at the same time."""
        given = sum(one.version == version for one in self.given)
        return given if self.given else stations

    @asynccontextmanager
    async def plan(self, version: str, number: int) -> AsyncIterator[Plan]:
        """A station of a version, for one scenario."""
        if self.given:
            plan = [one for one in self.given if one.version == version][number]
            async with self._locks.setdefault(plan.address.station_id, asyncio.Lock()):
                yield plan
            return
        if self.api is None or self.registry is None:
            raise ValueError("new stations need the operator API")
        async with _registered(self.api, self.registry, version) as plan:
            yield plan


@asynccontextmanager
async def _registered(api: OperatorApi, registry: Registry, version: str) -> AsyncIterator[Plan]:
    """A new station and a token; both are gone afterwards, their sessions stay."""
    unique = uuid4().hex[:10].upper()
    station_id, token, password = f"SIM-{unique}", f"SIM{unique}", uuid4().hex[:20]
    evse = {"evse_id": 1, "current_type": "AC", "max_power_w": MAX_POWER_W}
    evses = [evse | {"connectors": [{"connector_id": 1}]}]
    path, token_path = station_path(station_id), f"/tokens/{quote(token)}"
    driver_id = registry.payer
    if registry.payer_is_token:
        driver_id = (await api.get(f"/tokens/{registry.payer}"))["driver_id"]
    await api.put(path, {"password": password, "site_id": registry.site_id, "evses": evses})
    await api.put(token_path, {"status": "Accepted", "driver_id": driver_id})
    try:
        address = Address(registry.url, station_id, password, registry.ca_file)
        yield Plan(address, version, token, "AC", MAX_POWER_W)
    finally:
        for one in (path, token_path):
            with contextlib.suppress(Unexpected):
                await api.delete(one)
