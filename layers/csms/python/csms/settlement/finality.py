"""Is the energy of a session known for good, and what is it?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from csms.charging.model import ChargingSession, Flag, MeterReading


@dataclass(frozen=True, slots=True)
class Wait:
    """Look again after this many seconds."""

    seconds: int


@dataclass(frozen=True, slots=True)
class Review:
    """A machine must not decide this."""

    reason: str


@dataclass(frozen=True, slots=True)
class FinalEnergy:
    """The registers that are billed; flags say which were estimated."""

    begin_wh: int
    end_wh: int
    flags: frozenset[str] = frozenset()

    @property
    def energy_wh(self) -> int:
        """The difference of the two registers."""
        return self.end_wh - self.begin_wh


def final_energy(
    session: ChargingSession, readings: Sequence[MeterReading], now: datetime, wait: timedelta
) -> FinalEnergy | Wait | Review:
    """Both registers reported: final. Otherwise wait within the bound, then estimate or give up.

    `readings` are the session's telemetry by time.
    """
    if session.stop is None:
        return Review("the session has not ended")
    begin = session.start.reading.register_wh if session.start and session.start.reading else None
    end = session.stop.reading.register_wh if session.stop.reading else None
    estimated = session.stop.estimated
    if session.start and begin is not None and end is not None and not estimated:
        return _plausible(FinalEnergy(begin, end))
    remaining = session.stop.received_at + wait - now
    if remaining > timedelta(0):
        elapsed_s = int((wait - remaining).total_seconds())
        return Wait(max(1, min(int(remaining.total_seconds()) + 1, max(2, elapsed_s))))
    if session.start is None:
        return Review("the start of the transaction never arrived")
    registers = [one.register_wh for one in readings if one.register_wh is not None]
    if estimated and registers:  # readings may have come after the estimate was made
        end = None
    return _estimated(begin, end, registers)


def _estimated(
    begin: int | None, end: int | None, registers: Sequence[int]
) -> FinalEnergy | Review:
    if begin is None and not registers:
        return Review("no reading of the meter's register at the start or later")
    if end is None and not registers:
        return Review("no reading of the meter's register at the end or before")
    flags = set()
    if begin is None:
        begin = registers[0]
        flags.add(Flag.BEGIN_READING_ESTIMATED.value)
    if end is None:
        end = registers[-1]
        flags.add(Flag.FINAL_READING_ESTIMATED.value)
    return _plausible(FinalEnergy(begin, end, frozenset(flags)))


def _plausible(energy: FinalEnergy) -> FinalEnergy | Review:
    if energy.energy_wh < 0:
        return Review(f"the register went back from {energy.begin_wh} to {energy.end_wh} Wh")
    return energy
