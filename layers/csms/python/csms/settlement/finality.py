"""Is the energy of a session known for good, and what is it?"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from csms.charging.facts import MeterReading, SessionStop
from csms.charging.meter_evidence import UNKNOWN_POWER_W, MeterEvidence, MeterFlag
from csms.charging.meter_samples import Doubt
from csms.charging.meter_semantics import energy_of
from csms.charging.model import ChargingSession
from csms.charging.session_evidence import evidence_of
from csms.charging.vocabulary import Flag
from csms.settlement.doubting import silent_before, unlike_shown, went_on


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
    """The registers that are billed; flags say which were estimated, `evidence` what shows it."""

    begin_wh: int
    end_wh: int
    flags: frozenset[str] = frozenset()
    measured_wh: int | None = None
    missing: tuple[int, ...] = ()
    evidence: MeterEvidence | None = field(default=None, compare=False, repr=False)

    @property
    def energy_wh(self) -> int:
        """The difference of the two registers, unless the meter started anew between them."""
        return self.end_wh - self.begin_wh if self.measured_wh is None else self.measured_wh


def final_energy(
    session: ChargingSession,
    readings: Sequence[MeterReading],
    now: datetime,
    wait: timedelta,
    missing: tuple[int, ...] = (),
) -> FinalEnergy | Wait | Review:
    """Both registers reported: final. Otherwise wait within the bound, then estimate or give up.

    `readings` are the session's telemetry by time; `missing` the numbers of events that have not
    arrived (2.x): they are waited for likewise, then only registers of the station itself count.
    """
    if session.stop is None:
        return Review("the session has not ended")
    told = _registers(session, session.stop, readings, now, wait, missing)
    if not isinstance(told, FinalEnergy):
        return told
    found = measured(session, readings, told)
    if not isinstance(found, FinalEnergy):
        return found
    most = _most_wh(session)
    if found.energy_wh > most:
        return Review(f"{found.energy_wh} Wh are more than the EVSE can deliver: {most} Wh")
    doubt = went_on(session, readings) or silent_before(session, readings)
    if doubt is None and MeterFlag.METER_UNIT.value not in found.flags:  # shown in the wrong unit
        doubt = unlike_shown(session, found.energy_wh)
    return Review(doubt) if doubt else found


def _most_wh(session: ChargingSession) -> int:
    """What the EVSE could deliver at the most: a thousandfold register is no bill.

    At least a day's worth, since a station's clock may make any session short.
    """
    power_w = (session.start.max_power_w if session.start else None) or UNKNOWN_POWER_W
    until = session.stop.stopped_at if session.stop else session.started_at
    hours = max((until - session.started_at) / timedelta(hours=1), 24.0)
    return int(power_w * hours)


def _registers(
    session: ChargingSession,
    stop: SessionStop,
    readings: Sequence[MeterReading],
    now: datetime,
    wait: timedelta,
    missing: tuple[int, ...],
) -> FinalEnergy | Wait | Review:
    begin = session.start.reading.register_wh if session.start and session.start.reading else None
    end = stop.reading.register_wh if stop.reading else None
    estimated, until = stop.estimated, stop.stopped_at
    provisional = estimated or stop.matched
    registers = [
        one.register_wh
        for one in readings
        if one.register_wh is not None and not (estimated and one.measured_at > until)
    ]
    told = None
    if session.start and begin is not None and end is not None and not provisional:
        told = FinalEnergy(begin, end)
    if told and not missing:
        return told
    remaining = stop.received_at + wait - now
    if remaining > timedelta(0):
        elapsed_s = int((wait - remaining).total_seconds())
        return Wait(max(1, min(int(remaining.total_seconds()) + 1, max(2, elapsed_s))))
    if session.start is None:
        return Review("the start of the transaction never arrived")
    if missing:
        return _incomplete(told, missing)
    if estimated and registers:  # readings may have come after the estimate was made
        end = None
    return _estimated(begin, end, registers)


def _incomplete(told: FinalEnergy | None, missing: tuple[int, ...]) -> FinalEnergy | Review:
    """What is missing may be the reading itself; with both registers told, it is history only."""
    if told is None:
        numbers = ", ".join(map(str, missing[:10]))
        return Review(f"events {numbers} never arrived, nor both registers of the meter")
    flags = frozenset({Flag.EVENTS_MISSING.value})
    return replace(told, flags=flags, missing=missing)


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
    return FinalEnergy(begin, end, frozenset(flags))


def measured(
    session: ChargingSession, readings: Sequence[MeterReading], told: FinalEnergy
) -> FinalEnergy | Review:
    """What the registers mean at this station; `told` says which of them had to be estimated."""
    evidence = evidence_of(session, readings)
    found = energy_of(evidence)
    if isinstance(found, Doubt):
        return Review(found.reason)
    gained = found.end_wh - found.begin_wh
    return replace(
        told,
        begin_wh=found.begin_wh,
        end_wh=found.end_wh,
        measured_wh=None if gained == found.energy_wh else found.energy_wh,
        flags=told.flags | {one.value for one in found.flags},
        evidence=evidence,
    )
