"""A station that lives: it charges vehicles, one after the other, and does what it is told."""

import asyncio
import contextlib
import logging
import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from station_simulator.station import Origin, Station
from station_simulator.vehicle import Meter, Vehicle
from station_simulator.wishes import Reboot, RemoteStart, RemoteStop, Trigger, Wish

logger = logging.getLogger("station_simulator")


@dataclass(frozen=True)
class Pace:
    """How fast life goes; `speed` is how many seconds of charging one second makes."""

    charge_seconds: float = 120.0
    pause_seconds: float = 20.0
    meter_seconds: float = 5.0
    speed: float = 1.0

    def some(self, seconds: float) -> float:
        """About as long, so that stations do not march in step."""
        return seconds * random.uniform(0.6, 1.4)


@dataclass
class Charger:
    """Drives a station. `token` None: it charges only when the CSMS asks for it."""

    station: Station
    token: str | None
    new_vehicle: Callable[[], Vehicle]
    pace: Pace
    meter: Meter
    rebooting: bool = False

    async def live(self) -> None:
        """One connection long: announce, then charge, listen and beat until the socket ends."""
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(self.station.receive())
            await self.station.boot()
            await self.station.report_status("Available")
            await self.station.flush()
            tasks.create_task(self._beat())
            while not self.rebooting:
                await self._idle()
                if self.station.transaction is not None:
                    await self._charge()
            self.rebooting = False
            await self.station.wire.close()

    async def _beat(self) -> None:
        while True:
            await asyncio.sleep(self.station.heartbeat_interval_s)
            await self.station.heartbeat()

    async def _idle(self) -> None:
        """Until somebody wants to charge, unless a transaction outlived the last socket."""
        loop = asyncio.get_running_loop()
        until = loop.time() + self.pace.some(self.pace.pause_seconds)
        while self.station.transaction is None and not self.rebooting:
            left = None if self.token is None else until - loop.time()
            wish = await self._next_wish(left)
            if isinstance(wish, RemoteStart):
                await self._start(wish.token, wish.remote_start_id)
            elif self.token is not None and wish is None:
                await self._start(self.token, None)

    async def _start(self, token: str, remote_start_id: int | None) -> None:
        await self.station.report_status("Preparing")
        now = datetime.now(UTC)
        self.vehicle = self.new_vehicle()
        self.station.begin(token, self.meter.read(self.vehicle, now), Origin(remote_start_id))
        await self.station.flush()

    async def _charge(self) -> None:
        transaction = self.station.running()
        if transaction.status != "Accepted":
            logger.info("%s: token refused (%s)", self.station.id, transaction.status)
            await self._stop("DeAuthorized")
            return
        await self.station.report_status("Charging")
        logger.info("%s: charging with %d W", self.station.id, self.vehicle.power_w())
        reason = await self._draw(self.pace.some(self.pace.charge_seconds))
        await self._stop(reason)

    async def _draw(self, seconds: float) -> str:
        """Charge, with a meter message every few seconds; why it ended."""
        loop = asyncio.get_running_loop()
        before, until = loop.time(), loop.time() + seconds
        while before < until and self.vehicle.power_w() > 0:
            wish = await self._next_wish(min(self.pace.meter_seconds, until - before))
            now = loop.time()
            elapsed = (now - before) * self.pace.speed
            self.meter.advance(self.vehicle, elapsed, self.station.limit_wh())
            before = now
            if isinstance(wish, RemoteStop | Reboot):
                return "Remote" if isinstance(wish, RemoteStop) else "Reboot"
            if self.meter.stands_at(self.station.limit_wh()):
                return "LocalOutOfCredit"
            if wish is None or isinstance(wish, Trigger):
                self.station.progress(self.meter.read(self.vehicle, datetime.now(UTC)))
                await self.station.flush()
        return "Local"

    async def _stop(self, reason: str) -> None:
        reading = self.meter.read(self.vehicle, datetime.now(UTC))
        self.station.end(reading, reason)
        await self.station.flush()
        logger.info("%s: stopped at %d Wh (%s)", self.station.id, reading.register_wh, reason)
        await self.station.report_status("Finishing")
        await self.station.report_status("Available")

    async def _next_wish(self, seconds: float | None) -> Wish | None:
        """What the CSMS wants next, None if nothing comes in time."""
        with contextlib.suppress(TimeoutError):
            wish = await asyncio.wait_for(self.station.wishes.get(), seconds)
            await self._obey(wish)
            return wish
        return None

    async def _obey(self, wish: Wish) -> None:
        """What does not concern the session."""
        match wish:
            case Reboot():
                self.rebooting = True
            case Trigger("BootNotification"):
                await self.station.boot()
            case Trigger("Heartbeat"):
                await self.station.heartbeat()
            case Trigger("StatusNotification"):
                busy = self.station.transaction is not None
                await self.station.report_status("Charging" if busy else "Available")
