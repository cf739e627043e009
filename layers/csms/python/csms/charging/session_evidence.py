"""What a session's facts say of its energy, as evidence to decide from."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from csms.charging.meter_evidence import MeterEvidence, Point, in_order
from csms.stations.meters import NOTHING_KNOWN

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from csms.charging.facts import MeterReading
    from csms.charging.model import ChargingSession

# How long after a stop a reading is still of its session: some stations go on with its id for ever
# (EN+). A stop that says where the meter stands needs none.
CLOSING, COMPLETE = timedelta(minutes=10), timedelta(minutes=1)


def evidence_of(
    session: ChargingSession,
    readings: Iterable[MeterReading],
    kept: Iterable[Point] = (),
) -> MeterEvidence:
    """The evidence of readings, and of registers that the session itself keeps.

    A stop that the station did not send has the reading of a sample.
    """
    start, stop = session.start, session.stop
    begin_wh = start.reading.register_wh if start and start.reading else None
    end = stop.reading if stop else None
    end_wh = end.register_wh if end else None
    registers = [*kept, *_registers(readings)]
    moved = bool(registers) or end_wh != begin_wh
    if stop and stop.is_estimate and end and end_wh is not None and moved:
        registers.append(Point(min(end.measured_at, stop.stopped_at), end_wh))
        end_wh = None
    until = _until(session, COMPLETE if end_wh is not None else CLOSING)
    inside = in_order(one for one in registers if until is None or one.at <= until)
    newest = inside[-1].at if inside else session.started_at
    return MeterEvidence(
        started_at=session.started_at,
        stopped_at=stop.stopped_at if stop else newest,
        begin_wh=begin_wh,
        end_wh=end_wh,
        registers=tuple(inside),
        powers=_powers(readings),
        max_power_w=start.max_power_w if start else None,
        habits=start.habits if start else NOTHING_KNOWN,
        trusted=not session.clock_skewed,
    )


def _until(session: ChargingSession, late: timedelta) -> datetime | None:
    stop = session.stop
    if stop is None or session.clock_skewed:
        return None
    return stop.stopped_at if stop.estimated else stop.stopped_at + late


def _registers(readings: Iterable[MeterReading]) -> list[Point]:
    return [
        Point(one.measured_at, one.register_wh) for one in readings if one.register_wh is not None
    ]


def _powers(readings: Iterable[MeterReading]) -> tuple[Point, ...]:
    return tuple(
        [Point(one.measured_at, one.power_w) for one in readings if one.power_w is not None]
    )
